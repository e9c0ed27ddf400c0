#include "base/json_reader.hpp"
#include "casework/packet.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace casework {

std::string to_json(const Packet& packet) {
    auto facts = nlohmann::ordered_json::array();
    for (const FactValue& value : packet) {
        facts.push_back({{"fact", name_of(value.fact)}, {"keys", value.keys}, {"words", value.words}});
    }
    return nlohmann::ordered_json{{"facts", std::move(facts)}}.dump();
}

base::Result<Packet> packet_from_json(std::string_view json) {
    auto document = base::JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    Packet packet;
    for (const base::JsonNode& node : document->root().field("facts").items()) {
        FactValue value;
        const base::JsonNode name = node.field("fact");
        if (const auto fact = fact_from_name(name.text())) {
            value.fact = *fact;
        } else {
            name.refuse("not_one_of");
        }
        for (const base::JsonNode& key : node.field("keys").items()) value.keys.push_back(key.text());
        value.words = node.field("words").text(16384);
        packet.push_back(std::move(value));
    }
    if (auto finished = document->finish(); !finished) return base::fail(finished.error());
    return packet;
}

}  // namespace casework
