#include "web/screening_parts.hpp"

#include "casework/case_codes.hpp"
#include "screening/evidence_note.hpp"
#include "web/choices.hpp"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace web {
namespace {

using screening::Band;

// domain.md 6.5: the shares for which what an accuracy means was worked out.
constexpr std::size_t kSetsShown = 2;  // QYIT and the external validation of RAFT
constexpr std::array kPrevalences{0.01, 0.05, 0.088, 0.2};

template <class Enum, std::size_t Size>
std::vector<page::Choice> coded_choices(const base::Words& words, const std::array<Enum, Size>& values,
                                        const std::string& family, Enum chosen) {
    std::vector<page::Choice> list;
    for (const Enum value : values) {
        const std::string code(casework::code_of(value));
        list.push_back(
            {.value = code, .text = words.text(family + code), .hint = {}, .chosen = value == chosen});
    }
    return list;
}

void add_items(const base::Words& words, const screening::Instrument& instrument,
               const std::vector<std::string>& ids, const char* weight_key, std::vector<std::string>& lines) {
    for (const std::string& id : ids) {
        const screening::Item* item = instrument.find_item(id);
        if (item == nullptr) continue;
        const std::string question = words.text(item->text_key);
        lines.push_back(weight_key == nullptr
                            ? words.text("screening.trace.yes", {{"question", question}})
                            : words.text("screening.trace.yes_weighted",
                                         {{"question", question}, {"weight", words.text(weight_key)}}));
    }
}

page::Table yield_table(const base::Words& words, const screening::PublishedAccuracy& accuracy) {
    page::Table table{
        .caption = words.text("screening.evidence.tool",
                              {{"tool", accuracy.tool}, {"population", words.text(accuracy.population_key)}}),
        .columns = {words.text("screening.evidence.affected"), words.text("screening.evidence.flagged"),
                    words.text("screening.evidence.right"), words.text("screening.evidence.missed")},
        .rows = {}};
    for (const double prevalence : kPrevalences) {
        const auto yield = screening::yield_per_thousand(accuracy, prevalence);
        const auto number = [&](double value) {
            return page::Cell{.text = words.number(std::int64_t{std::llround(value)}), .numeric = true};
        };
        table.rows.push_back(
            {number(prevalence * 1000), number(yield.flagged),
             page::Cell{.text = words.percent(yield.affected_share_of_flagged), .numeric = true},
             number(yield.missed)});
    }
    return table;
}

}  // namespace

std::string screening_path(const casework::Screening& screening) {
    return case_path(screening.case_id) + "/screenings/" + screening.id.text();
}

std::string question_path(const casework::Screening& screening, const std::string& dimension) {
    return screening_path(screening) + "/questions/" + dimension;
}

page::Radios age_field(const base::Words& words, const std::string& chosen) {
    page::Radios field{.name = "age",
                       .legend = words.text("screening.age.legend"),
                       .hint = words.text("screening.age.hint"),
                       .choices = {}};
    for (const char* answer : {"adult", "child", "doubt", "looks_like_child"}) {
        field.choices.push_back({.value = answer,
                                 .text = words.text("screening.age.answer." + std::string(answer)),
                                 .hint = {},
                                 .chosen = chosen == answer});
    }
    return field;
}

std::optional<screening::PersonAge> age_from(const std::string& answer) {
    using screening::AgeClaim;
    if (answer == "adult") return screening::PersonAge{.claimed = AgeClaim::adult};
    if (answer == "child") return screening::PersonAge{.claimed = AgeClaim::child};
    if (answer == "doubt") return screening::PersonAge{.claimed = AgeClaim::unknown, .in_doubt = true};
    if (answer == "looks_like_child")
        return screening::PersonAge{.claimed = AgeClaim::adult, .looks_like_child = true};
    return std::nullopt;
}

page::Select language_field(const base::Words& words, const std::string& chosen) {
    return {.name = "language",
            .label = words.text("screening.language"),
            .hint = {},
            .choices = choices_or_none(words, casework::language_codes(), "casework.language.", chosen,
                                       "screening.language_none"),
            .error = {}};
}

page::Radios interpreter_field(const base::Words& words, casework::InterpreterUse chosen) {
    using casework::InterpreterUse;
    return {.name = "interpreter",
            .legend = words.text("screening.interpreter"),
            .hint = {},
            .choices = coded_choices(words,
                                     std::array{InterpreterUse::not_needed, InterpreterUse::in_person,
                                                InterpreterUse::by_phone_or_video},
                                     "casework.screening.interpreter.", chosen),
            .error = {}};
}

page::Radios distress_field(const base::Words& words, casework::Distress chosen) {
    using casework::Distress;
    return {.name = "distress",
            .legend = words.text("screening.distress"),
            .hint = words.text("screening.distress_hint"),
            .choices = coded_choices(words, std::array{Distress::none_seen, Distress::some, Distress::strong},
                                     "casework.screening.distress.", chosen),
            .error = {},
            .in_line = true,
            .small = true};
}

page::Checkboxes prerequisite_field(const base::Words& words, const screening::Prerequisites& ticked,
                                    const screening::PersonAge& age) {
    page::Checkboxes field{.name = "prerequisites",
                           .legend = words.text("screening.prepare.legend"),
                           .hint = words.text("screening.prepare.hint"),
                           .choices = {}};
    for (const screening::Prerequisite one : screening::all_prerequisites()) {
        field.choices.push_back({.value = std::string(screening::name_of(one)),
                                 .text = words.text(screening::text_key(one, age)),
                                 .hint = words.text(screening::help_key(one)),
                                 .chosen = ticked.met.contains(one)});
    }
    return field;
}

std::set<screening::Prerequisite> prerequisites_from(const http::Form& form) {
    std::set<screening::Prerequisite> met;
    for (const std::string& name : form.all("prerequisites")) {
        if (const auto one = screening::from_name<screening::Prerequisite>(name)) met.insert(*one);
    }
    return met;
}

page::SummaryList trace_rows(const base::Words& words, const screening::Instrument& instrument,
                             const screening::Assessment& assessment) {
    page::SummaryList list;
    for (const screening::DimensionTrace& trace : assessment.trace.dimensions) {
        const screening::Dimension* dimension = instrument.find_dimension(trace.dimension);
        if (dimension == nullptr) continue;
        page::SummaryRow row{.key = words.text(dimension->name_key), .lines = {}};
        add_items(words, instrument, trace.strong, "screening_rules.weight.S", row.lines);
        add_items(words, instrument, trace.medium, "screening_rules.weight.M", row.lines);
        add_items(words, instrument, trace.weak, "screening_rules.weight.W", row.lines);
        add_items(words, instrument, trace.unweighted, nullptr, row.lines);
        row.lines.insert(row.lines.begin(), row.lines.empty()
                                                ? words.text("screening.trace.no_sign")
                                                : words.text(screening::text_key(trace.clause)));
        row.tag = trace.positive ? page::Tag{words.text("screening.trace.counts"), page::Tone::info}
                                 : page::Tag{words.text("screening.trace.does_not_count")};
        list.rows.push_back(std::move(row));
    }
    return list;
}

void add_evidence(page::Page& page, const base::Words& words, const screening::Instrument& instrument) {
    page.add(page::Heading{.text = words.text("screening.evidence.title"), .level = 2, .id = "evidence"});
    page::Bullets notes;
    const screening::EvidenceNote evidence = screening::evidence_note_for(instrument);
    for (const std::string& key : evidence.text_keys) notes.items.push_back(words.text(key));
    notes.items.push_back(words.text(instrument.caveat_key));
    page.add(std::move(notes));
    page.add(page::Paragraph{.text = words.text("screening.evidence.other_sets")});
    for (const screening::PublishedAccuracy& accuracy : screening::published_accuracies().first(kSetsShown))
        page.add(yield_table(words, accuracy));
    page.add(page::Paragraph{
        .text = words.text("screening.evidence.set", {{"name", words.text(instrument.name_key)},
                                                      {"version", instrument.version},
                                                      {"source", instrument.source.title}}),
        .quiet = true});
}

page::SummaryList record_rows(const base::Words& words, const screening::Instrument& instrument,
                              const casework::ScreeningContent& content) {
    page::SummaryList list;
    for (const screening::Dimension& dimension : instrument.dimensions) {
        const auto said = content.own_words.find(dimension.id);
        if (said == content.own_words.end()) continue;
        list.rows.push_back(
            {.key = words.text("screening.record.own_words", {{"group", words.text(dimension.name_key)}}),
             .lines = {said->second}});
    }
    if (!content.observations.empty()) {
        list.rows.push_back(
            {.key = words.text("screening.record.observations"), .lines = {content.observations}});
    }
    list.rows.push_back(
        {.key = words.text("screening.record.conditions"),
         .lines = {
             words.text("casework.language." + content.language),
             words.text("casework.screening.interpreter." +
                        std::string(casework::code_of(content.interpreter))),
             words.text("screening.record.breaks", {{"count", content.breaks}}),
             words.text("screening.record.distress",
                        {{"distress", words.text("casework.screening.distress." +
                                                 std::string(casework::code_of(content.distress)))}})}});
    return list;
}

page::Tone tone_of(Band band) {
    switch (band) {
        case Band::no_indication_now: return page::Tone::neutral;
        case Band::at_risk:
        case Band::reason_for_concern: return page::Tone::warning;
        case Band::strong_concern:
        case Band::child_concern: return page::Tone::danger;
    }
    return page::Tone::neutral;
}

std::string name_in(const casework::ScreeningView& view, guard::UserId user) {
    const auto found = view.people.find(user);
    return found == view.people.end() ? std::string() : found->second;
}

Route screening_route(http::Method method, std::string_view pattern, guard::Permission permission,
                      base::Result<Answer> (*handler)(const WebDesk&, Visit&)) {
    return {.method = method,
            .pattern = pattern,
            .permission = permission,
            .purpose = guard::Purpose::screening,
            .handler = handler};
}

}  // namespace web
