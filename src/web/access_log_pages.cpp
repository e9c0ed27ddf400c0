// The access log as oversight reads it (DPO, auditor): who, by role and organisation, did or looked at what,
// when, why, under which rule, and whether it was refused. Never what was in it.

#include "casework/read_access_log.hpp"
#include "web/action_words.hpp"
#include "web/route.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using guard::Outcome;

page::Tag outcome_tag(const base::Words& words, Outcome outcome) {
    const std::string text = words.text("access_log.outcome." + std::string(guard::code_of(outcome)));
    switch (outcome) {
        case Outcome::done: return {.text = text, .tone = page::Tone::neutral};
        case Outcome::seen: return {.text = text, .tone = page::Tone::info};
        case Outcome::denied: return {.text = text, .tone = page::Tone::danger};
    }
    return {.text = text};
}

std::string roles_of(const base::Words& words, const casework::AccessLine& line) {
    std::vector<std::string> roles;
    for (const guard::Role role : line.roles)
        roles.push_back(words.text("role." + std::string(code_of(role))));
    return words.list(roles);
}

// Colleagues of one role are told apart by the end of their id, not by name.
page::Cell who(const base::Words& words, const casework::AccessLine& line) {
    if (!line.row.user) return {.text = words.text("access_log.nobody")};
    const std::string id = line.row.user->text();
    page::Cell cell{.text = line.organisation,
                    .href = {},
                    .detail = words.text("access_log.roles_and_mark", {{"roles", roles_of(words, line)},
                                                                       {"mark", id.substr(id.size() - 6)}})};
    if (line.by_program) cell.tag = page::Tag{words.text("access_log.noun.program"), page::Tone::info};
    return cell;
}

// The rule in words where there are some; its code in any case, since that is what can be quoted.
page::Cell rule(const base::Words& words, const std::string& code) {
    const std::string key = "authorisation." + code;
    if (!words.has(key)) return {.text = code};
    return {.text = code, .href = {}, .detail = words.text(key)};
}

page::Table log_table(const Visit& visit, const casework::AccessLogPage& log) {
    const base::Words& words = visit.words();
    page::Table table{.caption = words.text("access_log.newest_first"),
                      .columns = {words.text("access_log.when"), words.text("access_log.who"),
                                  words.text("access_log.what"), words.text("access_log.why"),
                                  words.text("access_log.rule"), words.text("access_log.outcome")},
                      .rows = {},
                      .when_empty = words.text("access_log.empty")};
    for (const casework::AccessLine& line : log.lines) {
        const guard::AuditEvent& event = line.row.event;
        page::Cell what{.text = action_text(words, event.action)};
        if (log.pseudonym.empty() && event.concerned_case && !line.pseudonym.empty()) {
            what.detail = words.text("access_log.case", {{"pseudonym", line.pseudonym}});
            what.href = "/access-log?case=" + event.concerned_case->text();
        }
        table.rows.push_back(
            {{.text = words.date_time(line.row.at),
              .href = {},
              .detail = words.text("access_log.row", {{"number", line.row.number}})},
             who(words, line),
             std::move(what),
             {.text = words.text("frame.purpose." + std::string(guard::code_of(event.purpose)))},
             rule(words, event.rule),
             {.text = {},
              .href = {},
              .detail = words.text("access_log.zone", {{"zone", static_cast<int>(event.zone)}}),
              .tag = outcome_tag(words, event.outcome)}});
    }
    return table;
}

page::Form case_form(const Visit& visit) {
    return {.action = "/access-log",
            .items = {page::TextField{.name = "pseudonym",
                                      .label = visit.text("access_log.pseudonym"),
                                      .hint = visit.text("access_log.pseudonym_hint"),
                                      .value = visit.form().text("pseudonym"),
                                      .error = {},
                                      .kind = page::InputKind::text,
                                      .width_characters = 10}},
            .buttons = {{.text = visit.text("access_log.show_case"),
                         .name = {},
                         .value = {},
                         .tone = page::Tone::neutral}}};
}

base::Result<page::Page> log_page(const WebDesk& desk, const Visit& visit) {
    std::optional<guard::CaseId> concerned_case;
    if (visit.query().has("case")) {
        const auto id = guard::CaseId::from_text(visit.query().text("case"));
        if (!id) return base::fail(base::ProblemCode::not_found, "case");
        concerned_case = *id;
    }
    const auto log =
        read_access_log(desk.desk, visit.actor(), concerned_case, visit.query().number("before"));
    if (!log) return base::fail(log.error());
    page::Page page{.title = visit.text("access_log.title"), .wide = true};
    std::string path = "/access-log?";
    if (concerned_case) {
        page.caption = log->pseudonym;
        page.back = page::Link{visit.text("access_log.all"), "/access-log"};
        path += "case=" + concerned_case->text() + "&";
    } else {
        page.add(page::Paragraph{.text = visit.text("access_log.lead"), .lead = true});
        page.add(case_form(visit));
    }
    page.add(log_table(visit, *log));
    if (log->more) {
        page::Pager pager;
        pager.next = page::Link{visit.text("access_log.older"),
                                path + "before=" + std::to_string(log->lines.back().row.number)};
        page.add(std::move(pager));
    }
    return page;
}

base::Result<Answer> show_log(const WebDesk& desk, Visit& visit) {
    auto page = log_page(desk, visit);
    if (!page) return base::fail(page.error());
    return Answer{std::move(*page)};
}

// Sent by post, so that no address holds what somebody typed.
base::Result<Answer> find_case(const WebDesk& desk, Visit& visit) {
    const auto found = find_case_for_oversight(desk.desk, visit.actor(), visit.form().text("pseudonym"));
    if (found) return Answer{Redirect{"/access-log?case=" + found->text()}};
    if (found.error().code != base::ProblemCode::invalid_input) return base::fail(found.error());
    auto page = log_page(desk, visit);
    if (!page) return base::fail(page.error());
    return Answer{page::with_errors(std::move(*page), found.error(), visit.words())};
}

}  // namespace

std::vector<Route> access_log_routes() {
    Route show{.method = http::Method::get,
               .pattern = "/access-log",
               .door = Door::signed_in,
               .permission = guard::Permission::access_log_read,
               .purpose = guard::Purpose::oversight,
               .handler = show_log};
    Route find = show;
    find.method = http::Method::post;
    find.handler = find_case;
    return {show, find};
}

}  // namespace web
