// What the administrator manages: organisations. Accounts are in admin_user_pages.cpp, programs in
// admin_program_pages.cpp.

#include "guard/add_organisation.hpp"
#include "web/account_words.hpp"
#include "web/admin_program_pages.hpp"
#include "web/admin_user_pages.hpp"
#include "web/route.hpp"

#include <utility>

namespace web {
namespace {

using guard::Permission;
using guard::Purpose;

constexpr int kRowsOfPage = 50;

base::Result<Answer> list_organisations(const WebDesk& desk, Visit& visit) {
    std::optional<guard::OrganisationId> after;
    if (const auto id = guard::OrganisationId::from_text(visit.query().text("after"))) after = *id;
    auto found = guard::list_organisations(desk.desk.workplace, visit.actor(), after, kRowsOfPage + 1);
    if (!found) return base::fail(std::move(found.error()));
    const bool more = found->size() > static_cast<std::size_t>(kRowsOfPage);
    if (more) found->pop_back();

    page::Page page{.title = visit.text("account.organisations.title")};
    page.wide = true;
    page.add(page::Buttons{{{visit.text("account.organisations.add"), "/admin/organisations/new"}}});
    page::Table table{
        .caption = visit.text("account.organisations.caption"),
        .columns = {visit.text("account.organisations.name"), visit.text("account.organisations.kind"),
                    visit.text("account.organisations.agreement")},
        .rows = {},
        .when_empty = visit.text("account.organisations.none")};
    for (const guard::Organisation& one : *found) {
        page::Cell agreement{.text = visit.words().date(one.agreement_valid_to)};
        if (!one.agreement_in_force(visit.now())) {
            agreement.tag = page::Tag{visit.text("account.organisations.ended"), page::Tone::warning};
        }
        table.rows.push_back({{.text = one.name, .href = "/admin/users?organisation=" + one.id.text()},
                              {.text = kind_text(visit.words(), one.kind)},
                              std::move(agreement)});
    }
    page.add(std::move(table));
    if (more) {
        page::Pager pager;
        pager.next =
            page::Link{visit.text("common.next"), "/admin/organisations?after=" + found->back().id.text()};
        page.add(std::move(pager));
    }
    return Answer{std::move(page)};
}

page::Page organisation_page(const Visit& visit) {
    const http::Form& form = visit.form();
    page::Page page{.title = visit.text("account.organisations.add")};
    page.back = page::Link{visit.text("account.organisations.title"), "/admin/organisations"};
    page::Form fields{.action = "/admin/organisations/new", .items = {}, .buttons = {}};
    fields.items.push_back(page::TextField{
        .name = "name", .label = visit.text("account.organisations.name"), .value = form.text("name")});
    page::Select kinds{.name = "kind", .label = visit.text("account.organisations.kind"), .choices = {}};
    for (const guard::OrganisationKind kind : guard::all_organisation_kinds()) {
        const std::string code(guard::code_of(kind));
        kinds.choices.push_back(
            {.value = code, .text = kind_text(visit.words(), kind), .chosen = form.text("kind") == code});
    }
    fields.items.push_back(std::move(kinds));
    fields.items.push_back(page::TextField{.name = "agreement_valid_to",
                                           .label = visit.text("account.organisations.agreement"),
                                           .hint = visit.text("account.date_hint"),
                                           .value = form.text("agreement_valid_to"),
                                           .width_characters = 10});
    fields.items.push_back(
        page::Checkboxes{.name = "first_responder",
                         .legend = visit.text("account.organisations.duties"),
                         .choices = {{.value = "yes",
                                      .text = visit.text("account.organisations.first_responder"),
                                      .chosen = form.checked("first_responder")}}});
    fields.buttons.push_back({.text = visit.text("common.add")});
    page.add(std::move(fields));
    return page;
}

base::Result<Answer> show_new(const WebDesk&, Visit& visit) {
    return Answer{organisation_page(visit)};
}

base::Result<guard::NewOrganisation> organisation_from(const http::Form& form) {
    std::vector<base::FieldProblem> problems;
    guard::NewOrganisation wanted;
    wanted.name = form.text("name");
    wanted.first_responder = form.checked("first_responder");
    if (const auto kind = guard::organisation_kind_from_code(form.text("kind"))) {
        wanted.kind = *kind;
    } else {
        problems.push_back({"kind", "not_in_list", {}});
    }
    if (const auto until = base::time_from_iso(form.text("agreement_valid_to"))) {
        wanted.agreement_valid_to = *until;
    } else {
        problems.push_back({"agreement_valid_to", "not_a_date", {}});
    }
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    return wanted;
}

base::Result<Answer> add(const WebDesk& desk, Visit& visit) {
    const auto wanted = organisation_from(visit.form());
    if (!wanted) {
        return Answer{page::with_errors(organisation_page(visit), wanted.error(), visit.words())};
    }
    auto added = guard::add_organisation(desk.desk.workplace, visit.actor(), *wanted);
    if (added) return Answer{Redirect{"/admin/organisations", "account.organisation_added"}};
    if (added.error().code != base::ProblemCode::invalid_input) return base::fail(std::move(added.error()));
    return Answer{page::with_errors(organisation_page(visit), added.error(), visit.words())};
}

}  // namespace

std::vector<Route> admin_routes() {
    using http::Method;
    const auto permission = Permission::organisation_manage;
    const auto purpose = Purpose::administration;
    std::vector<Route> routes{{.pattern = "/admin/organisations",
                               .permission = permission,
                               .purpose = purpose,
                               .handler = list_organisations},
                              {.pattern = "/admin/organisations/new",
                               .permission = permission,
                               .purpose = purpose,
                               .handler = show_new},
                              {.method = Method::post,
                               .pattern = "/admin/organisations/new",
                               .permission = permission,
                               .purpose = purpose,
                               .handler = add}};
    for (const auto& part :
         {admin_user_routes(), admin_program_routes(), admin_token_routes(), admin_webhook_routes()}) {
        routes.insert(routes.end(), part.begin(), part.end());
    }
    return routes;
}

}  // namespace web
