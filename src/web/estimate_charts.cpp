#include "web/estimate_charts.hpp"

#include "document/charts/interval_chart.hpp"
#include "document/charts/upset_plot.hpp"
#include "web/estimate_sentences.hpp"

#include <algorithm>
#include <cmath>

namespace web {
namespace {

namespace charts = document::charts;

constexpr int kTicks = 5;

document::Direction direction_of(const base::Words& words) {
    return base::kind_of(words.language()).direction == "rtl" ? document::Direction::right_to_left
                                                              : document::Direction::left_to_right;
}

charts::ChartText chart_text(const base::Words& words, std::string_view title, std::string alternative,
                             std::string id) {
    return {.title = words.text(title),
            .alternative = std::move(alternative),
            .table_caption = words.text(title),
            .id = std::move(id),
            .direction = direction_of(words)};
}

// An interval that repeats the choice of the model says so, and one that does not.
std::string label_of(const base::Words& words, const estimation::Estimate& estimate, bool chosen) {
    const std::string name = method_name(words, estimate.method());
    const auto interval = estimate.interval();
    std::string label = name;
    if (interval) {
        label = words.text(
            "estimate.method_with_interval",
            {{"method", name},
             {"kind", words.text("estimate.interval." + std::string(estimation::name_of(interval->kind)))}});
    }
    return chosen ? words.text("estimate.method_that_was_chosen", {{"method", label}}) : label;
}

charts::Interval row_of(const base::Words& words, const estimation::Estimate& estimate, bool chosen) {
    charts::Interval row{.label = label_of(words, estimate, chosen), .estimate = {}, .strong = chosen};
    const double population = *estimate.population();
    row.estimate_text = people_text(words, population);
    const auto interval = estimate.interval();
    row.lower = interval ? interval->limits.lower : population;
    row.upper = interval ? interval->limits.upper : population;
    row.lower_text = interval ? people_text(words, row.lower) : words.text("estimate.none");
    row.upper_text = interval ? people_text(words, row.upper) : words.text("estimate.none");
    // BCa may leave out the estimate itself: then its number stands in the table alone.
    if (row.lower <= population && population <= row.upper) row.estimate = population;
    return row;
}

charts::Axis axis_of(const base::Words& words, const std::vector<charts::Interval>& rows, double observed) {
    double least = observed;
    double most = observed;
    for (const charts::Interval& row : rows) {
        for (const double end : {row.lower, row.upper, row.estimate.value_or(observed)}) {
            if (!std::isfinite(end)) continue;
            least = std::min(least, end);
            most = std::max(most, end);
        }
    }
    charts::Axis axis{.logarithmic = true, .ticks = {}, .label = words.text("estimate.axis")};
    for (const double tick : charts::nice_ticks(least, std::max(most, least * 2), kTicks, true)) {
        axis.ticks.push_back({tick, people_text(words, tick)});
    }
    axis.least = std::min(least, axis.ticks.front().value);
    axis.most = std::max(most, axis.ticks.back().value);
    return axis;
}

}  // namespace

std::string people_text(const base::Words& words, double people) {
    if (!std::isfinite(people)) return words.text("estimate.no_limit");
    return words.number(static_cast<std::int64_t>(std::llround(people)));
}

base::Result<document::Figure> methods_chart(const base::Words& words, const estimates::Study& study) {
    charts::Intervals chart{.text = {}, .axis = {}, .rows = {}};
    std::string without;
    for (const estimation::Estimate& estimate : study.methods) {
        if (!estimate.population()) {
            without += (without.empty() ? "" : ", ") + method_name(words, estimate.method());
            continue;
        }
        chart.rows.push_back(row_of(words, estimate, &estimate == &study.chosen()));
    }
    double low = 0;
    double high = 0;
    for (const estimation::Estimate& estimate : study.methods) {
        if (!estimate.population()) continue;
        low = low == 0 ? *estimate.population() : std::min(low, *estimate.population());
        high = std::max(high, *estimate.population());
    }
    chart.text = chart_text(words, "estimate.methods_chart",
                            words.text("estimate.methods_alternative", {{"count", chart.rows.size()},
                                                                        {"low", people_text(words, low)},
                                                                        {"high", people_text(words, high)}}),
                            "methods");
    chart.axis = axis_of(words, chart.rows, study.observed);
    chart.rows_heading = words.text("estimate.method");
    chart.estimate_heading = words.text("estimate.population");
    chart.lower_heading = words.text("estimate.lower");
    chart.upper_heading = words.text("estimate.upper");
    auto figure = charts::interval_chart(chart);
    if (!figure) return figure;
    figure->notes.emplace_back(words.text("estimate.methods_note"));
    if (!without.empty()) {
        figure->notes.emplace_back(words.text("estimate.methods_without", {{"methods", without}}));
    }
    return figure;
}

base::Result<document::Figure> overlaps_chart(const base::Words& words, const estimates::ShownTable& table) {
    charts::Overlaps chart{.text = {}, .sets = {}, .rows = {}};
    const std::string mark = words.text("board.held_back_mark");
    for (std::size_t list = 0; list < table.lists.size(); ++list) {
        const base::SafeCount& on_it = table.on_list[list];
        chart.sets.push_back({table.lists[list], on_it ? words.number(*on_it) : std::string()});
    }
    const std::size_t drawn = std::min(kHistoriesDrawn, table.histories.size());
    for (std::size_t at = 0; at < drawn; ++at) {
        const estimates::ShownHistory& one = table.histories[at];
        charts::Overlap row{
            .members = {}, .count = one.count, .count_text = one.count ? words.number(*one.count) : mark};
        for (std::size_t list = 0; list < table.lists.size(); ++list) {
            row.members.push_back((one.history >> list & 1U) != 0);
        }
        chart.rows.push_back(std::move(row));
    }
    chart.text = chart_text(words, "estimate.overlaps_chart",
                            words.text("estimate.overlaps_alternative", {{"lists", words.list(table.lists)},
                                                                         {"count", table.histories.size()}}),
                            "overlaps");
    chart.count_heading = words.text("estimate.people");
    chart.member = words.text("estimate.on_it");
    chart.not_member = words.text("estimate.not_on_it");
    return charts::upset_plot(chart);
}

}  // namespace web
