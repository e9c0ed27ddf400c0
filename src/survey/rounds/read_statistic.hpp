#pragma once
// Use case: one statistic of one item in one round, with its four bases, its bounds and what became of every
// State (survey.md 6.1). It reads the answers to this item and no others.

#include "base/result.hpp"
#include "guard/actor.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/pooled.hpp"
#include "survey/tally.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace survey::rounds {

struct StatisticAsked {
    std::string item;
    std::string round;
    std::vector<std::string> options = {};  // any of them; none: having answered at all
    std::string programme = {};             // empty: the usual one, or the only one with such a round
    std::string remaining_after = {};       // of amounts: the share is of what this option leaves
};

// What an item of amounts adds up to.
struct AmountsFound {
    Decimal total;                     // X, over all options
    Decimal part;                      // of the options asked for
    std::int64_t contributing = 0;     // States
    Share share;                       // part of the total, or of what remains
    std::optional<Decimal> remaining;  // what the share is of, where it is of what remains
};

struct StatisticFound {
    std::string item;
    std::string round;
    std::string option;  // as it was asked for; empty: having answered
    bool synthetic = false;
    Level level;
    // Of totals whose number of States is not known, only the count is.
    bool population_known = true;
    // Of totals that count something else than States, bases and bounds have no meaning.
    bool counts_states = true;
    std::optional<Bounds> bounds;
    std::vector<std::pair<std::string, std::int64_t>> dispositions;
    std::optional<AmountsFound> amounts;
};

// Problems: not_found (round, item); invalid_input naming `option` or `programme`; refused_by SURVEY-B1,
// where a State has no disposition yet, and SURVEY-NO-COUNT, where no count was printed.
base::Result<StatisticFound> read_statistic(guard::Workplace& workplace, const guard::Actor& actor,
                                            const StatisticAsked& asked);

}  // namespace survey::rounds
