#pragma once
// Before and after, a line for each pair. Rising, falling and unchanged differ in their lines and ends, not
// only in where they lead. Pure.

#include "document/charts/chart.hpp"

#include <string>
#include <vector>

namespace document::charts {

struct SlopePair {
    std::string label;
    double before = 0;
    double after = 0;
    std::string before_text;  // as printed
    std::string after_text;
};

struct Slopes {
    ChartText text;
    std::string before_heading;  // "2015/16"
    std::string after_heading;
    std::string pairs_heading;  // of the table
    std::string rising;         // words of the legend
    std::string falling;
    std::string unchanged;
    std::vector<SlopePair> pairs;
};

// Problems: pairs: required; row N: out_of_range (not a finite number).
base::Result<Figure> slope_chart(const Slopes& slopes);

}  // namespace document::charts
