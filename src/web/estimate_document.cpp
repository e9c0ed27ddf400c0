#include "web/estimate_document.hpp"

#include "web/estimate_charts.hpp"
#include "web/estimate_sentences.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace web {
namespace {

using document::Alignment;
using document::Column;
using document::Document;
using document::Table;
using document::Text;
using estimation::Estimate;

constexpr std::size_t kModelsShown = 10;

std::string interval_words(const base::Words& words, const std::optional<estimation::Interval>& interval) {
    if (!interval) return words.text("estimate.no_interval");
    return words.text("estimate.interval_is",
                      {{"lower", people_text(words, interval->limits.lower)},
                       {"upper", people_text(words, interval->limits.upper)},
                       {"level", words.percent(interval->level)},
                       {"kind", words.text("estimate.interval." + std::string(name_of(interval->kind)))}});
}

std::string sentence(const base::Words& words, const std::string& said, bool holds_back) {
    return said_in(words, said, holds_back).value_or(said);
}

class Writer {
public:
    Writer(const base::Words& words, const EstimateShown& shown)
        : words_(words),
          shown_(shown),
          kept_(shown.kept),
          study_(shown.study),
          table_(estimates::shown_table(shown.study.table, shown.sight)) {}

    base::Result<Document> run() {
        frame();
        status();
        figures();
        heading("estimate.methods");
        if (auto made = methods_chart(words_, study_); made) {
            made_.blocks.emplace_back(std::move(*made));
        } else {
            return base::fail(made.error());
        }
        warnings();
        heading("estimate.overlaps");
        if (auto made = overlaps_chart(words_, table_); made) {
            made_.blocks.emplace_back(std::move(*made));
        } else {
            return base::fail(made.error());
        }
        if (table_.holds_back) quiet("estimate.held_back");
        more_histories();
        models();
        drives();
        anchors();
        assumptions();
        origin();
        return std::move(made_);
    }

private:
    std::string say(std::string_view key, const base::MessageArguments& arguments = {}) const {
        return words_.text(key, arguments);
    }
    void heading(std::string_view key, int level = 1) {
        made_.blocks.emplace_back(document::Heading{level, say(key)});
    }
    void text(std::string_view key, const base::MessageArguments& arguments = {}) {
        made_.blocks.emplace_back(document::Paragraph{say(key, arguments)});
    }
    void quiet(std::string_view key) { made_.blocks.emplace_back(document::Paragraph{say(key), true}); }
    std::string number(double people) const { return people_text(words_, people); }
    Column numeric(std::string_view key) const { return {say(key), Alignment::end}; }
    Table two_columns(std::string_view caption) const {
        return {.caption = say(caption),
                .columns = {{say("estimate.what"), Alignment::start, 2},
                            {say("estimate.value"), Alignment::start, 3}},
                .rows = {}};
    }

    void frame() {
        const auto& language = base::kind_of(words_.language());
        made_.title = kept_.title;
        made_.language = std::string(language.code);
        if (language.direction == "rtl") made_.direction = document::Direction::right_to_left;
        made_.subtitle = say("estimate.subtitle", {{"territory", kept_.territory},
                                                   {"from", words_.date(kept_.window_from)},
                                                   {"to", words_.date(kept_.window_to)}});
        made_.author = shown_.kept_by_name;
        made_.created = kept_.kept_at;
        made_.words = {say("estimate.page_of"), say("common.frame.figures"), say("estimate.notes"),
                       say("estimate.back_to_text")};
    }

    void status() {
        const Estimate& chosen = study_.chosen();
        document::Note note{
            .title = say("estimate.status_is", {{"light", light_name(words_, chosen.status().light())}}),
            .paragraphs = {}};
        for (const std::string& reason : chosen.status().reasons()) {
            note.paragraphs.emplace_back(sentence(words_, reason, table_.holds_back));
        }
        note.paragraphs.emplace_back(
            say(kept_.is_confirmed() ? "estimate.confirmed" : "estimate.not_confirmed"));
        made_.blocks.emplace_back(std::move(note));
    }

    // The listed share and the share of a survey are two rows, each under its own name (estimation.md 5.4).
    void figures() {
        const Estimate& chosen = study_.chosen();
        Table table = two_columns("estimate.figures");
        const auto row = [&](std::string_view key, std::string value) {
            table.rows.push_back({say(key), Text(std::move(value))});
        };
        row("estimate.observed",
            table_.observed ? words_.number(*table_.observed) : say("board.held_back_mark"));
        row("estimate.population",
            chosen.population() ? number(*chosen.population()) : say("estimate.no_figure"));
        if (chosen.dark_figure() && table_.observed)
            row("estimate.dark_figure", number(*chosen.dark_figure()));
        row("estimate.interval", interval_words(words_, chosen.interval()));
        if (const auto given = chosen.conditional()) {
            row("estimate.model_as_given",
                say("estimate.range", {{"lower", number(given->lower)}, {"upper", number(given->upper)}}));
        }
        row("estimate.method_chosen", method_name(words_, chosen.method()));
        if (chosen.model()) {
            row("estimate.model", estimation::generators_in_words(chosen.model()->model, study_.table.lists));
        }
        row("estimate.assumption_of_method",
            sentence(words_, chosen.assumption().sentence(), table_.holds_back));
        row("estimate.listed_share", listed_share());
        row("estimate.survey_share", survey_share());
        made_.blocks.emplace_back(std::move(table));
        quiet("estimate.two_shares");
    }

    std::string listed_share() const {
        const auto share = study_.chosen().listed_share();
        if (!share || !table_.observed) return say("estimate.no_figure");
        if (!share->limits) return words_.percent(share->estimate);
        return say("estimate.share_is", {{"share", words_.percent(share->estimate)},
                                         {"lower", words_.percent(share->limits->lower)},
                                         {"upper", words_.percent(share->limits->upper)}});
    }
    std::string survey_share() const {
        if (!kept_.survey) return say("estimate.no_survey");
        if (!table_.observed) return say("estimate.no_figure");
        const double share = study_.observed / static_cast<double>(kept_.survey->people);
        return say("estimate.survey_is", {{"share", words_.percent(share, share < 0.1 ? 1 : 0)},
                                          {"people", words_.number(kept_.survey->people)},
                                          {"source", kept_.survey->source}});
    }

    void warnings() {
        document::List list;
        std::set<std::string> said;
        for (const Estimate& estimate : study_.methods) {
            for (const std::string& warning : estimate.warnings()) {
                if (said.insert(warning).second) {
                    list.items.emplace_back(sentence(words_, warning, table_.holds_back));
                }
            }
        }
        if (list.items.empty()) return;
        heading("estimate.in_doubt");
        made_.blocks.emplace_back(std::move(list));
    }

    void more_histories() {
        if (table_.histories.size() <= kHistoriesDrawn) return;
        Table table{.caption = say("estimate.more_histories"),
                    .columns = {{say("estimate.on_lists")}, numeric("estimate.people")},
                    .rows = {}};
        for (std::size_t at = kHistoriesDrawn; at < table_.histories.size(); ++at) {
            const estimates::ShownHistory& one = table_.histories[at];
            std::vector<std::string> on;
            for (std::size_t list = 0; list < table_.lists.size(); ++list) {
                if ((one.history >> list & 1U) != 0) on.push_back(table_.lists[list]);
            }
            table.rows.push_back({Text(words_.list(on)),
                                  Text(one.count ? words_.number(*one.count) : say("board.held_back_mark"))});
        }
        made_.blocks.emplace_back(std::move(table));
    }

    // Criteria are exact numbers of the exact table: where cells are held back they are too.
    void models() {
        const auto ranked =
            std::ranges::find_if(study_.methods, [](const Estimate& one) { return !one.top().empty(); });
        if (ranked == study_.methods.end()) return;
        heading("estimate.models");
        text("estimate.models_tried", {{"count", ranked->models_tried()}});
        Table table{.caption = say("estimate.models_best"),
                    .columns = {{say("estimate.model"), Alignment::start, 3}, numeric("estimate.population")},
                    .rows = {}};
        if (!table_.holds_back) {
            table.columns.push_back(numeric("estimate.bic"));
            table.columns.push_back(numeric("estimate.weight"));
        }
        for (std::size_t at = 0; at < std::min(kModelsShown, ranked->top().size()); ++at) {
            const estimation::TopModel& model = ranked->top()[at];
            std::vector<Text> row{Text(estimation::generators_in_words(model.model, study_.table.lists)),
                                  Text(number(model.estimate))};
            if (!table_.holds_back) {
                row.emplace_back(words_.number(model.bic, 2));
                row.emplace_back(words_.percent(model.weight, 1));
            }
            table.rows.push_back(std::move(row));
        }
        made_.blocks.emplace_back(std::move(table));
    }

    void drives() {
        heading("estimate.drives");
        text("estimate.drives_lead");
        odds();
        lists();
        missing();
    }
    std::string odds_text(double odds) const {
        return words_.number(odds, odds < 1 ? 2 : (odds < 10 ? 1 : 0));
    }
    void odds() {
        if (study_.odds.empty()) return;
        Table table{.caption = say("estimate.pair_odds"),
                    .columns = {{say("estimate.pair"), Alignment::start, 2}},
                    .rows = {}};
        for (const double held : estimation::PairOdds::kOdds) {
            table.columns.push_back({say("estimate.odds_of", {{"odds", odds_text(held)}}), Alignment::end});
        }
        table.columns.push_back(numeric("estimate.tipping"));
        for (const estimation::PairOdds& pair : study_.odds) {
            std::vector<Text> row{Text(estimation::term_in_words(pair.pair, study_.table.lists))};
            for (const auto& population : pair.population) {
                row.emplace_back(population ? number(*population) : say("estimate.none"));
            }
            row.emplace_back(pair.tipping ? odds_text(*pair.tipping) : say("estimate.none"));
            table.rows.push_back(std::move(row));
        }
        made_.blocks.emplace_back(std::move(table));
        quiet("estimate.pair_odds_mean");
    }
    std::string change_text(const estimation::ListChange& change) const {
        std::vector<std::string> names;
        for (const std::size_t list : change.lists) names.push_back(study_.table.lists[list]);
        const base::MessageArguments arguments{{"lists", words_.list(names)}};
        switch (change.kind) {
            case estimation::ListChange::Kind::left_out: return say("estimate.left_out", arguments);
            case estimation::ListChange::Kind::merged: return say("estimate.merged", arguments);
            case estimation::ListChange::Kind::few_overlaps_left_out:
                return say("estimate.few_left_out", arguments);
        }
        return {};
    }
    void lists() {
        Table table{
            .caption = say("estimate.lists_changed"),
            .columns = {{say("estimate.change"), Alignment::start, 3}, numeric("estimate.population")},
            .rows = {}};
        for (const estimation::ListChange& change : study_.lists) {
            table.rows.push_back(
                {Text(change_text(change)),
                 Text(change.population ? number(*change.population) : say("estimate.none"))});
        }
        if (!table.rows.empty()) made_.blocks.emplace_back(std::move(table));
    }
    void missing() {
        Table table{
            .caption = say("estimate.missing_odds"),
            .columns = {{say("estimate.missing_times"), Alignment::start}, numeric("estimate.population")},
            .rows = {}};
        for (const estimation::MissingOdds& one : study_.missing) {
            table.rows.push_back({Text(odds_text(one.odds)), Text(number(one.population))});
        }
        if (!table.rows.empty()) made_.blocks.emplace_back(std::move(table));
    }

    void anchors() {
        heading("estimate.without_model");
        Table table = two_columns("estimate.anchors");
        if (study_.chao) table.rows.push_back({say("estimate.chao_bound"), Text(number(study_.chao->bound))});
        if (study_.coverage) {
            table.rows.push_back(
                {say("estimate.coverage"),
                 Text(say("estimate.coverage_is", {{"share", words_.percent(study_.coverage->coverage)},
                                                   {"independent", number(study_.coverage->independent)},
                                                   {"dependent", number(study_.coverage->low_coverage)}}))});
        }
        if (!study_.pairs.empty()) {
            const auto [low, high] =
                std::ranges::minmax_element(study_.pairs, {}, &estimation::PairAnchor::chapman);
            const auto named = [&](const estimation::PairAnchor& pair) {
                return say("estimate.pair_says", {{"people", number(pair.chapman)},
                                                  {"first", study_.table.lists[pair.first]},
                                                  {"second", study_.table.lists[pair.second]}});
            };
            // Of two lists and their totals an overlap could be worked out.
            if (!table_.holds_back) {
                table.rows.push_back(
                    {say("estimate.two_lists"),
                     Text(say("estimate.range", {{"lower", named(*low)}, {"upper", named(*high)}}))});
            }
        }
        if (!table.rows.empty()) made_.blocks.emplace_back(std::move(table));
        quiet("estimate.anchors_mean");
    }

    void assumptions() {
        heading("estimate.assumptions");
        text(kept_.is_confirmed() ? "estimate.confirmed" : "estimate.not_confirmed");
        Table table{.caption = say("estimate.assumptions_table"),
                    .columns = {{say("estimate.assumption"), Alignment::start, 3},
                                {say("estimate.reason"), Alignment::start, 3}},
                    .rows = {}};
        for (const auto& one : estimation::assumptions_to_tick()) {
            const auto reason = kept_.reasons.find(one.key);
            table.rows.push_back(
                {Text(say("estimate.assume." + std::string(one.key))),
                 Text(reason == kept_.reasons.end() ? say("estimate.not_answered") : reason->second)});
        }
        made_.blocks.emplace_back(std::move(table));
    }

    void origin() {
        heading("estimate.origin");
        Table table = two_columns("estimate.origin_table");
        const auto row = [&](std::string_view key, std::string value) {
            table.rows.push_back({say(key), Text(std::move(value))});
        };
        row("estimate.territory", kept_.territory);
        row("estimate.window", say("estimate.range", {{"lower", words_.date(kept_.window_from)},
                                                      {"upper", words_.date(kept_.window_to)}}));
        row("estimate.published_source",
            kept_.is_published() ? kept_.published_source : say("estimate.not_published"));
        row("estimate.method_chosen", method_name(words_, kept_.options.method));
        row("estimate.options",
            say("estimate.options_are",
                {{"kind", say("estimate.interval." + std::string(name_of(kept_.options.interval)))},
                 {"level", std::to_string(kept_.options.level_percent)},
                 {"replicates", words_.number(kept_.options.replicates)},
                 {"seed", std::to_string(kept_.options.seed)}}));
        row("estimate.engine", study_.engine);
        row(table_.holds_back ? "estimate.sha256_shown" : "estimate.sha256", table_.sha256);
        row("estimate.kept",
            say("estimate.kept_by", {{"name", shown_.kept_by_name}, {"when", words_.date(kept_.kept_at)}}));
        made_.blocks.emplace_back(std::move(table));
        quiet(table_.holds_back ? "estimate.sha256_shown_means" : "estimate.sha256_means");
        quiet("estimate.conditional_note");
    }

    const base::Words& words_;
    const EstimateShown& shown_;
    const estimates::KeptEstimate& kept_;
    const estimates::Study& study_;
    const estimates::ShownTable table_;
    Document made_;
};

}  // namespace

base::Result<document::Document> estimate_document(const base::Words& words, const EstimateShown& shown) {
    return Writer(words, shown).run();
}

}  // namespace web
