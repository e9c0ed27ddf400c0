// Tokens of a program: issued on one page, shown once on its answer, taken back after a second look.

#include "guard/manage_programs.hpp"
#include "web/admin_program_pages.hpp"
#include "web/program_parts.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

base::Result<guard::ProgramView> program_of(const WebDesk& desk, const Visit& visit) {
    const auto id = visit.id<guard::User>("program");
    if (!id) return base::fail(id.error());
    return guard::read_program(desk.desk.workplace, visit.actor(), *id);
}

page::Page issue_page(const Visit& visit, const guard::User& program, const http::Form& filled) {
    page::Page page{.title = visit.text("program.token.issue"), .caption = program.display_name};
    page.back = page::Link{program.display_name, program_path(program.id)};
    page.add(page::Paragraph{.text = visit.text("program.token.issue_lead"), .lead = true});
    page::Form form{.action = program_path(program.id) + "/tokens/new",
                    .items = token_fields(visit, filled),
                    .buttons = {}};
    form.buttons.push_back({.text = visit.text("program.token.issue")});
    page.add(std::move(form));
    return page;
}

// Shown once, on the answer to the form.
page::Page secret_page(const Visit& visit, const guard::User& program, const guard::IssuedToken& token) {
    page::Page page{.title = visit.text("program.token.shown_title"), .caption = program.display_name};
    page.add(page::Paragraph{.text = visit.text("program.token.shown_lead"), .lead = true});
    page.add(page::Code{token.text.expose()});
    page.add(page::Paragraph{.text = visit.text("program.token.shown_use")});
    page.add(page::Code{"Authorization: Bearer wm_..."});
    page.add(page::Buttons{{{visit.text("common.continue"), program_path(program.id)}}});
    return page;
}

base::Result<Answer> show_issue(const WebDesk& desk, Visit& visit) {
    const auto view = program_of(desk, visit);
    if (!view) return base::fail(view.error());
    return Answer{issue_page(visit, view->program, token_form_offered(visit.now()))};
}

base::Result<Answer> issue(const WebDesk& desk, Visit& visit) {
    const auto view = program_of(desk, visit);
    if (!view) return base::fail(view.error());
    const auto wanted = token_from(visit.form());
    const base::Result<guard::IssuedToken> issued =
        wanted ? guard::issue_token(desk.desk.workplace, visit.actor(), view->program.id, *wanted)
               : base::fail(wanted.error());
    if (issued) return Answer{secret_page(visit, view->program, *issued)};
    if (issued.error().code != base::ProblemCode::invalid_input) return base::fail(issued.error());
    return Answer{
        page::with_errors(issue_page(visit, view->program, visit.form()), issued.error(), visit.words())};
}

// The token of the address, which is one of this program's.
base::Result<guard::ProgramToken> token_of(const Visit& visit, const guard::ProgramView& view) {
    const auto id = visit.id<guard::ProgramToken>("token");
    if (!id) return base::fail(id.error());
    const auto found = std::ranges::find(view.tokens, *id, &guard::ProgramToken::id);
    if (found == view.tokens.end()) return base::fail(base::ProblemCode::not_found, "token");
    return *found;
}

base::Result<Answer> show_revoke(const WebDesk& desk, Visit& visit) {
    const auto view = program_of(desk, visit);
    if (!view) return base::fail(view.error());
    const auto token = token_of(visit, *view);
    if (!token) return base::fail(token.error());
    const std::string path = program_path(view->program.id);
    page::Page page{.title = visit.text("program.token.revoke_title", {{"name", token->name}}),
                    .caption = view->program.display_name};
    page.back = page::Link{view->program.display_name, path};
    page.add(page::Paragraph{.text = visit.text("program.token.revoke_lead"), .lead = true});
    page::Form form{.action = path + "/tokens/" + token->id.text() + "/revoke", .items = {}, .buttons = {}};
    form.buttons.push_back({.text = visit.text("program.token.revoke"), .tone = page::Tone::danger});
    form.links.push_back({visit.text("common.cancel"), path});
    page.add(std::move(form));
    return Answer{std::move(page)};
}

base::Result<Answer> revoke(const WebDesk& desk, Visit& visit) {
    const auto view = program_of(desk, visit);
    if (!view) return base::fail(view.error());
    const auto token = token_of(visit, *view);
    if (!token) return base::fail(token.error());
    auto done = guard::revoke_token(desk.desk.workplace, visit.actor(), token->id);
    if (!done) return base::fail(std::move(done.error()));
    return Answer{Redirect{program_path(view->program.id), "program.token_revoked"}};
}

}  // namespace

std::vector<Route> admin_token_routes() {
    using http::Method;
    return {program_route(Method::get, "/admin/programs/{program}/tokens/new", show_issue),
            program_route(Method::post, "/admin/programs/{program}/tokens/new", issue),
            program_route(Method::get, "/admin/programs/{program}/tokens/{token}/revoke", show_revoke),
            program_route(Method::post, "/admin/programs/{program}/tokens/{token}/revoke", revoke)};
}

}  // namespace web
