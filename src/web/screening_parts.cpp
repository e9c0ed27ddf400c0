#include "web/screening_parts.hpp"

#include "casework/case_codes.hpp"
#include "web/choices.hpp"

#include <array>
#include <utility>

namespace web {
namespace {

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

page::Steps talk_steps(const base::Words& words, const screening::Instrument& instrument,
                       std::size_t current) {
    page::Steps steps;
    for (const screening::Dimension& dimension : instrument.dimensions)
        steps.names.push_back(words.text(dimension.name_key));
    steps.names.push_back(words.text("screening.closing.step"));
    steps.current = static_cast<int>(current);
    return steps;
}

void add_observations(page::Form& form, const base::Words& words, const std::string& observations,
                      casework::Distress distress) {
    form.items.push_back(page::Heading{.text = words.text("screening.apart.title")});
    form.items.push_back(page::TextArea{.name = "observations",
                                        .label = words.text("screening.observations"),
                                        .hint = words.text("screening.observations_hint"),
                                        .value = observations});
    form.items.push_back(distress_field(words, distress));
}

void show_both_answers(const Visit& visit, const std::vector<FieldInBoth>& fields, page::Page& page) {
    page::Table table{
        .caption = visit.text("screening.conflict.caption"),
        .columns = {visit.text("screening.conflict.question"), visit.text("screening.conflict.theirs"),
                    visit.text("screening.conflict.mine")},
        .rows = {},
        .when_empty = visit.text("screening.conflict.same")};
    for (const FieldInBoth& field : fields) {
        if (field.theirs == field.yours) continue;
        table.rows.push_back({{.text = field.label}, {.text = field.theirs}, {.text = field.yours}});
    }
    page.blocks.insert(page.blocks.begin(), {page::Notice{.tone = page::Tone::warning,
                                                          .title = visit.text("screening.conflict.title"),
                                                          .lines = {visit.text("screening.conflict.text")}},
                                             std::move(table)});
    page.status = base::kind_of(base::ProblemCode::edited_meanwhile).http_status;
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
