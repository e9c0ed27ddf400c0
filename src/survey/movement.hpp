#pragma once
// Who moved from where to where (survey.md 6.3): options of the earlier round against those of the later, the
// dispositions as further rows and columns, so that no State disappears between two charts. Pure; safe from
// any thread.

#include "base/result.hpp"
#include "survey/round.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace survey {

// The code of a row for States that were not of the round's population.
inline constexpr std::string_view kNotMember = "NOT_MEMBER";

// A row or column: an option's code, a disposition's code (never ANS), or kNotMember.
struct MovementClass {
    std::string code;
    StateSet states;
};

// Where each State of `everybody` stood on a single-choice or Likert item; the classes do not overlap and
// cover everybody. An answer under examination stands under EXAM until it is accepted. Problems:
// invalid_input naming `item`, rule not_one_option; refused_by SURVEY-B1.
base::Result<std::vector<MovementClass>> movement_classes(const Round& round, std::size_t item,
                                                          const StateSet& everybody);

struct MovementTable {
    std::vector<MovementClass> rows;     // the earlier round
    std::vector<MovementClass> columns;  // the later
    std::vector<std::int64_t> counts;    // row by row

    std::int64_t at(std::size_t row, std::size_t column) const {
        return counts[row * columns.size() + column];
    }
};

// Of the States of either population. Problems: as of movement_classes().
base::Result<MovementTable> movement(const Round& before, std::size_t item_before, const Round& after,
                                     std::size_t item_after);

}  // namespace survey
