#pragma once
// What a report is drawn from: rounds that are frozen, the grades between them, and the words of questions
// and States in the reader's language. Thread rule: refers to what its caller keeps.

#include "document/charts/tile_layout.hpp"
#include "survey/grade.hpp"
#include "survey/round.hpp"
#include "survey/state_set.hpp"
#include "survey/tally_csv.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey::report {

// A round as a report sees it: its answers, or, where no State's answers are known, its published totals.
struct RoundInReport {
    std::string label;
    std::string snapshot;            // hash of the frozen export; empty: not frozen
    const Round* answers = nullptr;  // nothing: totals alone
    std::vector<PublishedTally> totals = {};
    std::int64_t population = 0;  // of totals alone
};

struct ReportSource {
    RoundInReport now;  // has answers
    std::vector<RoundInReport> earlier = {};
    StateRegister states = {};
    // Between the earlier round and now. Nothing: nobody has graded it.
    std::function<std::optional<Grade>(std::string_view item, std::string_view earlier)> grade;
    std::function<std::string(std::string_view item)> question;
    std::function<std::string(std::string_view item, std::string_view option)> answer;
    std::function<std::string(StateCode state)> state_name;
    std::optional<document::charts::TileLayout> layout = {};  // nothing: no maps can be drawn
    double chart_width = 640;                                 // of a printed page; a phone has less
};

}  // namespace survey::report
