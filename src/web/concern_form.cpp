#include "web/concern_form.hpp"

#include "casework/case_codes.hpp"
#include "screening/named.hpp"
#include "web/case_words.hpp"
#include "web/choices.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using screening::AgeClaim;
using screening::Answer;
using screening::Company;

constexpr std::string_view kSignPrefix = "signs.";

page::Choice choice(const base::Words& words, std::string value, const std::string& key, bool chosen,
                    std::string hint = {}) {
    return {.value = std::move(value), .text = words.text(key), .hint = std::move(hint), .chosen = chosen};
}

page::Select select(const base::Words& words, std::string name, const std::string& label_key,
                    const casework::Codes& codes, std::string_view family, const std::string& chosen) {
    return {.name = std::move(name),
            .label = words.text(label_key),
            .choices = choices_or_none(words, codes, family, chosen, "common.not_known")};
}

bool has(const std::vector<std::string>& values, std::string_view value) {
    return std::ranges::find(values, value) != values.end();
}

}  // namespace

std::vector<page::Block> situation_fields(const base::Words& words, const SituationForm& form) {
    const casework::ConcernSituation& situation = form.situation;
    page::Radios danger{.name = "danger",
                        .legend = words.text("concern.danger"),
                        .hint = words.text("concern.danger_hint"),
                        .choices = {choice(words, "yes", "common.yes", form.danger == true),
                                    choice(words, "no", "common.no", form.danger == false)},
                        .in_line = true};
    page::Radios company{.name = "company", .legend = words.text("concern.company"), .choices = {}};
    for (const Company one : {Company::alone, Company::accompanied, Company::unknown}) {
        const std::string name(screening::name_of(one));
        company.choices.push_back(choice(words, name, "concern.company." + name, one == situation.company));
    }
    page::Select language = select(words, "language", "concern.language", casework::language_codes(),
                                   "casework.language.", situation.language);
    language.choices = in_order_of_words(std::move(language.choices));
    page::Checkboxes interpreter{
        .name = "interpreter",
        .legend = words.text("concern.interpreter"),
        .choices = {choice(words, "yes", "casework.interpreter.needed", situation.interpreter_needed)}};
    return {std::move(danger), std::move(company), std::move(language), std::move(interpreter)};
}

SituationForm situation_from(const http::Form& form) {
    const bool danger = form.text("danger") == "yes";
    return {.situation = {.language = form.text("language"),
                          .interpreter_needed = form.checked("interpreter"),
                          .company =
                              screening::from_name<Company>(form.text("company")).value_or(Company::unknown),
                          .immediate_danger = danger},
            .danger = form.text("danger").empty() ? std::nullopt : std::optional(danger)};
}

base::Result<casework::ConcernSituation> checked(const SituationForm& form) {
    if (!form.danger) return base::fail(base::invalid_field("danger", "required"));
    return form.situation;
}

std::vector<page::Block> sign_fields(const base::Words& words, const screening::Instrument* instrument,
                                     const screening::Answers& signs) {
    std::vector<page::Block> fields;
    if (instrument == nullptr) return fields;
    fields.emplace_back(page::Paragraph{.text = words.text(instrument->dimensions.front().about_key)});
    for (const screening::Item& item : instrument->items) {
        const Answer answer = screening::answer_to(signs, item.id);
        fields.emplace_back(page::Radios{
            .name = std::string(kSignPrefix) + item.id,
            .legend = words.text(item.text_key),
            .choices = {choice(words, "yes", "concern.sign.yes", answer == Answer::yes),
                        choice(words, "unclear", "concern.sign.unclear", answer == Answer::unclear),
                        choice(words, "", "concern.sign.not_seen",
                               answer != Answer::yes && answer != Answer::unclear)},
            .in_line = true,
            .small = true});
    }
    fields.emplace_back(page::Paragraph{.text = words.text(instrument->caveat_key), .quiet = true});
    return fields;
}

screening::Answers signs_from(const http::Form& form) {
    screening::Answers signs;
    for (const auto& [name, value] : form.fields()) {
        if (!name.starts_with(kSignPrefix)) continue;
        if (const auto answer = screening::from_name<Answer>(value))
            signs.emplace(name.substr(kSignPrefix.size()), *answer);
    }
    return signs;
}

std::vector<page::Block> person_fields(const base::Words& words, const casework::ConcernPerson& person) {
    page::Radios age{.name = "age",
                     .legend = words.text("concern.age"),
                     .hint = words.text("concern.age_hint"),
                     .choices = {}};
    for (const AgeClaim one : {AgeClaim::adult, AgeClaim::child, AgeClaim::unknown}) {
        const std::string name(screening::name_of(one));
        age.choices.push_back(choice(words, name, "casework.age." + name, one == person.age.claimed));
    }
    page::Checkboxes doubt{
        .name = "age_doubt",
        .legend = words.text("concern.age_doubt"),
        .choices = {choice(words, "in_doubt", "concern.age_doubt.in_doubt", person.age.in_doubt),
                    choice(words, "looks_like_child", "concern.age_doubt.looks_like_child",
                           person.age.looks_like_child)}};
    page::Checkboxes own_word{
        .name = "self_report",
        .legend = words.text("concern.self_report"),
        .hint = words.text("concern.self_report_hint"),
        .choices = {choice(words, "yes", "concern.self_report.yes", person.self_report)}};
    page::TextArea note{.name = "note",
                        .label = words.text("common.optional", {{"label", words.text("concern.note")}}),
                        .hint = words.text("concern.note_hint"),
                        .value = person.note,
                        .rows = 3};
    return {std::move(age),
            std::move(doubt),
            std::move(own_word),
            select(words, "place", "concern.place", casework::place_codes(), "casework.place.", person.place),
            select(words, "seen_when", "concern.seen_when", casework::seen_when_codes(),
                   "casework.seen_when.", person.seen_when),
            select(words, "source", "concern.source", casework::source_codes(), "casework.source.",
                   person.source),
            std::move(note)};
}

casework::ConcernPerson person_from(const http::Form& form) {
    const std::vector<std::string> doubts = form.all("age_doubt");
    return {.age = {.claimed = screening::from_name<AgeClaim>(form.text("age")).value_or(AgeClaim::unknown),
                    .in_doubt = has(doubts, "in_doubt"),
                    .looks_like_child = has(doubts, "looks_like_child")},
            .self_report = form.checked("self_report"),
            .place = form.text("place"),
            .seen_when = form.text("seen_when"),
            .source = form.text("source"),
            .note = form.text("note")};
}

}  // namespace web
