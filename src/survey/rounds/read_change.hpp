#pragma once
// Use case: how one item changed between two rounds, and whether that may be called progress (survey.md 6.3
// and 7). Two rounds ask the same item identically unless somebody has decided otherwise.

#include "base/result.hpp"
#include "guard/actor.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/change.hpp"
#include "survey/grade.hpp"
#include "survey/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace survey::rounds {

struct ChangeAsked {
    std::string item;
    std::string from;
    std::string to;
    std::vector<std::string> options = {};
    std::string programme = {};
};

struct ChangeFound {
    std::string option;
    Verdict verdict = Verdict::no_change;
    Grade grade = Grade::a;
    bool synthetic = false;
    // Below grade B nothing is set against each other: the levels stand side by side, and neither is there.
    Level before;
    Level after;
    std::optional<Change> of_answers;
    double sign_test_p = 1;
    std::optional<ChangeOfTotals> of_totals;  // where a round is known by its totals alone
};

// Problems: those of read_statistic(); wrong_state, where the number of States is known of neither round.
base::Result<ChangeFound> read_change(guard::Workplace& workplace, const guard::Actor& actor,
                                      const ChangeAsked& asked);

}  // namespace survey::rounds
