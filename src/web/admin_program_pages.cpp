#include "web/admin_program_pages.hpp"

#include "courier/manage_webhooks.hpp"
#include "guard/add_organisation.hpp"
#include "guard/manage_programs.hpp"
#include "web/account_words.hpp"
#include "web/duties_form.hpp"
#include "web/program_parts.hpp"
#include "web/two_at_once.hpp"
#include "web/webhook_parts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace web {
namespace {

using guard::UserId;

constexpr int kRowsOfPage = 50;
constexpr int kEndingTokensMax = 20;
constexpr int kOrganisationsMax = 500;  // a country has some dozens

using Names = std::map<guard::OrganisationId, std::string>;

base::Result<Names> names_of_organisations(const WebDesk& desk, const Visit& visit) {
    auto all = guard::list_organisations(desk.desk.workplace, visit.actor(), {}, kOrganisationsMax);
    if (!all) return base::fail(std::move(all.error()));
    Names names;
    for (guard::Organisation& one : *all) names.emplace(one.id, std::move(one.name));
    return names;
}

std::string name_in(const Names& names, guard::OrganisationId id) {
    const auto found = names.find(id);
    return found == names.end() ? std::string() : found->second;
}

// --- The list ---

// How many tokens open something, and the first that should be looked at.
page::Cell tokens_cell(const Visit& visit, const std::vector<guard::ProgramToken>& tokens) {
    const auto opens = [&](const guard::ProgramToken& token) { return token.opens(visit.now()); };
    const auto count = static_cast<int>(std::ranges::count_if(tokens, opens));
    page::Cell cell{.text = visit.text("program.token.count", {{"count", count}})};
    const guard::ProgramToken* next = nullptr;
    for (const guard::ProgramToken& token : tokens) {
        if (opens(token) && (next == nullptr || token.expires_at < next->expires_at)) next = &token;
    }
    if (next == nullptr) return cell;
    cell.detail = visit.text("program.token.next_ends", {{"until", base::to_iso_date(next->expires_at)}});
    const page::Tag tag = token_tag(visit.words(), *next, visit.now());
    if (tag.tone == page::Tone::warning) cell.tag = tag;
    return cell;
}

// What has to be done before a day, whichever page of the list its program stands on.
std::optional<page::Notice> ending_notice(const Visit& visit, const std::vector<guard::EndingToken>& ending) {
    if (ending.empty()) return std::nullopt;
    page::Notice notice{.tone = page::Tone::warning,
                        .title = visit.text("program.token.ending"),
                        .lines = {visit.text("program.token.ending_hint")}};
    for (const guard::EndingToken& one : ending) {
        notice.links.push_back(
            {visit.text("program.token.ending_one", {{"program", one.program_name},
                                                     {"name", one.token.name},
                                                     {"until", base::to_iso_date(one.token.expires_at)}}),
             program_path(one.token.program)});
    }
    return notice;
}

page::Table table_of(const Visit& visit, const std::vector<guard::ProgramView>& programs,
                     const Names& names) {
    page::Table table{.caption = visit.text("program.caption"),
                      .columns = {visit.text("account.name"), visit.text("account.users.organisation"),
                                  visit.text("account.roles"), visit.text("program.tokens")},
                      .rows = {},
                      .when_empty = visit.text("program.none")};
    for (const guard::ProgramView& one : programs) {
        page::Cell name{.text = one.program.display_name,
                        .href = program_path(one.program.id),
                        .detail = visit.text("program.answered_for_by", {{"name", one.responsible_name}})};
        if (one.program.disabled_at) {
            name.tag = page::Tag{visit.text("account.users.disabled"), page::Tone::warning};
        }
        table.rows.push_back({std::move(name),
                              {.text = name_in(names, one.program.organisation)},
                              {.text = roles_text(visit.words(), one.program.roles)},
                              tokens_cell(visit, one.tokens)});
    }
    return table;
}

base::Result<Answer> list(const WebDesk& desk, Visit& visit) {
    std::optional<UserId> after;
    if (const auto id = UserId::from_text(visit.query().text("after"))) after = *id;
    auto programs = guard::list_programs(desk.desk.workplace, visit.actor(), {}, after, kRowsOfPage + 1);
    if (!programs) return base::fail(std::move(programs.error()));
    const auto names = names_of_organisations(desk, visit);
    if (!names) return base::fail(names.error());
    const auto ending = guard::list_ending_tokens(desk.desk.workplace, visit.actor(), kEndingTokensMax);
    if (!ending) return base::fail(ending.error());
    const bool more = programs->size() > static_cast<std::size_t>(kRowsOfPage);
    if (more) programs->pop_back();

    page::Page page{.title = visit.text("program.title")};
    page.wide = true;
    page.add(page::Paragraph{.text = visit.text("program.lead"), .lead = true});
    if (auto notice = ending_notice(visit, *ending)) page.add(*std::move(notice));
    page.add(page::Buttons{{{visit.text("program.add"), "/admin/programs/new"}}});
    page.add(table_of(visit, *programs, *names));
    if (more) {
        page::Pager pager;
        pager.next = page::Link{visit.text("common.next"),
                                "/admin/programs?after=" + programs->back().program.id.text()};
        page.add(std::move(pager));
    }
    return Answer{std::move(page)};
}

// --- The form of one program ---

std::vector<page::Block> program_fields(const Visit& visit, const http::Form& filled) {
    std::vector<page::Block> fields;
    fields.emplace_back(page::TextField{.name = "display_name",
                                        .label = visit.text("program.name"),
                                        .hint = visit.text("program.name_hint"),
                                        .value = filled.text("display_name")});
    fields.emplace_back(page::TextField{.name = "responsible",
                                        .label = visit.text("program.responsible"),
                                        .hint = visit.text("program.responsible_hint"),
                                        .value = filled.text("responsible")});
    for (page::Block& field : duties_fields(visit.words(), filled)) fields.push_back(std::move(field));
    return fields;
}

struct Filled {
    guard::ProgramParts parts;
    guard::OrganisationId organisation;  // of who answers for it
};

// The person who answers for a program is named by what they sign in with.
base::Result<Filled> program_from(const WebDesk& desk, const Visit& visit) {
    const http::Form& form = visit.form();
    auto duties = duties_from(form);
    std::vector<base::FieldProblem> problems;
    if (!duties) problems = duties.error().fields;
    Filled filled;
    filled.parts.display_name = form.text("display_name");
    const auto person = guard::find_user(desk.desk.workplace, visit.actor(), form.text("responsible"));
    if (person) {
        filled.parts.responsible = person->id;
        filled.organisation = person->organisation;
    } else if (person.error().code == base::ProblemCode::not_found) {
        problems.push_back({"responsible", "no_such_colleague", {}});
    } else {
        return base::fail(person.error());
    }
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    filled.parts.duties = *std::move(duties);
    return filled;
}

page::Page new_page(const Visit& visit) {
    page::Page page{.title = visit.text("program.add")};
    page.back = page::Link{visit.text("program.title"), "/admin/programs"};
    page::Form form{
        .action = "/admin/programs/new", .items = program_fields(visit, visit.form()), .buttons = {}};
    form.buttons.push_back({.text = visit.text("common.add")});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_new(const WebDesk&, Visit& visit) {
    return Answer{new_page(visit)};
}

base::Result<Answer> add(const WebDesk& desk, Visit& visit) {
    const auto filled = program_from(desk, visit);
    const base::Result<UserId> added = filled ? guard::create_program(desk.desk.workplace, visit.actor(),
                                                                      filled->organisation, filled->parts)
                                              : base::fail(filled.error());
    if (added) return Answer{Redirect{program_path(*added), "program.added"}};
    if (added.error().code != base::ProblemCode::invalid_input) return base::fail(added.error());
    return Answer{page::with_errors(new_page(visit), added.error(), visit.words())};
}

// --- One program ---

guard::Duties duties_of(const guard::User& program) {
    return {.roles = program.roles,
            .training = program.training,
            .vetted_for_children = program.vetted_for_children,
            .supervisor = program.supervisor};
}

page::SummaryList summary_of(const Visit& visit, const guard::ProgramView& view, const Names& names) {
    page::SummaryList list;
    list.rows.push_back({.key = visit.text("account.users.organisation"),
                         .lines = {name_in(names, view.program.organisation)}});
    page::SummaryRow responsible{.key = visit.text("program.responsible_short"),
                                 .lines = {view.responsible_name}};
    if (view.responsible_disabled) {
        responsible.tag = page::Tag{visit.text("program.responsible_gone"), page::Tone::warning};
    }
    list.rows.push_back(std::move(responsible));
    list.rows.push_back({.key = visit.text("account.users.added"),
                         .lines = {visit.words().date_time(view.program.created_at)}});
    page::SummaryRow state{.key = visit.text("account.users.state"), .lines = {}};
    state.tag = view.program.disabled_at
                    ? page::Tag{visit.text("account.users.disabled"), page::Tone::warning}
                    : page::Tag{visit.text("account.users.enabled"), page::Tone::good};
    list.rows.push_back(std::move(state));
    return list;
}

page::Form switch_form(const Visit& visit, const guard::User& program) {
    const bool closed = program.disabled_at.has_value();
    page::Form form{
        .action = program_path(program.id) + (closed ? "/enable" : "/disable"), .items = {}, .buttons = {}};
    form.buttons.push_back({.text = visit.text(closed ? "program.enable" : "program.disable"),
                            .tone = closed ? page::Tone::neutral : page::Tone::danger});
    return form;
}

struct Shown {
    guard::ProgramView view;
    std::vector<courier::WebhookView> webhooks;
    Names names;
};

page::Page program_page(const Visit& visit, const Shown& shown, const http::Form& filled,
                        std::int64_t version) {
    const guard::ProgramView& view = shown.view;
    const std::string path = program_path(view.program.id);
    page::Page page{.title = view.program.display_name};
    page.back = page::Link{visit.text("program.title"), "/admin/programs"};
    page.add(summary_of(visit, view, shown.names));

    page.add(page::Heading{.text = visit.text("program.tokens")});
    if (!view.program.disabled_at) {
        page.add(page::Buttons{{{visit.text("program.token.issue"), path + "/tokens/new"}}});
    }
    page.add(token_cards(visit.words(), view.tokens, visit.now()));

    page.add(page::Heading{.text = visit.text("webhook.heading")});
    if (!view.program.disabled_at) {
        page.add(page::Buttons{{{visit.text("webhook.add"), path + "/webhooks/new"}}});
    }
    page.add(webhook_cards(visit.words(), shown.webhooks));

    page::Form form{.action = path, .items = {}, .buttons = {}};
    form.items.push_back(page::Heading{.text = visit.text("account.users.duties")});
    form.items.push_back(version_field(version));
    for (page::Block& field : program_fields(visit, filled)) form.items.push_back(std::move(field));
    form.buttons.push_back({.text = visit.text("common.save")});
    page.add(std::move(form));

    page.add(page::Heading{.text = visit.text("account.users.access")});
    page.add(page::Paragraph{.text = visit.text("program.disable_hint")});
    page.add(switch_form(visit, view.program));
    return page;
}

base::Result<Shown> load(const WebDesk& desk, const Visit& visit) {
    const auto id = visit.id<guard::User>("program");
    if (!id) return base::fail(id.error());
    auto view = guard::read_program(desk.desk.workplace, visit.actor(), *id);
    if (!view) return base::fail(std::move(view.error()));
    auto names = names_of_organisations(desk, visit);
    if (!names) return base::fail(std::move(names.error()));
    auto webhooks = courier::list_webhooks(desk.desk.workplace, visit.actor(), *id);
    if (!webhooks) return base::fail(std::move(webhooks.error()));
    return Shown{*std::move(view), *std::move(webhooks), *std::move(names)};
}

base::Result<Answer> show_one(const WebDesk& desk, Visit& visit) {
    const auto shown = load(desk, visit);
    if (!shown) return base::fail(shown.error());
    http::Form filled = form_of(duties_of(shown->view.program));
    filled.add("display_name", shown->view.program.display_name);
    filled.add("responsible", shown->view.responsible_sign_in_name);
    return Answer{program_page(visit, *shown, filled, shown->view.program.version)};
}

base::Result<Answer> save(const WebDesk& desk, Visit& visit) {
    const auto shown = load(desk, visit);
    if (!shown) return base::fail(shown.error());
    const guard::User& program = shown->view.program;
    const std::int64_t version = version_in(visit.form());
    const auto filled = program_from(desk, visit);
    const base::Done saved =
        filled ? guard::edit_program(desk.desk.workplace, visit.actor(), program.id, version, filled->parts)
               : base::Done(base::fail(filled.error()));
    if (saved) return Answer{Redirect{program_path(program.id), "program.saved"}};
    const bool meanwhile = saved.error().code == base::ProblemCode::edited_meanwhile;
    if (!meanwhile && saved.error().code != base::ProblemCode::invalid_input) {
        return base::fail(saved.error());
    }
    // What was typed stays in the fields and still answers to the version it was typed over, until what a
    // colleague saved meanwhile stands beside it.
    page::Page page =
        page::with_errors(program_page(visit, *shown, visit.form(), meanwhile ? program.version : version),
                          saved.error(), visit.words());
    if (meanwhile) {
        std::vector<std::string> lines{program.display_name, shown->view.responsible_name};
        for (std::string& line : duties_lines(visit.words(), duties_of(program))) {
            lines.push_back(std::move(line));
        }
        page.blocks.insert(page.blocks.begin(),
                           page::Notice{.tone = page::Tone::warning,
                                        .title = visit.text("account.users.saved_meanwhile"),
                                        .lines = std::move(lines)});
    }
    return Answer{std::move(page)};
}

base::Result<Answer> disable(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::User>("program");
    if (!id) return base::fail(id.error());
    auto done = guard::disable_program(desk.desk.workplace, visit.actor(), *id);
    if (!done) return base::fail(std::move(done.error()));
    return Answer{Redirect{program_path(*id), "program.disabled"}};
}

base::Result<Answer> enable(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::User>("program");
    if (!id) return base::fail(id.error());
    auto done = guard::enable_program(desk.desk.workplace, visit.actor(), *id);
    if (!done) return base::fail(std::move(done.error()));
    return Answer{Redirect{program_path(*id), "program.enabled"}};
}

}  // namespace

std::vector<Route> admin_program_routes() {
    using http::Method;
    return {program_route(Method::get, "/admin/programs", list),
            program_route(Method::get, "/admin/programs/new", show_new),
            program_route(Method::post, "/admin/programs/new", add),
            program_route(Method::get, "/admin/programs/{program}", show_one),
            program_route(Method::post, "/admin/programs/{program}", save),
            program_route(Method::post, "/admin/programs/{program}/disable", disable),
            program_route(Method::post, "/admin/programs/{program}/enable", enable)};
}

}  // namespace web
