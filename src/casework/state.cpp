#include "casework/state.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace casework {
namespace {

struct StateRow {
    std::string_view name;
    std::string_view code;
    Region region;
};

constexpr std::array kStates{
#define STATE(name, code, region) StateRow{#name, code, Region::region},
#include "casework/state.def"
#undef STATE
};

constexpr std::array<std::string_view, 4> kRegions{"ID", "AS", "PR", "CJ"};

const StateRow& row_of(State state) {
    return kStates.at(static_cast<std::size_t>(state));
}

}  // namespace

std::string_view code_of(Region region) {
    return kRegions.at(static_cast<std::size_t>(region));
}

base::Result<Region> region_from_code(std::string_view code) {
    for (std::size_t index = 0; index < kRegions.size(); ++index) {
        if (kRegions[index] == code) return static_cast<Region>(index);
    }
    return base::fail(base::invalid_field("region", "not_in_list", "ID, AS, PR, CJ"));
}

std::string_view code_of(State state) {
    return row_of(state).code;
}

std::string_view name_of(State state) {
    return row_of(state).name;
}

Region region_of(State state) {
    return row_of(state).region;
}

base::Result<State> state_from_code(std::string_view code) {
    for (std::size_t index = 0; index < kStates.size(); ++index) {
        if (kStates[index].code == code) return static_cast<State>(index);
    }
    return base::fail(base::invalid_field("state", "not_in_list", "a state code such as ID1"));
}

const std::vector<State>& all_states() {
    static const std::vector<State> states{
#define STATE(name, code, region) State::name,
#include "casework/state.def"
#undef STATE
    };
    return states;
}

State CaseStates::in(Region region) const {
    switch (region) {
        case Region::identification: return identification;
        case Region::assistance: return assistance;
        case Region::protection: return protection;
        case Region::justice: return justice;
    }
    return identification;
}

void CaseStates::set(State state) {
    switch (region_of(state)) {
        case Region::identification: identification = state; break;
        case Region::assistance: assistance = state; break;
        case Region::protection: protection = state; break;
        case Region::justice: justice = state; break;
    }
}

}  // namespace casework
