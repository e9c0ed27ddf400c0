#pragma once
// How sets overlap: for each combination a row of dots that says who is in it, and a bar as long as its
// count. A count that may not be shown has its words and no bar. Pure.

#include "document/charts/chart.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace document::charts {

struct OverlapSet {
    std::string label;
    std::string size_text;  // as printed; may be empty
};

struct Overlap {
    std::vector<bool> members;          // one for each set
    std::optional<std::int64_t> count;  // none: held back
    std::string count_text;
};

struct Overlaps {
    ChartText text;
    std::vector<OverlapSet> sets;
    std::vector<Overlap> rows;  // in the order they are shown
    std::string count_heading;
    std::string member;      // of the table: "on the list"
    std::string not_member;  // "not on it"
};

// Problems: sets: out_of_range (1 to 12); row N: columns_differ, out_of_range (a negative count).
base::Result<Figure> upset_plot(const Overlaps& overlaps);

}  // namespace document::charts
