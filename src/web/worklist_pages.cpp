// The worklist: cases an organisation leads or opened, the clocks that run, and first looks that were left.

#include "casework/read_case.hpp"
#include "web/case_pages.hpp"
#include "web/case_words.hpp"
#include "web/referral_words.hpp"

#include <array>
#include <utility>

namespace web {
namespace {

using casework::State;
using casework::WorklistFilter;
using casework::WorklistShow;

constexpr std::array<std::string_view, 3> kShown{"open", "clocks_due", "all"};

// Those a case can be in so far; later states join here as their journeys do.
const std::vector<State>& shown_states() {
    static const std::vector<State> states{
        State::contact,           State::concern_raised, State::in_screening,
        State::no_indication_now, State::at_risk,        State::presumed,
        State::declined_formal,   State::withdrawn,      State::closed};
    return states;
}

WorklistFilter filter_from(const http::Form& query) {
    WorklistFilter filter;
    for (std::size_t index = 0; index < kShown.size(); ++index) {
        if (kShown.at(index) == query.text("show")) filter.show = static_cast<WorklistShow>(index);
    }
    if (const auto state = casework::state_from_code(query.text("state"))) filter.identification = *state;
    return filter;
}

std::string show_name(const WorklistFilter& filter) {
    return std::string(kShown.at(static_cast<std::size_t>(filter.show)));
}

std::optional<casework::CasePlace> place_from(const http::Form& query) {
    const auto id = guard::CaseId::from_text(query.text("before"));
    const auto at = query.number("at");
    if (!id || !at) return std::nullopt;
    return casework::CasePlace{base::Time(*at), *id};
}

page::Form filter_form(const Visit& visit, const WorklistFilter& filter) {
    page::Select show{.name = "show", .label = visit.text("case.worklist.show"), .choices = {}};
    for (const std::string_view name : kShown) {
        show.choices.push_back({.value = std::string(name),
                                .text = visit.text("case.worklist.show." + std::string(name)),
                                .chosen = name == show_name(filter)});
    }
    page::Select state{
        .name = "state",
        .label = visit.text("case.worklist.state"),
        .choices = {
            {.value = {}, .text = visit.text("case.worklist.any_state"), .chosen = !filter.identification}}};
    for (const State one : shown_states()) {
        state.choices.push_back({.value = std::string(casework::code_of(one)),
                                 .text = state_text(visit.words(), one),
                                 .chosen = filter.identification == one});
    }
    return {.action = {},
            .items = {std::move(show), std::move(state)},
            .buttons = {{.text = visit.text("case.worklist.filter"), .tone = page::Tone::neutral}},
            .links = {},
            .sends_by_get = true};
}

std::vector<page::Cell> row_of(const Visit& visit, const casework::WorklistLine& line) {
    page::Cell name{.text = line.file.pseudonym, .href = case_path(line.file.id)};
    if (line.file.handled_as_child) name.tag = child_tag(visit.words());
    return {std::move(name),
            {.text = state_text(visit.words(), line.file.states.identification),
             .href = {},
             .detail = state_text(visit.words(), line.file.states.assistance)},
            clock_cell(visit.words(), line.next_clock, visit.now()),
            {.text = visit.words().date(line.file.opened_at)}};
}

void add_unfinished(const Visit& visit, const casework::Worklist& list, page::Page& page) {
    if (list.unfinished.empty()) return;
    page::Cards cards;
    for (const casework::UnfinishedLook& look : list.unfinished) {
        const auto person = list.people.find(look.recorded_by);
        cards.cards.push_back(
            {.title = visit.text("case.title", {{"pseudonym", look.pseudonym}}),
             .href =
                 "/first-look/" + look.case_id.text() + "/" + std::string(casework::name_of(look.next_step)),
             .tags = {},
             .lines = {visit.text("case.worklist.left",
                                  {{"time", look.started_at},
                                   {"person", person == list.people.end() ? "" : person->second}})}});
    }
    page.add(page::Heading{visit.text("case.worklist.unfinished"), 2, "unfinished"}).add(std::move(cards));
}

std::string next_href(const WorklistFilter& filter, const casework::CaseFile& last) {
    std::string href = "/worklist?show=" + show_name(filter);
    if (filter.identification) href += "&state=" + std::string(casework::code_of(*filter.identification));
    return href + "&before=" + last.id.text() + "&at=" + std::to_string(last.opened_at.microseconds());
}

constexpr const char* kNameSearchPath = "/worklist/by-name";

bool may_search_by_name(const Visit& visit) {
    const guard::Ask ask{.permission = guard::Permission::identity_read, .purpose = guard::Purpose::support};
    return guard::authorise(visit.actor(), ask, visit.now()).allowed;
}

base::Result<Answer> show_worklist(const WebDesk& desk, Visit& visit) {
    const WorklistFilter filter = filter_from(visit.query());
    const auto before = place_from(visit.query());
    const auto list = casework::read_worklist(desk.desk, visit.actor(), filter, before);
    if (!list) return base::fail(list.error());
    page::Page page{.title = visit.text("case.worklist.title")};
    page.wide = true;
    page::Buttons buttons{{{visit.text("case.worklist.first_look"), "/first-look"}}};
    if (may_search_by_name(visit))
        buttons.links.push_back({visit.text("case.search.title"), kNameSearchPath});
    page.add(std::move(buttons));
    if (!before) add_unfinished(visit, *list, page);
    page.add(filter_form(visit, filter));
    page::Table table{.caption = visit.text("case.worklist.caption"),
                      .columns = {visit.text("case.worklist.case"), visit.text("case.worklist.stands"),
                                  visit.text("case.worklist.clock"), visit.text("case.opened")},
                      .rows = {},
                      .when_empty = visit.text("case.worklist.empty")};
    for (const casework::WorklistLine& line : list->lines) table.rows.push_back(row_of(visit, line));
    page.add(std::move(table));
    if (list->more && filter.show == WorklistShow::clocks_due) {
        page.add(page::Paragraph{.text = visit.text("case.worklist.more_due"), .quiet = true});
    } else if (list->more) {
        page::Pager pager;
        pager.next = page::Link{visit.text("common.next"), next_href(filter, list->lines.back().file)};
        page.add(std::move(pager));
    }
    return Answer{std::move(page)};
}

}  // namespace

std::vector<Route> worklist_routes() {
    return {{.method = http::Method::get,
             .pattern = "/worklist",
             .permission = guard::Permission::worklist_read,
             .purpose = guard::Purpose::support,
             .handler = show_worklist}};
}

}  // namespace web
