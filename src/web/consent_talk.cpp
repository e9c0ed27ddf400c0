#include "web/consent_talk.hpp"

#include "casework/case_codes.hpp"
#include "directory/need.hpp"
#include "web/choices.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace web {
namespace {

using casework::ConsentCode;
using casework::ConsentPoints;
using casework::ConsentTalk;
using casework::Fact;
using casework::PacketPart;

struct Point {
    std::string_view name;
    bool ConsentPoints::* member;
};

// The seven of the HTCDS guidance, in the order in which they are said.
constexpr std::array<Point, 7> kPoints{{
    {"agreement_to_interview", &ConsentPoints::agreement_to_interview},
    {"purpose", &ConsentPoints::purpose},
    {"uses", &ConsentPoints::uses},
    {"research_use", &ConsentPoints::research_use},
    {"right_of_access", &ConsentPoints::right_of_access},
    {"storage_time", &ConsentPoints::storage_time},
    {"how_to_withdraw", &ConsentPoints::how_to_withdraw},
}};

const Codes& explained_codes() {
    static const Codes codes = [] {
        Codes all;
        for (const Point& point : kPoints) all.emplace_back(point.name);
        all.emplace_back("risks_explained");
        all.emplace_back("alternatives_explained");
        return all;
    }();
    return codes;
}

const Codes& method_codes() {
    static const Codes codes{"spoken_witnessed", "signed_paper", "digital"};
    return codes;
}

Codes giver_codes(bool handled_as_child) {
    if (!handled_as_child) return {"adult"};
    return {"guardian_with_child", "child_assent_guardian_suspected"};
}

bool contains(const Codes& codes, std::string_view code) {
    return std::ranges::find(codes, code) != codes.end();
}

std::string facts_listed(const base::Words& words, const std::vector<Fact>& facts, PacketPart part) {
    Codes names;
    for (const Fact fact : facts) {
        if (part_of(fact) == part) names.emplace_back(name_of(fact));
    }
    return names.empty() ? std::string{} : listed(words, names, "casework.fact.");
}

// For whom and what for by name, where the talk is about one referral.
std::string what_it_is_for(const base::Words& words, const casework::ConsentStart& start,
                           const TalkAbout& about) {
    if (about.code != ConsentCode::referral || !contains(directory::need_codes(), about.need))
        return words.text("consent.card." + std::string(name_of(about.code)) + ".what");
    return words.text(
        "consent.card.referral.what_for",
        {{"organisation", start.recipient}, {"need", words.text("directory.need." + about.need)}});
}

std::vector<std::string> who_will_know(const base::Words& words, const casework::ConsentStart& start,
                                       const TalkAbout& about) {
    if (about.code != ConsentCode::referral)
        return {words.text("consent.card." + std::string(name_of(about.code)) + ".who")};
    std::vector<std::string> lines;
    const auto add = [&](const char* key, PacketPart part) {
        const std::string facts = facts_listed(words, about.facts, part);
        if (!facts.empty())
            lines.push_back(words.text(key, {{"organisation", start.recipient}, {"facts", facts}}));
    };
    add("consent.card.referral.who_at_once", PacketPart::minimum);
    add("consent.card.referral.who_on_acceptance", PacketPart::full);
    lines.push_back(words.text("consent.card.referral.who_else"));
    return lines;
}

// One card a point, in the order of the list below them, so that each is said, then ticked. That nobody has
// to give a name stands in the first (INV-14).
page::Cards talk_cards(const base::Words& words, const casework::ConsentStart& start,
                       const TalkAbout& about) {
    const std::string family = "consent.card." + std::string(name_of(about.code));
    page::Cards cards;
    const auto add = [&](const char* title, std::vector<std::string> lines) {
        cards.cards.push_back(
            {.title = words.text(title), .href = {}, .tags = {}, .lines = std::move(lines), .actions = {}});
    };
    add("consent.talk.choice", {words.text("consent.talk.choice_text")});
    add("consent.talk.what", {what_it_is_for(words, start, about)});
    add("consent.talk.who", who_will_know(words, start, about));
    add("consent.talk.research",
        {words.text(about.code == ConsentCode::statistics ? "consent.talk.research_text_statistics"
                                                          : "consent.talk.research_text")});
    add("consent.talk.access", {words.text("consent.talk.access_text")});
    add("consent.talk.storage", {words.text("consent.talk.storage_text")});
    add("consent.talk.withdrawal", {words.text("consent.talk.withdrawal_text")});
    add("consent.talk.risks", {words.text(family + ".risks")});
    add("consent.talk.alternatives", {words.text(family + ".alternatives")});
    return cards;
}

void add_hidden(const TalkAbout& about, std::vector<page::Block>& items) {
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) items.push_back(page::Hidden{name, value});
    };
    add("code", std::string(code_of(about.code)));
    if (about.recipient) add("to", about.recipient->text());
    for (const Fact fact : about.facts) add("facts", std::string(name_of(fact)));
    add("need", about.need);
    add("urgency", about.urgency);
    add("service", about.service);
    add("instead_of", about.instead_of);
}

void add_explained(const base::Words& words, ConsentCode code, const http::Form& typed,
                   std::vector<page::Block>& items) {
    items.push_back(page::Checkboxes{
        .name = "explained",
        .legend = words.text("consent.talk.explained"),
        .hint = words.text("consent.talk.explained_hint"),
        .choices = choices(words, explained_codes(), "consent.explained.", typed.all("explained")),
        .error = {},
        .small = false});
    items.push_back(page::Checkboxes{
        .name = "said_back_in_own_words",
        .legend = words.text("consent.talk.understood"),
        .hint = words.text(code == ConsentCode::referral ? "consent.talk.understood_hint_referral"
                                                         : "consent.talk.understood_hint"),
        .choices = {{.value = "yes",
                     .text = words.text("consent.talk.said_back"),
                     .hint = {},
                     .chosen = typed.checked("said_back_in_own_words")}},
        .error = {},
        .small = false});
}

void add_circumstances(const base::Words& words, bool handled_as_child, const http::Form& typed,
                       std::vector<page::Block>& items) {
    items.push_back(
        page::Select{.name = "language",
                     .label = words.text("consent.talk.language"),
                     .hint = {},
                     .choices = choices_or_none(words, casework::language_codes(), "casework.language.",
                                                typed.text("language"), "consent.talk.choose"),
                     .error = {}});
    items.push_back(page::Checkboxes{.name = "interpreter",
                                     .legend = {},
                                     .hint = {},
                                     .choices = {{.value = "yes",
                                                  .text = words.text("consent.talk.interpreter"),
                                                  .hint = words.text("consent.talk.interpreter_hint"),
                                                  .chosen = typed.checked("interpreter")}},
                                     .error = {},
                                     .small = false});
    const std::string method = typed.has("method") ? typed.text("method") : method_codes().front();
    items.push_back(
        page::Radios{.name = "method",
                     .legend = words.text("consent.talk.method"),
                     .hint = {},
                     .choices = choices(words, method_codes(), "casework.consent_method.", {method}),
                     .error = {},
                     .in_line = false,
                     .small = true});
    if (handled_as_child) {
        items.push_back(page::Radios{
            .name = "given_by",
            .legend = words.text("consent.talk.given_by"),
            .hint = words.text("consent.talk.given_by_hint"),
            .choices = choices(words, giver_codes(true), "casework.consent_giver.", {typed.text("given_by")}),
            .error = {},
            .in_line = false,
            .small = false});
    } else {
        items.push_back(page::Hidden{"given_by", "adult"});
    }
}

page::Radios answer(const base::Words& words, const http::Form& typed) {
    page::Radios radios{.name = "answer",
                        .legend = words.text("consent.talk.answer"),
                        .hint = words.text("consent.talk.answer_hint"),
                        .choices = {},
                        .error = {},
                        .in_line = false,
                        .small = false};
    radios.choices.push_back({.value = "agrees",
                              .text = words.text("consent.talk.agrees"),
                              .hint = {},
                              .chosen = typed.text("answer") == "agrees"});
    radios.choices.push_back({.value = "declines",
                              .text = words.text("consent.talk.declines"),
                              .hint = words.text("consent.talk.declines_hint"),
                              .chosen = typed.text("answer") == "declines"});
    return radios;
}

}  // namespace

base::Result<TalkAbout> talk_about(const http::Form& fields) {
    const auto code = casework::consent_code_from(fields.text("code"));
    if (!code) return base::fail(base::ProblemCode::not_found, "code");
    TalkAbout about;
    about.code = *code;
    if (const auto to = guard::OrganisationId::from_text(fields.text("to"))) about.recipient = *to;
    for (const std::string& name : fields.all("facts")) {
        if (const auto fact = casework::fact_from_name(name)) about.facts.push_back(*fact);
    }
    about.need = fields.text("need");
    about.urgency = fields.text("urgency");
    about.service = fields.text("service");
    about.instead_of = fields.text("instead_of");
    const bool whole = about.code != ConsentCode::referral || (about.recipient && !about.facts.empty());
    if (!whole) return base::fail(base::ProblemCode::not_found, "recipient");
    return about;
}

std::string referral_query(const TalkAbout& about) {
    std::string query = "need=" + about.need + "&urgency=" + about.urgency + "&service=" + about.service;
    if (!about.instead_of.empty()) query += "&instead_of=" + about.instead_of;
    for (const Fact fact : about.facts) query += "&facts=" + std::string(name_of(fact));
    return query;
}

std::string back_from_talk(const guard::CaseId& case_id, const TalkAbout& about) {
    const std::string path = "/cases/" + case_id.text();
    if (about.code != ConsentCode::referral || about.service.empty()) return path + "/consents";
    return path + "/referrals/preview?" + referral_query(about);
}

base::Result<ConsentTalk> talk_from(const http::Form& form, const TalkAbout& about) {
    std::vector<base::FieldProblem> fields;
    const std::string& said = form.text("answer");
    if (said != "agrees" && said != "declines") fields.push_back({"answer", "required", {}});
    const auto giver = casework::consent_giver_from(form.text("given_by"));
    if (!giver) fields.push_back({"given_by", "required", {}});
    const auto method = casework::consent_method_from(form.text("method"));
    if (!method) fields.push_back({"method", "required", {}});
    const std::string& language = form.text("language");
    if (!contains(casework::language_codes(), language)) fields.push_back({"language", "required", {}});
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));

    const Codes explained = form.all("explained");
    ConsentTalk talk;
    talk.code = about.code;
    talk.recipient = about.recipient;
    talk.facts = about.facts;
    talk.given_by = *giver;
    talk.language = language;
    talk.interpreter_present = form.checked("interpreter");
    talk.method = *method;
    for (const Point& point : kPoints) talk.points.*point.member = contains(explained, point.name);
    talk.said_back_in_own_words = form.checked("said_back_in_own_words");
    talk.risks_explained = contains(explained, "risks_explained");
    talk.alternatives_explained = contains(explained, "alternatives_explained");
    talk.refused = said == "declines";
    return talk;
}

page::Page talk_page(const base::Words& words, const casework::ConsentStart& start, const TalkAbout& about,
                     const http::Form& typed) {
    page::Page page;
    page.title = about.code == ConsentCode::referral
                     ? words.text("consent.talk.title_referral", {{"organisation", start.recipient}})
                     : words.text("casework.consent." + std::string(name_of(about.code)));
    page.caption = start.file.pseudonym;
    const std::string back = back_from_talk(start.file.id, about);
    page.back = page::Link{words.text("common.back"), back};
    page.add(page::Paragraph{.text = words.text("consent.talk.lead"), .lead = true});
    page.add(talk_cards(words, start, about));
    page::Form form{.action = "/cases/" + start.file.id.text() + "/consents/talk",
                    .items = {},
                    .buttons = {},
                    .links = {}};
    add_hidden(about, form.items);
    add_explained(words, about.code, typed, form.items);
    add_circumstances(words, start.file.handled_as_child, typed, form.items);
    form.items.push_back(answer(words, typed));
    form.buttons.push_back({.text = words.text("common.save")});
    form.links.push_back({words.text("common.cancel"), back});
    page.add(std::move(form));
    return page;
}

base::Problem told_at_the_list(const base::Problem& problem) {
    base::Problem told = problem;
    told.fields.clear();
    for (const base::FieldProblem& field : problem.fields) {
        if (!contains(explained_codes(), field.field)) {
            told.fields.push_back(field);
        } else if (std::ranges::find(told.fields, "explained", &base::FieldProblem::field) ==
                   told.fields.end()) {
            told.fields.push_back({"explained", field.rule, {}});
        }
    }
    return told;
}

}  // namespace web
