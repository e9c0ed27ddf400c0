#include "casework/fact.hpp"

#include <array>
#include <cstddef>

namespace casework {
namespace {

struct FactRow {
    std::string_view name;
    guard::Zone zone;
    PacketPart part;
};

constexpr std::array kFacts{
#define FACT(name, zone, packet) FactRow{#name, guard::Zone::zone, PacketPart::packet},
#include "casework/fact.def"
#undef FACT
};

const FactRow& row_of(Fact fact) {
    return kFacts.at(static_cast<std::size_t>(fact));
}

}  // namespace

std::string_view name_of(Fact fact) {
    return row_of(fact).name;
}

guard::Zone zone_of(Fact fact) {
    return row_of(fact).zone;
}

PacketPart part_of(Fact fact) {
    return row_of(fact).part;
}

base::Result<Fact> fact_from_name(std::string_view name) {
    for (std::size_t index = 0; index < kFacts.size(); ++index) {
        if (kFacts[index].name == name) return static_cast<Fact>(index);
    }
    return base::fail(base::invalid_field("facts", "not_in_list", "a fact from the list"));
}

const std::vector<Fact>& all_facts() {
    static const std::vector<Fact> facts{
#define FACT(name, zone, packet) Fact::name,
#include "casework/fact.def"
#undef FACT
    };
    return facts;
}

std::string to_text(const std::vector<Fact>& facts) {
    std::string text;
    for (const Fact fact : facts) {
        if (!text.empty()) text += ' ';
        text += name_of(fact);
    }
    return text;
}

base::Result<std::vector<Fact>> facts_from_text(std::string_view text) {
    std::vector<Fact> facts;
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        const auto fact = fact_from_name(text.substr(0, end));
        if (!fact) return base::fail(fact.error());
        facts.push_back(*fact);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return facts;
}

}  // namespace casework
