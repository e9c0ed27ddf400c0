// Consents of a case, the talk, taking back, and what the person was told. Everything works without a name
// (INV-14): a consent belongs to a pseudonym.

#include "casework/case_codes.hpp"
#include "casework/record_consent.hpp"
#include "casework/record_information.hpp"
#include "web/choices.hpp"
#include "web/consent_talk.hpp"
#include "web/referral_words.hpp"
#include "web/route.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using casework::Consent;
using casework::ConsentCode;
using casework::ConsentsOfCase;
using casework::ConsentStatus;
using casework::Disclosure;
using guard::Permission;
using guard::Purpose;

std::string case_path(const guard::CaseId& id) {
    return "/cases/" + id.text();
}

std::string name_in(const std::map<guard::OrganisationId, std::string>& names, guard::OrganisationId id) {
    const auto found = names.find(id);
    return found == names.end() ? std::string{} : found->second;
}

std::string consent_title(const Visit& visit, const Consent& consent,
                          const std::map<guard::OrganisationId, std::string>& names) {
    if (consent.recipient)
        return visit.text("consent.to_organisation", {{"organisation", name_in(names, *consent.recipient)}});
    return visit.text("casework.consent." + std::string(name_of(consent.code)));
}

std::string facts_text(const Visit& visit, const std::vector<casework::Fact>& facts) {
    Codes names;
    for (const casework::Fact fact : facts) names.emplace_back(name_of(fact));
    return names.empty() ? visit.text("common.none") : listed(visit.words(), names, "casework.fact.");
}

page::Tone tone_of(ConsentStatus status) {
    switch (status) {
        case ConsentStatus::running: return page::Tone::good;
        case ConsentStatus::refused: return page::Tone::neutral;
        case ConsentStatus::withdrawn: return page::Tone::info;
        case ConsentStatus::expired: return page::Tone::warning;
    }
    return page::Tone::neutral;
}

// --- The list ---

void add_running(const Visit& visit, const ConsentsOfCase& found, page::Page& page) {
    page.add(page::Heading{visit.text("consent.running"), 2, "running"});
    bool any = false;
    for (const Consent& consent : found.consents) {
        if (status_of(consent, visit.now()) != ConsentStatus::running) continue;
        any = true;
        page.add(page::Heading{consent_title(visit, consent, found.organisations), 3});
        page::SummaryList list;
        const auto row = [&](const char* key, std::string value) {
            list.rows.push_back({visit.text(key), {std::move(value)}});
        };
        if (!consent.facts.empty())
            list.rows.push_back({visit.text("consent.facts"), fact_names(visit.words(), consent.facts)});
        row("consent.given", visit.words().date(consent.valid_from));
        row("consent.until", visit.words().date(consent.expires_at));
        row("consent.language", visit.text("casework.language." + consent.language));
        page.add(std::move(list));
        if (said_no_since(consent, found.consents))
            page.add(page::Inset{{visit.text("consent.said_no_since")}});
        // INV-12: taking back is as easy as giving: one press from here.
        page::Form form{.action = "/consents/" + consent.id.text() + "/withdraw",
                        .items = {},
                        .buttons = {{.text = visit.text("consent.take_back"), .tone = page::Tone::neutral}},
                        .links = {}};
        page.add(std::move(form));
    }
    if (!any) page.add(page::Paragraph{.text = visit.text("consent.none_running")});
}

void add_past(const Visit& visit, const ConsentsOfCase& found, page::Page& page) {
    page::Table table{
        .caption = visit.text("consent.past"),
        .columns = {visit.text("consent.to_what"), visit.text("consent.status"), visit.text("consent.given")},
        .rows = {}};
    for (const Consent& consent : found.consents) {
        const ConsentStatus status = status_of(consent, visit.now());
        if (status == ConsentStatus::running) continue;
        page::Cell name{.text = consent_title(visit, consent, found.organisations)};
        if (status == ConsentStatus::withdrawn) name.href = "/consents/" + consent.id.text() + "/withdrawn";
        page::Cell state;
        state.tag =
            page::Tag{visit.text("casework.consent_status." + std::string(name_of(status))), tone_of(status)};
        table.rows.push_back(
            {std::move(name), std::move(state), {.text = visit.words().date(consent.valid_from)}});
    }
    if (!table.rows.empty()) page.add(std::move(table));
}

page::Table disclosures_table(const Visit& visit, const std::vector<Disclosure>& disclosures,
                              const std::map<guard::OrganisationId, std::string>& names) {
    page::Table table{.caption = visit.text("consent.disclosures"),
                      .columns = {visit.text("consent.told_to"), visit.text("consent.facts"),
                                  visit.text("consent.when"), visit.text("consent.on_what_ground")},
                      .rows = {},
                      .when_empty = visit.text("consent.nothing_told")};
    for (const Disclosure& disclosure : disclosures) {
        table.rows.push_back({{.text = name_in(names, disclosure.to_organisation)},
                              {.text = facts_text(visit, disclosure.facts)},
                              {.text = visit.words().date_time(disclosure.at)},
                              {.text = visit.text(disclosure.exception ? "consent.ground_exception"
                                                                       : "consent.ground_consent")}});
    }
    return table;
}

base::Result<Answer> list(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_consents(desk.desk, visit.actor(), *id);
    if (!found) return base::fail(found.error());
    page::Page page{.title = visit.text("consent.title"), .caption = found->file.pseudonym};
    page.back = page::Link{visit.text("consent.back_to_case"), case_path(*id)};
    if (!found->information_owed.empty()) {
        page::Notice notice{.tone = page::Tone::warning, .title = visit.text("consent.information_owed")};
        for (const std::string& topic : found->information_owed)
            notice.lines.push_back(visit.text("casework.information_topic." + topic));
        notice.links = {{visit.text("consent.record_information"), case_path(*id) + "/information"}};
        page.add(std::move(notice));
    }
    page.add(page::Buttons{{{visit.text("consent.begin_talk"), case_path(*id) + "/consents/new"},
                            {visit.text("consent.begin_referral"), case_path(*id) + "/referrals/new"}}});
    add_running(visit, *found, page);
    add_past(visit, *found, page);
    page.add(disclosures_table(visit, found->disclosures, found->organisations));
    page.add(page::Details{
        .summary = visit.text("consent.three_things"),
        .lines = {visit.text("consent.three_things.consent"), visit.text("consent.three_things.legal_basis"),
                  visit.text("consent.three_things.information")}});
    return Answer{std::move(page)};
}

// --- What the talk is about ---

bool is_first_choice(ConsentCode code) {
    return code == ConsentCode::interview || code == ConsentCode::support;
}

base::Result<Answer> choose(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto start = casework::start_consent_talk(desk.desk, visit.actor(), *id, std::nullopt);
    if (!start) return base::fail(start.error());
    page::Page page{.title = visit.text("consent.choose.title"), .caption = start->file.pseudonym};
    page.back = page::Link{visit.text("common.back"), case_path(*id) + "/consents"};
    page::Cards first;
    page::Cards later;
    for (const ConsentCode code : casework::all_consent_codes()) {
        if (code == ConsentCode::referral) continue;
        if (code == ConsentCode::media && start->file.handled_as_child) continue;  // never for a child
        const std::string name(name_of(code));
        page::Card card{.title = visit.text("casework.consent." + name),
                        .href = case_path(*id) + "/consents/talk?code=" + std::string(code_of(code)),
                        .tags = {},
                        .lines = {visit.text("consent.card." + name + ".what")},
                        .actions = {}};
        (is_first_choice(code) ? first : later).cards.push_back(std::move(card));
    }
    first.cards.push_back({.title = visit.text("casework.consent.referral"),
                           .href = case_path(*id) + "/referrals/new",
                           .tags = {},
                           .lines = {visit.text("consent.card.referral.what")},
                           .actions = {}});
    page.add(std::move(first));
    page.add(page::Heading{visit.text("consent.choose.later"), 2});
    page.add(std::move(later));
    return Answer{std::move(page)};
}

base::Result<Answer> show_talk(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto about = talk_about(visit.query());
    if (!about) return base::fail(about.error());
    const auto start = casework::start_consent_talk(desk.desk, visit.actor(), *id, about->recipient);
    if (!start) return base::fail(start.error());
    return Answer{talk_page(visit.words(), *start, *about, {})};
}

Redirect after_talk(const guard::CaseId& id, const TalkAbout& about, bool refused) {
    const bool for_referral = about.code == ConsentCode::referral && !about.service.empty();
    if (for_referral && !refused) return {back_from_talk(id, about), "consent_given"};
    return {case_path(id) + "/consents", refused ? "consent_refused" : "consent_given"};
}

base::Result<Answer> hold_talk(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto about = talk_about(visit.form());
    if (!about) return base::fail(about.error());
    const auto talk = talk_from(visit.form(), *about);
    base::Problem problem;
    if (talk) {
        const auto recorded = casework::record_consent(desk.desk, visit.actor(), *id, *talk);
        if (recorded) return Answer{after_talk(*id, *about, talk->refused)};
        problem = recorded.error();
    } else {
        problem = talk.error();
    }
    if (problem.fields.empty()) return base::fail(problem);
    const auto start = casework::start_consent_talk(desk.desk, visit.actor(), *id, about->recipient);
    if (!start) return base::fail(start.error());
    return Answer{page::with_errors(talk_page(visit.words(), *start, *about, visit.form()),
                                    told_at_the_list(problem), visit.words())};
}

// --- Taking back ---

base::Result<Answer> show_withdraw(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Consent>("consent");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_withdrawal(desk.desk, visit.actor(), *id);
    if (!found) return base::fail(found.error());
    if (found->consent.withdrawn_at) return Answer{Redirect{"/consents/" + id->text() + "/withdrawn"}};
    page::Page page{.title = visit.text("consent.take_back"), .caption = found->pseudonym};
    page.add(
        page::Paragraph{.text = consent_title(visit, found->consent, found->organisations), .lead = true});
    page.add(page::Bullets{{visit.text("consent.withdraw.access_ends"),
                            visit.text("consent.withdraw.support_stays"),
                            visit.text("consent.withdraw.no_reason")}});
    page::Form form{.action = {},
                    .items = {},
                    .buttons = {{.text = visit.text("consent.take_back"), .tone = page::Tone::danger}},
                    .links = {{visit.text("common.cancel"),
                               found->by_receiver ? std::string("/inbox")
                                                  : case_path(found->consent.case_id) + "/consents"}}};
    page.add(std::move(form));
    return Answer{std::move(page)};
}

base::Result<Answer> withdraw(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Consent>("consent");
    if (!id) return base::fail(id.error());
    const auto done = casework::withdraw_consent(desk.desk, visit.actor(), *id);
    if (!done) return base::fail(done.error());
    // The receiver may not look any more, not even at this.
    if (done->by_receiver) return Answer{Redirect{"/inbox", "consent_withdrawn"}};
    return Answer{Redirect{"/consents/" + id->text() + "/withdrawn", "consent_withdrawn"}};
}

base::Result<Answer> show_withdrawn(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Consent>("consent");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_withdrawal(desk.desk, visit.actor(), *id);
    if (!found) return base::fail(found.error());
    if (!found->consent.withdrawn_at) return Answer{Redirect{"/consents/" + id->text() + "/withdraw"}};
    page::Page page{.title = visit.text("consent.withdrawn.title"), .caption = found->pseudonym};
    page.back = page::Link{visit.text("consent.title"), case_path(found->consent.case_id) + "/consents"};
    page.add(
        page::Paragraph{.text = consent_title(visit, found->consent, found->organisations), .lead = true});
    page.add(page::Inset{{visit.text("consent.withdrawn.support_stays")}});
    page.add(page::Heading{visit.text("consent.withdrawn.ended"), 2});
    page::Bullets ended;
    for (const casework::Referral& referral : found->ended) {
        ended.items.push_back(
            visit.text("consent.withdrawn.ended_line",
                       {{"organisation", name_in(found->organisations, referral.to_organisation)},
                        {"need", visit.text("directory.need." + referral.need)}}));
    }
    if (ended.items.empty()) {
        page.add(page::Paragraph{.text = visit.text("consent.withdrawn.nobody_had_access")});
    } else {
        page.add(std::move(ended));
    }
    page.add(disclosures_table(visit, found->disclosed, found->organisations));
    page.add(page::Paragraph{.text = visit.text("consent.withdrawn.cannot_unknow"), .quiet = true});
    page.add(page::Buttons{{{visit.text("consent.back_to_case"), case_path(found->consent.case_id)}}});
    return Answer{std::move(page)};
}

// --- The duty to inform ---

page::Page information_page(const Visit& visit, const casework::InformationOfCase& found,
                            const http::Form& typed) {
    const base::Words& words = visit.words();
    page::Page page{.title = visit.text("consent.information.title"), .caption = found.file.pseudonym};
    page.back = page::Link{visit.text("consent.back_to_case"), case_path(found.file.id)};
    page.add(page::Paragraph{.text = visit.text("consent.information.lead"), .lead = true});
    page::Form form{.action = {}, .items = {}, .buttons = {}, .links = {}};
    page::Checkboxes topics{.name = "topics",
                            .legend = visit.text("consent.information.topics"),
                            .hint = {},
                            .choices = choices(words, casework::information_topics(),
                                               "casework.information_topic.", typed.all("topics")),
                            .error = {},
                            .small = false};
    for (page::Choice& choice : topics.choices)
        choice.hint = visit.text("consent.information.say." + choice.value);
    form.items.push_back(std::move(topics));
    form.items.push_back(page::Checkboxes{
        .name = "forms",
        .legend = visit.text("consent.information.forms"),
        .hint = {},
        .choices = choices(words, casework::information_forms(), "casework.information_form.",
                           typed.has("forms") ? typed.all("forms") : Codes{"spoken"}),
        .error = {},
        .small = true});
    form.items.push_back(
        page::Select{.name = "language",
                     .label = visit.text("consent.talk.language"),
                     .hint = {},
                     .choices = choices_or_none(words, casework::language_codes(), "casework.language.",
                                                typed.text("language"), "consent.talk.choose"),
                     .error = {}});
    form.items.push_back(page::Checkboxes{.name = "interpreter",
                                          .legend = {},
                                          .hint = {},
                                          .choices = {{.value = "yes",
                                                       .text = visit.text("consent.talk.interpreter"),
                                                       .hint = visit.text("consent.talk.interpreter_hint"),
                                                       .chosen = typed.checked("interpreter")}},
                                          .error = {},
                                          .small = false});
    form.buttons.push_back({.text = visit.text("common.save")});
    form.links.push_back({visit.text("common.cancel"), case_path(found.file.id)});
    page.add(std::move(form));
    page::Table told{.caption = visit.text("consent.information.told"),
                     .columns = {visit.text("consent.when"), visit.text("consent.information.topics"),
                                 visit.text("consent.language")},
                     .rows = {}};
    for (const casework::InformationGiven& given : found.given) {
        told.rows.push_back({{.text = words.date_time(given.at)},
                             {.text = listed(words, given.topics, "casework.information_topic.")},
                             {.text = visit.text("casework.language." + given.language)}});
    }
    if (!told.rows.empty()) page.add(std::move(told));
    return page;
}

base::Result<Answer> show_information(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_information(desk.desk, visit.actor(), *id);
    if (!found) return base::fail(found.error());
    return Answer{information_page(visit, *found, {})};
}

base::Result<Answer> inform(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto recorded =
        casework::record_information(desk.desk, visit.actor(), *id,
                                     {.topics = visit.form().all("topics"),
                                      .forms = visit.form().all("forms"),
                                      .language = visit.form().text("language"),
                                      .interpreter_present = visit.form().checked("interpreter")});
    if (recorded) return Answer{Redirect{case_path(*id), "information_recorded"}};
    if (recorded.error().fields.empty()) return base::fail(recorded.error());
    const auto found = casework::read_information(desk.desk, visit.actor(), *id);
    if (!found) return base::fail(found.error());
    return Answer{
        page::with_errors(information_page(visit, *found, visit.form()), recorded.error(), visit.words())};
}

Route about_consent(http::Method method, std::string_view pattern, Permission permission,
                    base::Result<Answer> (*handler)(const WebDesk&, Visit&)) {
    return {.method = method,
            .pattern = pattern,
            .permission = permission,
            .purpose = Purpose::consent,
            .handler = handler};
}

}  // namespace

std::vector<Route> consent_routes() {
    using enum http::Method;
    return {
        about_consent(get, "/cases/{case}/consents", Permission::consent_read, list),
        about_consent(get, "/cases/{case}/consents/new", Permission::consent_record, choose),
        about_consent(get, "/cases/{case}/consents/talk", Permission::consent_record, show_talk),
        about_consent(post, "/cases/{case}/consents/talk", Permission::consent_record, hold_talk),
        about_consent(get, "/consents/{consent}/withdraw", Permission::consent_withdraw, show_withdraw),
        about_consent(post, "/consents/{consent}/withdraw", Permission::consent_withdraw, withdraw),
        about_consent(get, "/consents/{consent}/withdrawn", Permission::consent_read, show_withdrawn),
        about_consent(get, "/cases/{case}/information", Permission::information_record, show_information),
        about_consent(post, "/cases/{case}/information", Permission::information_record, inform),
    };
}

}  // namespace web
