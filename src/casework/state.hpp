#pragma once
// Where a case stands, in four regions side by side. Separate regions are the technical form of INV-01: no
// state of identification or of criminal proceedings appears among the conditions of assistance.

#include "base/result.hpp"

#include <string_view>
#include <vector>

namespace casework {

enum class Region { identification, assistance, protection, justice };

std::string_view code_of(Region region);
base::Result<Region> region_from_code(std::string_view code);

enum class State {
#define STATE(name, code, region) name,
#include "casework/state.def"
#undef STATE
};

std::string_view code_of(State state);  // "ID5": what is stored
std::string_view name_of(State state);  // "presumed": words under "casework.state.<name>"
Region region_of(State state);
base::Result<State> state_from_code(std::string_view code);
const std::vector<State>& all_states();

struct CaseStates {
    State identification = State::id_none;
    State assistance = State::no_assistance;
    State protection = State::protection_unknown;
    State justice = State::no_proceedings;

    State in(Region region) const;
    void set(State state);  // in the region the state belongs to

    friend bool operator==(const CaseStates&, const CaseStates&) = default;
};

}  // namespace casework
