#include "survey/scale_summary.hpp"

#include "survey/reading.hpp"
#include "survey/wide.hpp"

#include <vector>

namespace survey {
namespace {

// The option that the answer of this rank gave, answers in the order of the scale, ranks from 0.
std::size_t option_at(const std::vector<std::int64_t>& counts, std::int64_t rank) {
    std::size_t option = 0;
    while (rank >= counts[option]) rank -= counts[option++];
    return option;
}

}  // namespace

base::Result<ScaleSummary> scale_summary(const Round& round, std::size_t item,
                                         std::span<const std::int64_t> points) {
    const std::size_t options = round.item(item).options.size();
    if (round.item(item).type != ItemType::likert || options < 4) {
        return base::fail(base::invalid_field("item", "not_a_scale", "likert with at least 4 options"));
    }
    if (!points.empty() && points.size() != options) {
        return base::fail(base::invalid_field("points", "out_of_range", "one for each option"));
    }
    std::vector<std::int64_t> counts;
    ScaleSummary summary;
    Wide total = 0;
    for (std::size_t option = 0; option < options; ++option) {
        const auto reading = read(round, item, {.options = {option}});
        if (!reading) return base::fail(reading.error());
        counts.push_back(reading->holding.count());
        summary.answered += counts.back();
        if (!points.empty()) total += static_cast<Wide>(counts.back()) * points[option];
    }
    summary.bottom_two = counts[0] + counts[1];
    summary.top_two = counts[options - 1] + counts[options - 2];
    if (summary.answered == 0) return summary;
    summary.net = Ratio::of(summary.top_two - summary.bottom_two, summary.answered);
    summary.median_low = option_at(counts, (summary.answered - 1) / 2);
    summary.median_high = option_at(counts, summary.answered / 2);
    if (!points.empty()) {
        const auto sum_of_points = narrowed(total);
        if (!sum_of_points) return base::fail(base::invalid_field("points", "out_of_range", "64 bits"));
        summary.mean = Ratio::of(*sum_of_points, summary.answered);
    }
    return summary;
}

}  // namespace survey
