#pragma once
// Change of one item between two rounds (survey.md 6.3): on all answers and on those of the same States, what
// made the difference, and what the missing answers leave open. The caller has seen to it that the two may be
// compared (grade A or B, concordance.hpp) and that both targets mean the same. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/ratio.hpp"
#include "survey/reading.hpp"
#include "survey/state_set.hpp"
#include "survey/tally.hpp"
#include "survey/transitions.hpp"

#include <cstdint>
#include <optional>

namespace survey {

// M: States that answered both times. delta = gained - lost, as a rate delta / n.
struct Matched {
    StateSet states;
    StateSet gainers;  // 0 -> 1
    StateSet losers;   // 1 -> 0
    StateSet stayers;  // 1 -> 1
    std::int64_t n = 0;
    std::int64_t gained = 0;
    std::int64_t lost = 0;
    std::int64_t delta = 0;
};

struct Change {
    Level before;
    Level after;
    std::int64_t delta_all = 0;  // = matched.delta + entrants - leavers, always
    Matched matched;
    std::int64_t entrants = 0;  // hold it now, had not answered before
    std::int64_t leavers = 0;   // held it before, have not answered now
    WholeRange bounds;          // of the change, over every completion of both rounds; attained
    // The same, if no State went back that was not seen to: an assumption, printed as one, and refuted
    // by any loser.
    WholeRange bounds_no_backsliding;
    bool backsliding_seen = false;
};

// Sets are of one register. Where the eligible States differ, whoever is eligible in one round alone counts
// in that round alone.
Change change(const Reading& before, const Reading& after);

// Where a round is known by its totals only: matched figures do not exist, the ranges of transitions do.
struct ChangeOfTotals {
    Level before;
    Level after;
    std::int64_t delta_all = 0;
    WholeRange bounds;
    Transitions transitions;
};

// `population`: States of either round; the common N where both have the same. Problems: as of check() for
// each level; as of transitions().
base::Result<ChangeOfTotals> change_of_totals(const Level& before, const Level& after,
                                              std::int64_t population);

// The difference of two shares on one base, as a ratio: times 100 it is percentage points. Nothing where a
// base is not known or is 0. Where the bases differ between rounds, print both.
std::optional<Ratio> share_difference(const Level& before, const Level& after, Base base);

}  // namespace survey
