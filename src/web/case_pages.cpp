// A case and its timeline. What lies in Z3 and Z4 opens on pages of its own.

#include "web/case_pages.hpp"

#include "casework/raise_concern.hpp"
#include "casework/read_case.hpp"
#include "screening/named.hpp"
#include "web/case_words.hpp"
#include "web/referral_words.hpp"

#include <utility>

namespace web {
namespace {

using casework::CaseAction;
using casework::CaseActionKind;
using casework::CaseView;
using guard::Permission;
using guard::Purpose;

// What helps the person stands in cards; what is kept about them in a list below.
bool is_step(CaseActionKind kind) {
    switch (kind) {
        case CaseActionKind::resume_first_look:
        case CaseActionKind::triage:
        case CaseActionKind::inform:
        case CaseActionKind::screening:
        case CaseActionKind::presume:
        case CaseActionKind::consents:
        case CaseActionKind::referrals: return true;
        case CaseActionKind::concern:
        case CaseActionKind::profile:
        case CaseActionKind::identity:
        case CaseActionKind::look_again:
        case CaseActionKind::copy:
        case CaseActionKind::timeline:
        case CaseActionKind::formal_choice:
        case CaseActionKind::close: return false;
    }
    return false;
}

std::string action_text(const Visit& visit, CaseActionKind kind, std::string_view part) {
    return visit.text("case.action." + std::string(casework::name_of(kind)) + "." + std::string(part));
}

void add_steps(const Visit& visit, const CaseView& view, page::Page& page) {
    page::Cards cards;
    std::vector<page::Block> closed;
    for (const CaseAction& action : view.actions) {
        if (!is_step(action.kind)) continue;
        const std::string title = action_text(visit, action.kind, "title");
        if (!action.decision.allowed) {
            closed.emplace_back(page::Details{visit.text("case.not_open", {{"what", title}}),
                                              why_not(visit.words(), action.decision)});
            continue;
        }
        cards.cards.push_back(action_card(visit.words(), action, view.file.id));
    }
    page.add(page::Heading{visit.text("case.next"), 2, "next"}).add(std::move(cards));
    for (page::Block& block : closed) page.add(std::move(block));
}

void add_standing(const Visit& visit, const CaseView& view, std::vector<page::Block>& beside) {
    const base::Words& words = visit.words();
    page::SummaryList list;
    const auto row = [&](const char* key, std::string value) {
        list.rows.push_back({.key = words.text(key), .lines = {std::move(value)}});
    };
    row("case.region.identification", state_text(words, view.file.states.identification));
    row("case.region.assistance", state_text(words, view.file.states.assistance));
    row("case.region.protection", state_text(words, view.file.states.protection));
    row("case.region.justice", state_text(words, view.file.states.justice));
    row("case.lead", view.lead_organisation);
    row("case.opened", words.date_time(view.file.opened_at));
    row("case.first_identifier", words.text("casework.first_identifier." + view.file.first_identifier));
    row("case.route", words.text("casework.route." + view.file.identification_route));
    beside.emplace_back(page::Heading{words.text("case.standing"), 2, "standing"});
    beside.emplace_back(std::move(list));
}

void add_clocks(const Visit& visit, const CaseView& view, page::Page& page) {
    if (view.clocks.empty()) return;
    page.add(page::Heading{visit.text("case.clocks"), 2, "clocks"});
    page.add(page::SummaryList{clock_rows(visit.words(), view.clocks, visit.now())});
}

void add_profile(const Visit& visit, const CaseView& view, page::Page& page) {
    page.add(page::Heading{visit.text("case.profile.title"), 2, "person"});
    if (view.profile) {
        page.add(profile_list(visit.words(), *view.profile));
    } else {
        page.add(page::Paragraph{.text = visit.text("case.profile.none")});
    }
}

void add_records(const Visit& visit, const CaseView& view, std::vector<page::Block>& beside) {
    page::SummaryList list;
    for (const CaseAction& action : view.actions) {
        if (is_step(action.kind)) continue;
        page::SummaryRow row{.key = action_text(visit, action.kind, "title"), .lines = {}};
        if (action.decision.allowed) {
            row.lines.push_back(action_text(visit, action.kind, "text"));
            row.actions.push_back({visit.text("common.open"), action_href(action.kind, view.file.id)});
        } else {
            row.lines = why_not(visit.words(), action.decision);
        }
        list.rows.push_back(std::move(row));
    }
    beside.emplace_back(page::Heading{visit.text("case.records"), 2, "records"});
    beside.emplace_back(std::move(list));
}

base::Result<Answer> show_case(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_case(desk.desk, visit.actor(), *id);
    if (!view) return base::fail(view.error());
    page::Page page{.title = case_title(visit.words(), view->file),
                    .caption = state_text(visit.words(), view->file.states.identification)};
    page.back = page::Link{visit.text("case.back_to_worklist"), "/worklist"};
    if (view->file.handled_as_child) {
        page.add(page::Notice{.tone = page::Tone::warning,
                              .title = visit.text("case.child_tag"),
                              .lines = {visit.text("case.child_text")}});
    }
    add_steps(visit, *view, page);
    add_clocks(visit, *view, page);
    add_profile(visit, *view, page);
    add_standing(visit, *view, page.beside);
    add_records(visit, *view, page.beside);
    return Answer{std::move(page)};
}

// --- What was seen ---

std::string person_age(const Visit& visit, const screening::PersonAge& age) {
    std::vector<std::string> parts{
        visit.text("casework.age." + std::string(screening::name_of(age.claimed)))};
    if (age.in_doubt) parts.push_back(visit.text("concern.age_doubt.in_doubt"));
    if (age.looks_like_child) parts.push_back(visit.text("concern.age_doubt.looks_like_child"));
    return visit.words().list(parts);
}

std::vector<std::string> texts_of(const Visit& visit, const std::vector<std::string>& keys) {
    std::vector<std::string> texts;
    for (const std::string& key : keys) texts.push_back(visit.text(key));
    return texts;
}

page::SummaryList look_list(const Visit& visit, const casework::ConcernsOfCase::Seen& seen) {
    page::SummaryList list;
    const auto row = [&](const char* key, std::vector<std::string> lines) {
        if (lines.empty() || lines.front().empty()) return;
        list.rows.push_back({.key = visit.text(key), .lines = std::move(lines)});
    };
    const auto code = [&](std::string_view family, const std::string& one) {
        return one.empty() ? std::string() : visit.text(std::string(family) + one);
    };
    const casework::ConcernSituation& situation = seen.content.situation;
    const casework::ConcernPerson& person = seen.content.person;
    row("concern.step.signs", texts_of(visit, seen.signs));
    row("concern.sign.unclear", texts_of(visit, seen.unclear));
    if (person.self_report) row("concern.self_report", {visit.text("concern.self_report.yes")});
    row("concern.danger", {visit.text(situation.immediate_danger ? "common.yes" : "common.no")});
    row("concern.company",
        {visit.text("concern.company." + std::string(screening::name_of(situation.company)))});
    row("concern.age", {person_age(visit, person.age)});
    row("concern.place", {code("casework.place.", person.place)});
    row("concern.seen_when", {code("casework.seen_when.", person.seen_when)});
    row("concern.source", {code("casework.source.", person.source)});
    row("concern.note", {person.note});
    return list;
}

base::Result<Answer> show_concern(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto concerns = casework::read_concerns(desk.desk, visit.actor(), *id);
    if (!concerns) return base::fail(concerns.error());
    page::Page page{.title = visit.text("case.action.concern.title"),
                    .caption = case_title(visit.words(), concerns->file)};
    page.back = page::Link{visit.text("case.back_to_case"), case_path(*id)};
    page.add(page::Paragraph{.text = visit.text("case.concern.lead"), .lead = true});
    for (const casework::ConcernsOfCase::Seen& seen : concerns->seen) {
        page.add(page::Heading{visit.text("case.concern.look", {{"time", seen.at}, {"person", seen.by}}), 2});
        if (!seen.finished)
            page.add(page::Paragraph{.text = visit.text("case.concern.unfinished"), .quiet = true});
        page.add(look_list(visit, seen));
    }
    return Answer{std::move(page)};
}

// --- Timeline ---

template <class Key>
std::string name_in(const std::map<Key, std::string>& names, const Key& key) {
    const auto found = names.find(key);
    return found == names.end() ? std::string() : found->second;
}

std::string by_whom(const Visit& visit, const casework::CaseTimeline& timeline,
                    const casework::CaseEvent& event) {
    const std::string organisation = name_in(timeline.organisations, event.organisation);
    if (!event.user) return visit.text("case.timeline.by_program");
    return visit.text("case.timeline.by",
                      {{"person", name_in(timeline.people, *event.user)}, {"organisation", organisation}});
}

page::TimelineEntry entry_of(const Visit& visit, const casework::CaseTimeline& timeline,
                             const casework::CaseEvent& event) {
    page::TimelineEntry entry{.title = event_title(visit.words(), event),
                              .when = visit.words().date_time(event.at),
                              .by = by_whom(visit, timeline, event)};
    if (std::string text = event_code_text(visit.words(), event); !text.empty())
        entry.lines.push_back(std::move(text));
    if (const auto note = timeline.notes.find(event.number); note != timeline.notes.end()) {
        entry.lines.push_back(note->second);
    } else if (event.sealed) {
        entry.lines.push_back(visit.text("case.timeline.sealed"));
    }
    return entry;
}

base::Result<Answer> show_timeline(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto timeline = casework::read_timeline(desk.desk, visit.actor(), *id);
    if (!timeline) return base::fail(timeline.error());
    page::Page page{.title = visit.text("case.timeline.title"),
                    .caption = case_title(visit.words(), timeline->file)};
    page.back = page::Link{visit.text("case.back_to_case"), case_path(*id)};
    page::Timeline entries;
    for (const casework::CaseEvent& event : timeline->events)
        entries.entries.push_back(entry_of(visit, *timeline, event));
    page.add(std::move(entries));
    return Answer{std::move(page)};
}

}  // namespace

std::vector<Route> case_routes() {
    std::vector<Route> routes{{.method = http::Method::get,
                               .pattern = "/cases/{case}",
                               .permission = Permission::case_read,
                               .purpose = Purpose::support,
                               .handler = show_case},
                              {.method = http::Method::get,
                               .pattern = "/cases/{case}/concern",
                               .permission = Permission::concern_read,
                               .purpose = Purpose::support,
                               .handler = show_concern},
                              {.method = http::Method::get,
                               .pattern = "/cases/{case}/timeline",
                               .permission = Permission::case_read,
                               .purpose = Purpose::support,
                               .handler = show_timeline}};
    for (const auto& more :
         {worklist_routes(), name_search_routes(), case_step_routes(), profile_routes(), identity_routes()}) {
        routes.insert(routes.end(), more.begin(), more.end());
    }
    return routes;
}

}  // namespace web
