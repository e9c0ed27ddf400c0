// Finding a person's case by name. The name travels in the body of a form, never in an address; who searched,
// and whom they were shown, stands in the access log before anything is shown (INV-10).

#include "casework/search_people.hpp"
#include "web/case_pages.hpp"
#include "web/case_words.hpp"

#include <utility>

namespace web {
namespace {

page::Page search_page(const Visit& visit, const std::string& name) {
    page::Page page{.title = visit.text("case.search.title")};
    page.wide = true;
    page.back = page::Link{visit.text("case.back_to_worklist"), "/worklist"};
    page.add(page::Paragraph{.text = visit.text("case.search.lead"), .lead = true});
    page.add(page::Form{.action = {},
                        .items = {page::TextField{.name = "name",
                                                  .label = visit.text("case.search.name"),
                                                  .hint = visit.text("case.search.name_hint"),
                                                  .value = name,
                                                  .width_characters = 30}},
                        .buttons = {{.text = visit.text("case.search.find")}},
                        .links = {{visit.text("common.cancel"), "/worklist"}}});
    return page;
}

std::vector<page::Cell> row_of(const Visit& visit, const casework::FoundPerson& person) {
    page::Cell code{.text = person.file.pseudonym, .href = case_path(person.file.id)};
    if (person.file.handled_as_child) code.tag = child_tag(visit.words());
    return {std::move(code),
            {.text = person.name_used},
            {.text = state_text(visit.words(), person.file.states.identification)},
            {.text = visit.words().date(person.file.opened_at)}};
}

void add_found(const Visit& visit, const casework::FoundPeople& found, page::Page& page) {
    page::Table table{.caption = visit.text("case.search.caption"),
                      .columns = {visit.text("case.worklist.case"), visit.text("case.search.called"),
                                  visit.text("case.worklist.stands"), visit.text("case.opened")},
                      .rows = {},
                      .when_empty = visit.text("case.search.nobody")};
    for (const casework::FoundPerson& person : found.people) table.rows.push_back(row_of(visit, person));
    page.add(std::move(table));
    if (found.more) page.add(page::Paragraph{.text = visit.text("case.search.more"), .quiet = true});
}

base::Result<Answer> show_search(const WebDesk&, Visit& visit) {
    return Answer{search_page(visit, {})};
}

base::Result<Answer> search(const WebDesk& desk, Visit& visit) {
    const std::string name = visit.form().text("name");
    const auto found = casework::search_people(desk.desk, visit.actor(), name);
    page::Page page = search_page(visit, name);
    if (!found && !found.error().fields.empty())
        return Answer{page::with_errors(std::move(page), found.error(), visit.words())};
    if (!found) return base::fail(found.error());
    add_found(visit, *found, page);
    return Answer{std::move(page)};
}

}  // namespace

std::vector<Route> name_search_routes() {
    return {{.method = http::Method::get,
             .pattern = "/worklist/by-name",
             .permission = guard::Permission::identity_read,
             .purpose = guard::Purpose::support,
             .handler = show_search},
            {.method = http::Method::post,
             .pattern = "/worklist/by-name",
             .permission = guard::Permission::identity_read,
             .purpose = guard::Purpose::support,
             .handler = search}};
}

}  // namespace web
