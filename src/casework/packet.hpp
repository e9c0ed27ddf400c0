#pragma once
// A packet: the facts that go with a referral, as they will be read. The sender's preview and the receiver's
// page are made from the same values, so that what was previewed is what is sent. Pure.

#include "base/result.hpp"
#include "casework/fact.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casework {

// One fact: message keys, translated for each reader, and words as they were written down.
struct FactValue {
    Fact fact = Fact::need;
    std::vector<std::string> keys = {};
    std::string words = {};

    friend bool operator==(const FactValue&, const FactValue&) = default;
};

using Packet = std::vector<FactValue>;

// The chosen facts of one part, in the order of the list of facts; what is not chosen or not known is left
// out.
Packet part_of_packet(const Packet& known, const std::vector<Fact>& chosen, PacketPart part);

// The facts that are both chosen and known.
std::vector<Fact> facts_of(const Packet& packet);

// packet_json.cpp; reading is strict. Problem: invalid_file.
std::string to_json(const Packet& packet);
base::Result<Packet> packet_from_json(std::string_view json);

}  // namespace casework
