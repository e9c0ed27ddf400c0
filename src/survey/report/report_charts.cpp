#include "survey/report/report_charts.hpp"

#include "document/charts/interval_chart.hpp"
#include "document/charts/slope_chart.hpp"
#include "document/charts/stacked_bar.hpp"
#include "document/charts/tile_map.hpp"
#include "survey/disclosure.hpp"
#include "survey/report/standing.hpp"

#include <utility>

namespace survey::report {
namespace {

namespace charts = document::charts;

document::Direction direction_of(const base::Words& words) {
    return base::kind_of(words.language()).direction == "rtl" ? document::Direction::right_to_left
                                                              : document::Direction::left_to_right;
}

// One chart on its way: everything that all four need.
struct Sheet {
    const ReportTemplate& report;
    const ReportSource& source;
    const Reference& reference;
    const base::Words& words;
    const std::string& id;

    std::string label() const {
        std::vector<std::string> answers;
        for (const std::string& option : reference.options)
            answers.push_back(source.answer(reference.item, option));
        return answers.empty() ? source.question(reference.item) : words.list(answers);
    }
    charts::ChartText text(std::string_view alternative_key, const base::MessageArguments& arguments) const {
        const std::string title = source.question(reference.item);
        return {.title = title,
                .alternative = words.text(alternative_key, arguments),
                .table_caption = title,
                .id = id,
                .direction = direction_of(words),
                .width = source.chart_width};
    }
};

base::Result<document::Block> as_block(const Sheet& sheet, base::Result<document::Figure> figure) {
    if (!figure) {
        const base::Problem& why = figure.error();
        return base::fail(problem_at(sheet.report, sheet.reference,
                                     why.fields.empty() ? "not_drawn" : why.fields.front().rule));
    }
    return document::Block(*std::move(figure));
}

// Of an item with options, without one named, a bar for each; otherwise one bar.
std::vector<Reference> bars_of(const Sheet& sheet) {
    const auto item = sheet.source.now.answers->find(sheet.reference.item);
    std::vector<Reference> bars;
    if (!item || !sheet.reference.options.empty()) return {sheet.reference};
    const Item& asked = sheet.source.now.answers->item(*item);
    // Whoever gives amounts has answered or has not; the cells are no answers.
    if (shape_of(asked.type) == AnswerShape::amounts) return {sheet.reference};
    for (const Option& option : asked.options) {
        Reference one = sheet.reference;
        one.options = {option.code};
        bars.push_back(std::move(one));
    }
    if (bars.empty()) bars.push_back(sheet.reference);
    return bars;
}

base::Result<document::Block> bars(const Sheet& sheet) {
    charts::StackedBars chart;
    chart.text = sheet.text("survey.report.bars_alternative", {});
    chart.kinds = standing_kinds(sheet.words);
    chart.rows_heading = sheet.words.text("survey.report.answer");
    for (const Reference& bar : bars_of(sheet)) {
        const auto found = counted(sheet.report, sheet.source, bar);
        if (!found) return base::fail(found.error());
        const auto reading = read(*sheet.source.now.answers, found->item, found->target);
        if (!reading) return base::fail(reading.error());
        charts::StackedRow row{.label = Sheet{sheet.report, sheet.source, bar, sheet.words, sheet.id}.label(),
                               .counts = {}};
        for (const StateSet& set : standings(*sheet.source.now.answers, found->item, *reading))
            row.counts.push_back(set.count());
        chart.rows.push_back(std::move(row));
        chart.total = found->level.population;
    }
    chart.total_heading = sheet.words.text("survey.report.all_states", {{"count", chart.total}});
    return as_block(sheet, charts::stacked_bar(chart));
}

base::Result<document::Block> map(const Sheet& sheet) {
    const auto found = counted(sheet.report, sheet.source, sheet.reference);
    if (!found) return base::fail(found.error());
    const Round& round = *sheet.source.now.answers;
    const auto reading = read(round, found->item, found->target);
    if (!reading) return base::fail(reading.error());
    if (disclosure(round, found->item).printing != Printing::totals_and_names) {
        return document::Block(document::Note{
            .title = sheet.source.question(sheet.reference.item),
            .paragraphs = {document::Text(sheet.words.text("survey.report.names_kept_back"))}});
    }
    if (!sheet.source.layout) return base::fail(problem_at(sheet.report, sheet.reference, "no_map"));

    charts::TileMap chart;
    chart.text = sheet.text("survey.report.map_alternative", {{"answer", sheet.label()}});
    chart.layout = *sheet.source.layout;
    chart.kinds = standing_kinds(sheet.words);
    chart.code_heading = sheet.words.text("survey.report.code");
    chart.name_heading = sheet.words.text("survey.report.state");
    chart.kind_heading = sheet.words.text("survey.report.standing");
    const auto sets = standings(round, found->item, *reading);
    const StateSet unnamed = round.column(found->item).totals_only;
    bool all_have_tiles = true;
    for (std::size_t place = 0; place < sheet.source.states.size(); ++place) {
        if (!round.population().contains(place)) continue;
        const StateCode state = sheet.source.states.at(place);
        all_have_tiles = all_have_tiles && chart.layout.find(state.text()) != nullptr;
        std::size_t kind = 0;
        while (!sets[kind].contains(place)) ++kind;
        // An answer that is in totals alone is not told from one that is kept back.
        const bool answered = kind <= static_cast<std::size_t>(Standing::another);
        if (answered && unnamed.contains(place)) kind = static_cast<std::size_t>(Standing::kept_back);
        chart.values.push_back(
            {.alpha3 = state.text(), .name = sheet.source.state_name(state), .kind = kind});
    }
    if (!all_have_tiles) return base::fail(problem_at(sheet.report, sheet.reference, "no_map"));
    return as_block(sheet, charts::tile_map(chart));
}

base::Result<document::Block> range(const Sheet& sheet) {
    const auto found = counted(sheet.report, sheet.source, sheet.reference);
    if (!found) return base::fail(found.error());
    const Bounds within = bounds(found->level);
    const base::Words& words = sheet.words;
    charts::Intervals chart;
    chart.text = sheet.text("survey.report.bounds_alternative",
                            {{"lower", within.lower}, {"upper", within.upper}, {"base", within.den}});
    chart.axis = {.least = 0,
                  .most = static_cast<double>(found->level.population),
                  .logarithmic = false,
                  .ticks = {},
                  .label = words.text("survey.report.states")};
    for (const std::int64_t tick : {std::int64_t{0}, found->level.population / 2, found->level.population})
        chart.axis.ticks.push_back({static_cast<double>(tick), words.number(tick)});
    chart.rows.push_back({.label = sheet.label(),
                          .estimate = static_cast<double>(found->level.holding),
                          .lower = static_cast<double>(within.lower),
                          .upper = static_cast<double>(within.upper),
                          .estimate_text = words.number(found->level.holding),
                          .lower_text = words.number(within.lower),
                          .upper_text = words.number(within.upper)});
    chart.rows_heading = words.text("survey.report.answer");
    chart.estimate_heading = words.text("survey.report.counted");
    chart.lower_heading = words.text("survey.report.at_least");
    chart.upper_heading = words.text("survey.report.at_most");
    return as_block(sheet, charts::interval_chart(chart));
}

base::Result<document::Block> slope(const Sheet& sheet) {
    const base::Words& words = sheet.words;
    charts::Slopes chart;
    chart.before_heading = sheet.reference.earlier;
    chart.after_heading = sheet.source.now.label;
    chart.pairs_heading = words.text("survey.report.answer");
    chart.rising = words.text("survey.report.more");
    chart.falling = words.text("survey.report.fewer");
    chart.unchanged = words.text("survey.report.as_many");
    std::int64_t matched = 0;
    for (const Reference& pair : bars_of(sheet)) {
        const auto found = compared(sheet.report, sheet.source, pair);
        if (!found) return base::fail(found.error());
        const auto* same_states = std::get_if<Change>(&found->change);
        // Totals alone do not say who moved, so that there is no line to draw.
        if (same_states == nullptr || !carries_a_trend(*sheet.source.grade(pair.item, pair.earlier)))
            return base::fail(problem_at(sheet.report, sheet.reference, "not_matched"));
        const Matched& both = same_states->matched;
        const std::int64_t before = both.stayers.count() + both.lost;
        const std::int64_t after = both.stayers.count() + both.gained;
        matched = both.n;
        chart.pairs.push_back({.label = Sheet{sheet.report, sheet.source, pair, words, sheet.id}.label(),
                               .before = static_cast<double>(before),
                               .after = static_cast<double>(after),
                               .before_text = words.number(before),
                               .after_text = words.number(after)});
    }
    chart.text = sheet.text("survey.report.slope_alternative", {{"count", matched}});
    return as_block(sheet, charts::slope_chart(chart));
}

}  // namespace

base::Result<document::Block> drawn(const ReportTemplate& report, const ReportSource& source,
                                    const Reference& reference, const base::Words& words,
                                    const std::string& id) {
    if (source.now.snapshot.empty())
        return base::fail(problem_at(report, reference, "not_frozen", source.now.label));
    const Sheet sheet{report, source, reference, words, id};
    if (reference.measure == "map") return map(sheet);
    if (reference.measure == "bounds") return range(sheet);
    if (reference.measure == "slope") return slope(sheet);
    return bars(sheet);
}

}  // namespace survey::report
