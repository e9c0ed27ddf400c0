#pragma once
// Estimates with their intervals, or bounds without an estimate, one under the other on one axis: what a
// count can be, how methods disagree (a forest plot). An end without limit is an arrow. The axis may be
// logarithmic. Pure.

#include "document/charts/chart.hpp"

#include <optional>
#include <string>
#include <vector>

namespace document::charts {

struct Interval {
    std::string label;
    std::optional<double> estimate;
    double lower = 0;  // -infinity and infinity: without limit
    double upper = 0;
    std::string estimate_text = {};  // as printed, in the table and beside the label
    std::string lower_text = {};
    std::string upper_text = {};
    bool strong = false;
};

struct AxisTick {
    double value = 0;
    std::string text;
};

struct Axis {
    double least = 0;
    double most = 1;
    bool logarithmic = false;
    std::vector<AxisTick> ticks;
    std::string label;
};

// Values for ticks: round numbers from at or below `least` to at or above `most`, at most `count` and two
// more. On a logarithmic axis 1, 2 and 5 times powers of ten.
std::vector<double> nice_ticks(double least, double most, int count, bool logarithmic);

struct Intervals {
    ChartText text;
    Axis axis;
    std::vector<Interval> rows;
    std::optional<double> reference = {};  // a line through all rows
    std::string reference_label = {};
    std::string rows_heading;
    std::string estimate_heading;
    std::string lower_heading;
    std::string upper_heading;
};

// Problems: axis: out_of_range (least below most, above 0 where logarithmic); row N: out_of_range (lower,
// estimate and upper in this order; beside the axis).
base::Result<Figure> interval_chart(const Intervals& intervals);

}  // namespace document::charts
