#include "web/estimate_form.hpp"

#include "base/text.hpp"
#include "web/estimate_sentences.hpp"

#include <algorithm>

namespace web {
namespace {

using estimates::KeptEstimate;

page::TextField field(const base::Words& words, const http::Form& typed, const char* name, const char* label,
                      const char* hint = nullptr) {
    return {.name = name,
            .label = words.text(label),
            .hint = hint == nullptr ? std::string{} : words.text(hint),
            .value = typed.text(name)};
}

// What was typed, or else what stands there first.
bool is_chosen(const http::Form& typed, const char* name, const std::string& value,
               const std::string& first) {
    return typed.has(name) ? typed.text(name) == value : value == first;
}

void add_options(const base::Words& words, const http::Form& typed, std::vector<page::Block>& items) {
    const estimates::Options first;
    page::Select method{.name = "method",
                        .label = words.text("estimate.method_chosen"),
                        .hint = words.text("estimate.method_hint"),
                        .choices = {}};
    for (const auto one : estimates::methods_to_choose()) {
        const std::string code(estimation::name_of(one));
        method.choices.push_back(
            {.value = code,
             .text = method_name(words, one),
             .hint = {},
             .chosen = is_chosen(typed, "method", code, std::string(estimation::name_of(first.method)))});
    }
    items.emplace_back(std::move(method));
    page::Select interval{.name = "interval",
                          .label = words.text("estimate.interval"),
                          .hint = words.text("estimate.interval_hint"),
                          .choices = {}};
    for (const auto one : estimates::intervals_to_choose()) {
        const std::string code(estimation::name_of(one));
        interval.choices.push_back(
            {.value = code,
             .text = words.text("estimate.interval." + code),
             .hint = {},
             .chosen = is_chosen(typed, "interval", code, std::string(estimation::name_of(first.interval)))});
    }
    items.emplace_back(std::move(interval));
    page::Select level{.name = "level", .label = words.text("estimate.level"), .choices = {}};
    for (const int one : estimates::levels_to_choose()) {
        const std::string code = std::to_string(one);
        level.choices.push_back(
            {.value = code,
             .text = words.percent(one / 100.0),
             .hint = {},
             .chosen = is_chosen(typed, "level", code, std::to_string(first.level_percent))});
    }
    items.emplace_back(std::move(level));
    page::Select replicates{.name = "replicates", .label = words.text("estimate.replicates"), .choices = {}};
    for (const auto one : estimates::replicates_to_choose()) {
        const std::string code = std::to_string(one);
        replicates.choices.push_back(
            {.value = code,
             .text = words.number(one),
             .hint = {},
             .chosen = is_chosen(typed, "replicates", code, std::to_string(first.replicates))});
    }
    items.emplace_back(std::move(replicates));
    page::TextField seed = field(words, typed, "seed", "estimate.seed", "estimate.seed_hint");
    if (!typed.has("seed")) seed.value = std::to_string(first.seed);
    seed.kind = page::InputKind::number;
    seed.width_characters = 10;
    items.emplace_back(std::move(seed));
}

base::Date date_from(const http::Form& typed, const char* name, std::vector<base::FieldProblem>& fields) {
    if (base::trimmed(typed.text(name)).empty()) {
        fields.push_back({name, "required", ""});
        return {};
    }
    const auto date = base::date_from_iso(base::trimmed(typed.text(name)));
    if (!date) fields.push_back({name, "not_a_date", ""});
    return date ? *date : base::Date{};
}

std::string reason_field(std::string_view assumption) {
    return "reason_" + std::string(assumption);
}

std::string tick_field(std::string_view assumption) {
    return "tick_" + std::string(assumption);
}

}  // namespace

page::Form new_estimate_form(const base::Words& words, const http::Form& typed) {
    page::Form form{.action = "/estimates/new", .items = {}, .buttons = {}, .links = {}};
    form.items.emplace_back(page::Heading{words.text("estimate.about"), 2});
    form.items.emplace_back(field(words, typed, "title", "estimate.title_label"));
    for (const auto& [name, label] :
         {std::pair{"window_from", "estimate.window_from"}, std::pair{"window_to", "estimate.window_to"}}) {
        page::TextField date = field(words, typed, name, label, "estimate.date_hint");
        date.width_characters = 10;
        form.items.emplace_back(std::move(date));
    }
    form.items.emplace_back(
        field(words, typed, "territory", "estimate.territory", "estimate.territory_hint"));
    form.items.emplace_back(page::Heading{words.text("estimate.overlaps"), 2});
    form.items.emplace_back(page::TextArea{.name = "table",
                                           .label = words.text("estimate.table"),
                                           .hint = words.text("estimate.table_hint"),
                                           .value = typed.text("table"),
                                           .error = {},
                                           .rows = 12});
    form.items.emplace_back(
        page::Details{words.text("estimate.table_example"),
                      {"border,helpline,police,count", "1,0,0,40", "0,1,0,30", "0,0,1,25", "1,1,0,9"}});
    form.items.emplace_back(
        field(words, typed, "published_source", "estimate.published_source", "estimate.published_hint"));
    form.items.emplace_back(page::Heading{words.text("estimate.how"), 2});
    add_options(words, typed, form.items);
    form.items.emplace_back(page::Heading{words.text("estimate.survey"), 2});
    form.items.emplace_back(page::Paragraph{.text = words.text("estimate.survey_lead"), .quiet = true});
    page::TextField people =
        field(words, typed, "survey_people", "estimate.survey_people", "estimate.optional");
    people.kind = page::InputKind::number;
    people.width_characters = 10;
    form.items.emplace_back(std::move(people));
    form.items.emplace_back(
        field(words, typed, "survey_source", "estimate.survey_source", "estimate.optional"));
    form.buttons.push_back({.text = words.text("estimate.keep")});
    form.links.push_back({words.text("common.cancel"), "/estimates"});
    return form;
}

base::Result<KeptEstimate> estimate_from(const http::Form& typed) {
    std::vector<base::FieldProblem> fields;
    KeptEstimate estimate;
    estimate.title = typed.text("title");
    estimate.window_from = date_from(typed, "window_from", fields);
    estimate.window_to = date_from(typed, "window_to", fields);
    estimate.territory = typed.text("territory");
    estimate.published_source = typed.text("published_source");
    // What is none of the choices becomes one that check() refuses.
    estimate.options.method =
        estimation::method_called(typed.text("method")).value_or(estimation::Method::lcmcr);
    estimate.options.interval =
        estimation::interval_called(typed.text("interval")).value_or(estimation::Interval::Kind::credible);
    estimate.options.level_percent =
        static_cast<int>(std::clamp<std::int64_t>(typed.number("level").value_or(0), 0, 100));
    estimate.options.replicates = typed.number("replicates").value_or(0);
    estimate.options.seed = typed.number("seed").value_or(-1);
    if (!typed.text("survey_people").empty() || !typed.text("survey_source").empty()) {
        estimate.survey = estimates::Survey{.people = typed.number("survey_people").value_or(0),
                                            .source = typed.text("survey_source")};
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return estimate;
}

page::Form assumptions_form(const base::Words& words, const KeptEstimate& kept, const http::Form* typed) {
    page::Form form{
        .action = "/estimates/" + kept.id.text() + "/assumptions", .items = {}, .buttons = {}, .links = {}};
    form.items.emplace_back(
        page::Hidden{.name = "version",
                     .value = typed != nullptr ? typed->text("version") : std::to_string(kept.version)});
    for (const auto& one : estimation::assumptions_to_tick()) {
        const auto reason = kept.reasons.find(one.key);
        const bool ticked =
            typed != nullptr ? typed->checked(tick_field(one.key)) : reason != kept.reasons.end();
        std::string value;
        if (typed != nullptr) {
            value = typed->text(reason_field(one.key));
        } else if (reason != kept.reasons.end()) {
            value = reason->second;
        }
        form.items.emplace_back(
            page::Checkboxes{.name = tick_field(one.key),
                             .legend = {},
                             .choices = {{.value = "yes",
                                          .text = words.text("estimate.assume." + std::string(one.key)),
                                          .hint = {},
                                          .chosen = ticked}}});
        form.items.emplace_back(page::TextArea{.name = reason_field(one.key),
                                               .label = words.text("estimate.why." + std::string(one.key)),
                                               .hint = {},
                                               .value = value,
                                               .error = {},
                                               .rows = 2});
    }
    form.buttons.push_back({.text = words.text("common.save")});
    form.links.push_back({words.text("common.cancel"), "/estimates/" + kept.id.text()});
    return form;
}

base::Result<std::map<std::string, std::string, std::less<>>> reasons_from(const http::Form& typed) {
    std::map<std::string, std::string, std::less<>> reasons;
    std::vector<base::FieldProblem> fields;
    for (const auto& one : estimation::assumptions_to_tick()) {
        const bool ticked = typed.checked(tick_field(one.key));
        const std::string& reason = typed.text(reason_field(one.key));
        const bool given = !base::trimmed(reason).empty();
        if (ticked && !given) fields.push_back({reason_field(one.key), "reason_missing", ""});
        if (!ticked && given) fields.push_back({tick_field(one.key), "tick_missing", ""});
        if (ticked && given) reasons.emplace(one.key, reason);
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return reasons;
}

base::Problem with_places(const base::Words& words, base::Problem problem) {
    for (base::FieldProblem& one : problem.fields) {
        if (!one.rule.starts_with("table_")) continue;
        const std::size_t colon = one.accepted.find(':');
        if (colon == std::string::npos) continue;
        one.accepted = words.text("estimate.place", {{"line", one.accepted.substr(0, colon)},
                                                     {"column", one.accepted.substr(colon + 1)}});
    }
    return problem;
}

}  // namespace web
