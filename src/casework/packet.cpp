#include "casework/packet.hpp"

#include <algorithm>

namespace casework {

Packet part_of_packet(const Packet& known, const std::vector<Fact>& chosen, PacketPart part) {
    Packet packet;
    for (const Fact fact : all_facts()) {
        if (part_of(fact) != part || std::ranges::find(chosen, fact) == chosen.end()) continue;
        const auto found = std::ranges::find(known, fact, &FactValue::fact);
        if (found != known.end()) packet.push_back(*found);
    }
    return packet;
}

std::vector<Fact> facts_of(const Packet& packet) {
    std::vector<Fact> facts;
    facts.reserve(packet.size());
    for (const FactValue& value : packet) facts.push_back(value.fact);
    return facts;
}

}  // namespace casework
