#include "web/admin_user_pages.hpp"

#include "guard/add_organisation.hpp"
#include "guard/manage_users.hpp"
#include "web/account_words.hpp"
#include "web/duties_form.hpp"
#include "web/two_at_once.hpp"

#include <map>
#include <utility>

namespace web {
namespace {

using guard::UserId;

constexpr int kRowsOfPage = 50;
constexpr int kOrganisationsMax = 500;  // in a list to choose from; a country has some dozens

std::string path_of(UserId id) {
    return "/admin/users/" + id.text();
}

using Names = std::map<guard::OrganisationId, std::string>;

base::Result<Names> names_of_organisations(const WebDesk& desk, const Visit& visit) {
    auto all = guard::list_organisations(desk.desk.workplace, visit.actor(), {}, kOrganisationsMax);
    if (!all) return base::fail(std::move(all.error()));
    Names names;
    for (guard::Organisation& one : *all) names.emplace(one.id, std::move(one.name));
    return names;
}

// --- The list ---

page::Table table_of(const Visit& visit, const std::vector<guard::User>& users, const Names& names) {
    page::Table table{
        .caption = visit.text("account.users.caption"),
        .columns = {visit.text("account.name"), visit.text("account.roles"),
                    visit.text("account.users.organisation"), visit.text("account.factor.name")},
        .rows = {},
        .when_empty = visit.text("account.users.none")};
    for (const guard::User& user : users) {
        page::Cell name{.text = user.display_name, .href = path_of(user.id), .detail = user.sign_in_name};
        if (user.disabled_at) {
            name.tag = page::Tag{visit.text("account.users.disabled"), page::Tone::warning};
        }
        const auto organisation = names.find(user.organisation);
        table.rows.push_back({std::move(name),
                              {.text = roles_text(visit.words(), user.roles)},
                              {.text = organisation == names.end() ? std::string() : organisation->second},
                              {.text = visit.text(user.has_second_factor ? "common.yes" : "common.no")}});
    }
    return table;
}

base::Result<Answer> list(const WebDesk& desk, Visit& visit) {
    std::optional<UserId> after;
    if (const auto id = UserId::from_text(visit.query().text("after"))) after = *id;
    std::optional<guard::OrganisationId> organisation;
    if (const auto id = guard::OrganisationId::from_text(visit.query().text("organisation"))) {
        organisation = *id;
    }
    auto users = guard::list_users(desk.desk.workplace, visit.actor(), organisation, after, kRowsOfPage + 1);
    if (!users) return base::fail(std::move(users.error()));
    const auto names = names_of_organisations(desk, visit);
    if (!names) return base::fail(names.error());
    const bool more = users->size() > static_cast<std::size_t>(kRowsOfPage);
    if (more) users->pop_back();

    page::Page page{.title = visit.text("account.users.title")};
    page.wide = true;
    page.add(page::Buttons{{{visit.text("account.users.add"), "/admin/users/new"}}});
    page.add(table_of(visit, *users, *names));
    if (more) {
        page::Pager pager;
        std::string href = "/admin/users?after=" + users->back().id.text();
        if (organisation) href += "&organisation=" + organisation->text();
        pager.next = page::Link{visit.text("common.next"), std::move(href)};
        page.add(std::move(pager));
    }
    return Answer{std::move(page)};
}

// --- A new account ---

page::Select organisations(const Visit& visit, const Names& names) {
    page::Select select{
        .name = "organisation", .label = visit.text("account.users.organisation"), .choices = {}};
    for (const auto& [id, name] : names) {
        select.choices.push_back(
            {.value = id.text(), .text = name, .chosen = visit.form().text("organisation") == id.text()});
    }
    return select;
}

page::Select languages(const Visit& visit) {
    page::Select select{.name = "language", .label = visit.text("account.language"), .choices = {}};
    for (const base::Language language : base::all_languages()) {
        const std::string code(base::kind_of(language).code);
        select.choices.push_back({.value = code,
                                  .text = std::string(base::kind_of(language).own_name),
                                  .chosen = visit.form().text("language") == code});
    }
    return select;
}

base::Result<page::Page> new_page(const WebDesk& desk, const Visit& visit) {
    const auto names = names_of_organisations(desk, visit);
    if (!names) return base::fail(names.error());
    page::Page page{.title = visit.text("account.users.add")};
    page.back = page::Link{visit.text("account.users.title"), "/admin/users"};
    page::Form form{.action = "/admin/users/new", .items = {}, .buttons = {}};
    form.items.push_back(page::TextField{.name = "display_name",
                                         .label = visit.text("account.name"),
                                         .value = visit.form().text("display_name")});
    form.items.push_back(page::TextField{.name = "sign_in_name",
                                         .label = visit.text("account.sign_in.name"),
                                         .hint = visit.text("account.users.sign_in_name_hint"),
                                         .value = visit.form().text("sign_in_name")});
    form.items.push_back(organisations(visit, *names));
    form.items.push_back(languages(visit));
    for (page::Block& field : duties_fields(visit.words(), visit.form())) {
        form.items.push_back(std::move(field));
    }
    form.buttons.push_back({.text = visit.text("common.add")});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_new(const WebDesk& desk, Visit& visit) {
    auto page = new_page(desk, visit);
    if (!page) return base::fail(std::move(page.error()));
    return Answer{*std::move(page)};
}

// Shown once, on the answer to the form.
page::Page password_page(const Visit& visit, UserId id, const base::Secret<std::string>& password) {
    page::Page page{.title = visit.text("account.users.password_title")};
    page.add(page::Paragraph{.text = visit.text("account.users.password_lead"), .lead = true});
    page.add(page::Code{password.expose()});
    page.add(page::Buttons{{{visit.text("common.continue"), path_of(id)}}});
    return page;
}

base::Result<guard::NewUser> user_from(const http::Form& form) {
    auto duties = duties_from(form);
    std::vector<base::FieldProblem> problems;
    if (!duties) problems = duties.error().fields;
    guard::NewUser wanted;
    wanted.sign_in_name = form.text("sign_in_name");
    wanted.display_name = form.text("display_name");
    if (const auto organisation = guard::OrganisationId::from_text(form.text("organisation"))) {
        wanted.organisation = *organisation;
    } else {
        problems.push_back({"organisation", "not_in_list", {}});
    }
    if (const auto language = base::language_from_code(form.text("language"))) {
        wanted.language = *language;
    } else {
        problems.push_back({"language", "not_in_list", {}});
    }
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    wanted.duties = *std::move(duties);
    return wanted;
}

base::Result<Answer> add(const WebDesk& desk, Visit& visit) {
    const auto wanted = user_from(visit.form());
    base::Result<guard::AddedUser> added =
        wanted ? guard::add_user(desk.desk.workplace, visit.actor(), *wanted) : base::fail(wanted.error());
    if (added) return Answer{password_page(visit, added->id, added->password)};
    if (added.error().code != base::ProblemCode::invalid_input) return base::fail(std::move(added.error()));
    auto page = new_page(desk, visit);
    if (!page) return base::fail(std::move(page.error()));
    return Answer{page::with_errors(*std::move(page), added.error(), visit.words())};
}

// --- One account ---

page::Form button(const Visit& visit, UserId id, std::string_view act, const char* words, page::Tone tone) {
    page::Form form{.action = path_of(id) + "/" + std::string(act), .items = {}, .buttons = {}};
    form.buttons.push_back({.text = visit.text(words), .tone = tone});
    return form;
}

page::Page user_page(const Visit& visit, const guard::User& user, const http::Form& filled) {
    page::Page page{.title = user.display_name};
    page.back = page::Link{visit.text("account.users.title"), "/admin/users"};
    page::SummaryList list;
    list.rows.push_back({.key = visit.text("account.sign_in.name"), .lines = {user.sign_in_name}});
    list.rows.push_back(
        {.key = visit.text("account.users.added"), .lines = {visit.words().date_time(user.created_at)}});
    list.rows.push_back({.key = visit.text("account.factor.name"),
                         .lines = {visit.text(user.has_second_factor ? "common.yes" : "common.no")}});
    page::SummaryRow state{.key = visit.text("account.users.state"), .lines = {}};
    state.tag = user.disabled_at ? page::Tag{visit.text("account.users.disabled"), page::Tone::warning}
                                 : page::Tag{visit.text("account.users.enabled"), page::Tone::good};
    list.rows.push_back(std::move(state));
    page.add(std::move(list));

    page::Form form{.action = path_of(user.id), .items = {}, .buttons = {}};
    form.items.push_back(page::Heading{.text = visit.text("account.users.duties")});
    form.items.push_back(version_field(user.version));
    for (page::Block& field : duties_fields(visit.words(), filled)) form.items.push_back(std::move(field));
    form.buttons.push_back({.text = visit.text("common.save")});
    page.add(std::move(form));

    page.add(page::Heading{.text = visit.text("account.users.access")});
    page.add(page::Paragraph{.text = visit.text("account.users.reset_hint")});
    page.add(button(visit, user.id, "reset", "account.users.reset", page::Tone::neutral));
    page.add(user.disabled_at
                 ? button(visit, user.id, "enable", "account.users.enable", page::Tone::neutral)
                 : button(visit, user.id, "disable", "account.users.disable", page::Tone::danger));
    return page;
}

base::Result<guard::User> user_of(const WebDesk& desk, const Visit& visit) {
    const auto id = visit.id<guard::User>("user");
    if (!id) return base::fail(id.error());
    return guard::read_user(desk.desk.workplace, visit.actor(), *id);
}

guard::Duties duties_of(const guard::User& user) {
    return {.roles = user.roles,
            .training = user.training,
            .vetted_for_children = user.vetted_for_children,
            .supervisor = user.supervisor};
}

base::Result<Answer> show_one(const WebDesk& desk, Visit& visit) {
    const auto user = user_of(desk, visit);
    if (!user) return base::fail(user.error());
    return Answer{user_page(visit, *user, form_of(duties_of(*user)))};
}

base::Result<Answer> save(const WebDesk& desk, Visit& visit) {
    auto user = user_of(desk, visit);
    if (!user) return base::fail(user.error());
    const std::int64_t version = version_in(visit.form());
    const auto duties = duties_from(visit.form());
    base::Done saved = duties
                           ? guard::set_duties(desk.desk.workplace, visit.actor(), user->id, version, *duties)
                           : base::Done(base::fail(duties.error()));
    if (saved) return Answer{Redirect{path_of(user->id), "account.duties_saved"}};
    const bool meanwhile = saved.error().code == base::ProblemCode::edited_meanwhile;
    const bool can_be_mended = meanwhile || saved.error().code == base::ProblemCode::invalid_input ||
                               saved.error().code == base::ProblemCode::wrong_state;
    if (!can_be_mended) return base::fail(std::move(saved.error()));
    // What was typed stays in the fields and still answers to the version it was typed over, until what a
    // colleague saved meanwhile stands beside it.
    if (!meanwhile) user->version = version;
    page::Page page = page::with_errors(user_page(visit, *user, visit.form()), saved.error(), visit.words());
    if (meanwhile) {
        page.blocks.insert(page.blocks.begin(),
                           page::Notice{.tone = page::Tone::warning,
                                        .title = visit.text("account.users.saved_meanwhile"),
                                        .lines = duties_lines(visit.words(), duties_of(*user))});
    }
    return Answer{std::move(page)};
}

base::Result<Answer> disable(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::User>("user");
    if (!id) return base::fail(id.error());
    auto done = guard::disable_user(desk.desk.workplace, visit.actor(), *id);
    if (!done) return base::fail(std::move(done.error()));
    return Answer{Redirect{path_of(*id), "account.user_disabled"}};
}

base::Result<Answer> enable(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::User>("user");
    if (!id) return base::fail(id.error());
    auto done = guard::enable_user(desk.desk.workplace, visit.actor(), *id);
    if (!done) return base::fail(std::move(done.error()));
    return Answer{Redirect{path_of(*id), "account.user_enabled"}};
}

base::Result<Answer> reset(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::User>("user");
    if (!id) return base::fail(id.error());
    auto password = guard::reset_user(desk.desk.workplace, visit.actor(), *id);
    if (!password) return base::fail(std::move(password.error()));
    return Answer{password_page(visit, *id, *password)};
}

}  // namespace

std::vector<Route> admin_user_routes() {
    const auto route = [](http::Method method, std::string_view pattern, auto handler) {
        return Route{.method = method,
                     .pattern = pattern,
                     .permission = guard::Permission::user_manage,
                     .purpose = guard::Purpose::administration,
                     .handler = handler};
    };
    using http::Method;
    return {route(Method::get, "/admin/users", list),
            route(Method::get, "/admin/users/new", show_new),
            route(Method::post, "/admin/users/new", add),
            route(Method::get, "/admin/users/{user}", show_one),
            route(Method::post, "/admin/users/{user}", save),
            route(Method::post, "/admin/users/{user}/disable", disable),
            route(Method::post, "/admin/users/{user}/enable", enable),
            route(Method::post, "/admin/users/{user}/reset", reset)};
}

}  // namespace web
