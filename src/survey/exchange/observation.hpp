#pragma once
// What leaves a round as data: one value of one item, of one State or of all of them, and why there is none.
// Every format is written from these, so that none says more than another. Pure.

#include "base/result.hpp"
#include "survey/disposition.hpp"
#include "survey/grade.hpp"
#include "survey/round.hpp"
#include "survey/state_set.hpp"
#include "survey/tally.hpp"

#include <optional>
#include <string>
#include <vector>

namespace survey::exchange {

// The secretariat's own copy has every answer; what is published names only what may be named
// (survey.md 5.2).
enum class Audience { secretariat, everybody };

enum class Measure { answer, states, percent, lower, upper };

struct Observation {
    std::optional<StateCode> state;  // none: all States of the population together
    std::string item;
    std::string option;  // empty: having answered
    Measure measure = Measure::answer;
    std::optional<Base> base;  // of a share of States
    std::string value;         // empty: there is none, or it is not given
    std::string unit;
    Disposition disposition = Disposition::answered;
    std::optional<Confidentiality> confidentiality;  // of a State's answer
};

// In the order of items, totals before States, States by their code. Skipped items have no row
// (survey.md 4.1). Of texts only that there is one. Problem: refused_by SURVEY-B1 where a State has no
// disposition.
base::Result<std::vector<Observation>> observations(const Round& round, const StateRegister& states,
                                                    Audience audience);

}  // namespace survey::exchange
