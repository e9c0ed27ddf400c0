// The worklist, a case, its timeline, and what is known of the person without a name.

#include "casework/edit_profile.hpp"
#include "casework/read_case.hpp"
#include "web/api/case_json.hpp"
#include "web/api/operation.hpp"
#include "web/api/paging.hpp"

#include <utility>

namespace web::api {
namespace {

using guard::Permission;

constexpr std::string_view kWorklist = R"({"items": [{"case": {
    "id": "01906f3e-7a00-7000-8000-000000000010", "pseudonym": "7KQ4-M2FX", "profile": "demo",
    "lead_organisation": "01906f3e-7a00-7000-8000-000000000002",
    "author_organisation": "01906f3e-7a00-7000-8000-000000000002", "opened_at": "2026-11-24T14:30:05Z",
    "closed_at": null, "first_identifier": "reception", "identification_route": "reception",
    "handled_as_child": false, "states": {"identification": "concern_raised", "assistance": "no_assistance",
    "protection": "protection_unknown", "justice": "no_proceedings"}, "version": 3}, "next_clock": null}],
    "next": null})";
constexpr std::string_view kCase = R"({"case": {
    "id": "01906f3e-7a00-7000-8000-000000000010", "pseudonym": "7KQ4-M2FX", "profile": "demo",
    "lead_organisation": "01906f3e-7a00-7000-8000-000000000002",
    "author_organisation": "01906f3e-7a00-7000-8000-000000000002", "opened_at": "2026-11-24T14:30:05Z",
    "closed_at": null, "first_identifier": "reception", "identification_route": "reception",
    "handled_as_child": false, "states": {"identification": "concern_raised", "assistance": "no_assistance",
    "protection": "protection_unknown", "justice": "no_proceedings"}, "version": 3},
    "clocks": [{"id": "01906f3e-7a00-7000-8000-000000000011", "kind": "triage", "subject": null,
    "owner_organisation": "01906f3e-7a00-7000-8000-000000000002", "started_at": "2026-11-24T14:31:00Z",
    "due_at": "2026-11-25T14:31:00Z", "stopped_at": null, "status": "running"}],
    "profile_stored": false, "identity_stored": false, "look_unfinished": false,
    "actions": [{"kind": "triage", "pressing": true, "allowed": true, "rule": "AUTH-NEEDS-WRITE"}],
    "lead_organisation_name": "Harbour House"})";
constexpr std::string_view kTimeline = R"({"case": "01906f3e-7a00-7000-8000-000000000010", "events": [{
    "number": 1, "at": "2026-11-24T14:30:05Z", "kind": "case.opened", "transition": "T1", "from": "id_none",
    "to": "contact", "code": "", "user": "01906f3e-7a00-7000-8000-000000000001",
    "user_name": "Registration system of Harbour House", "organisation": "01906f3e-7a00-7000-8000-000000000002",
    "organisation_name": "Harbour House", "note": null}]})";
constexpr std::string_view kProfile = R"({"age": {"claimed": "adult", "in_doubt": false,
    "looks_like_child": false}, "age_band": "26_59", "gender": "woman", "citizenships": ["UA"],
    "languages": ["uk"], "interpreter_needed": true, "household": "alone", "access_needs": [],
    "needs": ["shelter"], "wishes": "A room with a door that locks."})";

Schema worklist_line_schema() {
    return object({required("case", case_schema()), required("next_clock", clock_schema().or_null())})
        .called("WorklistLine");
}

Schema case_view_schema() {
    return object({required("case", case_schema()), required("clocks", list(clock_schema())),
                   required("profile_stored", flag()), required("identity_stored", flag()),
                   required("look_unfinished", flag().saying("A first look was begun and left.")),
                   required("actions",
                            list(action_schema(), 50).saying("What to do next, most pressing first.")),
                   required("lead_organisation_name", text(200))})
        .called("CaseView");
}

base::Result<Reply> read_worklist(const Call& call) {
    const auto after = place_after(call);
    if (!after) return base::fail(after.error());
    casework::WorklistFilter filter;
    const std::string show = call.query.text("show");
    if (show == "all") filter.show = casework::WorklistShow::all;
    if (show == "clocks_due") filter.show = casework::WorklistShow::clocks_due;
    for (const casework::State state : casework::all_states()) {
        if (name_of(state) == call.query.text("identification")) filter.identification = state;
    }
    std::optional<casework::CasePlace> before;
    if (*after) before = casework::CasePlace{(*after)->at, guard::CaseId((*after)->id)};
    const auto limit = static_cast<int>(call.query.number("limit").value_or(casework::kWorklistRows));
    const auto worklist = casework::read_worklist(call.desk, call.actor, filter, before, limit);
    if (!worklist) return base::fail(worklist.error());
    Json items = Json::array();
    for (const casework::WorklistLine& line : worklist->lines)
        items.push_back(
            {{"case", case_json(line.file)}, {"next_clock", clock_json(line.next_clock, call.now)}});
    std::optional<std::string> next;
    if (filter.show != casework::WorklistShow::clocks_due && worklist->more) {
        const casework::CaseFile& last = worklist->lines.back().file;
        next = cursor_of(Place{last.opened_at, last.id.uuid()});
    }
    return Reply{.body = page_json(std::move(items), next)};
}

base::Result<Reply> read_case(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_case(call.desk, call.actor, *id);
    if (!view) return base::fail(view.error());
    return Reply{.body = {{"case", case_json(view->file)},
                          {"clocks", clocks_json(view->clocks, call.now)},
                          {"profile_stored", view->profile.has_value()},
                          {"identity_stored", view->identity_stored},
                          {"look_unfinished", view->look_unfinished},
                          {"actions", actions_json(view->actions)},
                          {"lead_organisation_name", view->lead_organisation}},
                 .version = view->file.version};
}

base::Result<Reply> read_timeline(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto timeline = casework::read_timeline(call.desk, call.actor, *id);
    if (!timeline) return base::fail(timeline.error());
    Json events = Json::array();
    for (const casework::CaseEvent& event : timeline->events) events.push_back(event_json(event, *timeline));
    return Reply{.body = {{"case", id->text()}, {"events", std::move(events)}},
                 .version = timeline->file.version};
}

base::Result<Reply> read_profile(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_profile(call.desk, call.actor, *id);
    if (!view) return base::fail(view.error());
    return Reply{.body = profile_json(view->profile), .version = view->version};
}

base::Result<Reply> write_profile(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    return saved(casework::edit_profile(call.desk, call.actor, *id, profile_from(call.body), call.version));
}

}  // namespace

std::vector<Operation> case_operations() {
    return {
        {.pattern = "/api/v1/cases",
         .name = "listCases",
         .tag = "cases",
         .summary = "The worklist of the organisation, newest first",
         .permission = Permission::worklist_read,
         .query = {{"show", code({"open", "clocks_due", "all"}).saying("Open ones, where nothing is said.")},
                   {"identification", code(state_names(casework::Region::identification))},
                   {"limit", whole(1, casework::kWorklistRowsMax)},
                   after_parameter()},
         .answer = Body{page_of(worklist_line_schema()).called("Worklist"), kWorklist},
         .handler = read_worklist},
        {.pattern = "/api/v1/cases/{case}",
         .name = "readCase",
         .tag = "cases",
         .summary = "Where a case stands, its clocks, and what can be done next",
         .permission = Permission::case_read,
         .answer = Body{case_view_schema(), kCase},
         .handler = read_case},
        {.pattern = "/api/v1/cases/{case}/timeline",
         .name = "readTimeline",
         .tag = "cases",
         .summary = "Everything that happened in a case, newest first",
         .permission = Permission::case_read,
         .answer = Body{object({required("case", id()), required("events", list(event_schema(), 100000))})
                            .called("Timeline"),
                        kTimeline},
         .handler = read_timeline},
        {.pattern = "/api/v1/cases/{case}/profile",
         .name = "readProfile",
         .tag = "cases",
         .summary = "What is known of the person, without saying who they are",
         .about = "Version 0: nothing is stored yet.",
         .permission = Permission::needs_read,
         .answer = Body{profile_schema(), kProfile},
         .handler = read_profile},
        {.method = http::Method::put,
         .pattern = "/api/v1/cases/{case}/profile",
         .name = "writeProfile",
         .tag = "cases",
         .summary = "Write what is known of the person",
         .permission = Permission::needs_write,
         .body = Body{profile_schema(), kProfile},
         .status = 204,
         .needs_version = true,
         .handler = write_profile,
         .current = read_profile},
    };
}

}  // namespace web::api
