#pragma once
// Bars whose parts add up to a total: answers up to the population, never only of those who answered. What is
// missing is a part like the others, with an outline for its pattern. Pure.

#include "document/charts/chart.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace document::charts {

struct StackedRow {
    std::string label;
    std::vector<std::int64_t> counts;  // one for each kind
};

struct StackedBars {
    ChartText text;
    std::vector<Kind> kinds;
    std::vector<StackedRow> rows;
    std::int64_t total = 0;
    std::string rows_heading;   // of the table: what a row is
    std::string total_heading;  // of the table, and of the end of each bar: "All 57 States"
};

// Problems: kinds: required, told_apart; row N: columns_differ, out_of_range, adds_up_to_total; total:
// out_of_range.
base::Result<Figure> stacked_bar(const StackedBars& bars);

}  // namespace document::charts
