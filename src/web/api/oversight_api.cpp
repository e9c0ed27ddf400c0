// What the co-ordinator sees of every clock, and what oversight sees of every look.

#include "casework/read_access_log.hpp"
#include "casework/read_board.hpp"
#include "web/api/case_json.hpp"
#include "web/api/operation.hpp"
#include "web/api/paging.hpp"
#include "web/api/referral_json.hpp"

#include <utility>

namespace web::api {
namespace {

using base::SafeCount;
using guard::Permission;
using guard::Purpose;

constexpr std::string_view kBoard =
    R"({"since": "2026-10-25T00:00:00Z", "counted_at": "2026-11-24T00:00:00Z", "clocks": [{"kind": "acknowledgement",
    "organisation": "Safe Steps", "overdue": 1, "due": 3}], "waiting": 4, "longest_waiting": [],
    "referred": 12, "helped": 7, "uptake": 0.583, "funnel": {"states": ["concern_raised", "presumed"],
    "rows": [{"first_identifier": "reception", "counts": [12, null]}], "totals": [14, null]},
    "information_hours": 20.5, "first_service_hours": null,
    "capacity": {"services": 9, "fresh": 5, "stale": 3, "not_told": 1, "free_places": 11}})";
constexpr std::string_view kAccessLog = R"({"items": [{"number": 812, "at": "2026-11-24T15:20:00Z",
    "organisation": "Harbour House", "roles": ["RECEPTION"], "user": "01906f3e-7a00-7000-8000-000000000001",
    "action": "case.read", "subject_kind": "case", "subject": "01906f3e-7a00-7000-8000-000000000010",
    "case": "01906f3e-7a00-7000-8000-000000000010", "pseudonym": "7KQ4-M2FX", "zone": 2, "purpose": "support",
    "rule": "AUTH-CASE-READ", "outcome": "seen"}], "next": null})";
Json count_json(const SafeCount& count) {
    return count ? Json(*count) : Json(nullptr);
}

Json counts_json(const std::vector<SafeCount>& counts) {
    Json list = Json::array();
    for (const SafeCount& count : counts) list.push_back(count_json(count));
    return list;
}

Json hours_json(const std::optional<casework::HalfTime>& half) {
    if (!half || !half->half_within) return nullptr;
    return static_cast<double>(half->half_within->count()) / 3.6e9;
}

Json funnel_json(const casework::FunnelTable& funnel) {
    Json states = Json::array();
    for (const casework::State state : funnel.states) states.push_back(name_of(state));
    Json rows = Json::array();
    for (const base::SafeRow& row : funnel.table.rows)
        rows.push_back({{"first_identifier", row.label}, {"counts", counts_json(row.counts)}});
    return {{"states", std::move(states)},
            {"rows", std::move(rows)},
            {"totals", counts_json(funnel.table.totals)}};
}

base::Result<Reply> read_board(const Call& call) {
    const auto days = call.query.optional_text("days");
    const auto board = casework::read_board(call.desk, call.actor,
                                            days ? std::stoi(*days) : casework::board_spans().front());
    if (!board) return base::fail(board.error());
    Json clocks = Json::array();
    for (const casework::ClockLoad& load : board->clocks) {
        clocks.push_back({{"kind", name_of(load.kind)},
                          {"organisation", load.organisation},
                          {"overdue", load.overdue},
                          {"due", load.due}});
    }
    Json longest = Json::array();
    for (const casework::QueueLine& line : board->longest_waiting)
        longest.push_back(queue_line_json(line, call.now));
    const casework::CapacityCounts& capacity = board->capacity;
    return Reply{
        .body = {{"since", to_iso(board->statistics.since)},
                 {"counted_at", to_iso(board->statistics.counted_at)},
                 {"clocks", std::move(clocks)},
                 {"waiting", board->waiting},
                 {"longest_waiting", std::move(longest)},
                 {"referred", count_json(board->statistics.referred)},
                 {"helped", count_json(board->statistics.helped)},
                 {"uptake", board->statistics.uptake ? Json(*board->statistics.uptake) : Json(nullptr)},
                 {"funnel", funnel_json(board->statistics.funnel)},
                 {"information_hours", hours_json(board->statistics.information)},
                 {"first_service_hours", hours_json(board->statistics.first_service)},
                 {"capacity",
                  {{"services", capacity.services},
                   {"fresh", capacity.fresh},
                   {"stale", capacity.stale},
                   {"not_told", capacity.not_told},
                   {"free_places", capacity.free_places}}}}};
}

Json access_line_json(const casework::AccessLine& line) {
    Json roles = Json::array();
    for (const guard::Role role : line.roles) roles.push_back(code_of(role));
    const guard::AuditEvent& event = line.row.event;
    return {{"number", line.row.number},
            {"at", to_iso(line.row.at)},
            {"organisation", line.organisation},
            {"roles", std::move(roles)},
            {"user", id_or_null(line.row.user)},
            {"action", event.action},
            {"subject_kind", event.subject_kind},
            {"subject", event.subject.text()},
            {"case", id_or_null(event.concerned_case)},
            {"pseudonym", line.pseudonym},
            {"zone", static_cast<int>(event.zone)},
            {"purpose", code_of(event.purpose)},
            {"rule", event.rule},
            {"outcome", code_of(event.outcome)}};
}

base::Result<Reply> read_access_log(const Call& call) {
    const auto before = number_after(call);
    if (!before) return base::fail(before.error());
    std::optional<guard::CaseId> concerned;
    if (const auto asked = call.query.optional_text("case")) concerned = *guard::CaseId::from_text(*asked);
    const auto page = casework::read_access_log(call.desk, call.actor, concerned, *before);
    if (!page) return base::fail(page.error());
    Json items = Json::array();
    for (const casework::AccessLine& line : page->lines) items.push_back(access_line_json(line));
    std::optional<std::string> next;
    if (page->more) next = cursor_of(page->lines.back().row.number);
    return Reply{.body = page_json(std::move(items), next)};
}

Schema board_schema() {
    const Schema count = whole(0, INT64_MAX).or_null().saying("null: fewer than five people, not shown.");
    return object({required("since", moment()),
                   required("counted_at",
                            moment().saying("When the statistics were counted: up to ten minutes ago.")),
                   required("clocks",
                            list(object({required("kind", text(40)), required("organisation", text(200)),
                                         required("overdue", whole(0, INT64_MAX)),
                                         required("due", whole(0, INT64_MAX))})
                                     .called("ClockLoad"))),
                   required("waiting", whole(0, INT64_MAX)),
                   required("longest_waiting", list(queue_line_schema())), required("referred", count),
                   required("helped", count), required("uptake", number().or_null()),
                   required("funnel",
                            object({required("states", list(text(40), 50)),
                                    required("rows", list(object({required("first_identifier", text(60)),
                                                                  required("counts", list(count, 50))}),
                                                          100)),
                                    required("totals", list(count, 50))})
                                .called("Funnel")),
                   required("information_hours",
                            number().or_null().saying("In which half of all were informed.")),
                   required("first_service_hours", number().or_null()),
                   required("capacity", object({required("services", whole(0, INT64_MAX)),
                                                required("fresh", whole(0, INT64_MAX)),
                                                required("stale", whole(0, INT64_MAX)),
                                                required("not_told", whole(0, INT64_MAX)),
                                                required("free_places", whole(0, INT64_MAX))}))})
        .called("Board");
}

Schema access_line_schema() {
    return object({required("number", whole(1, INT64_MAX)), required("at", moment()),
                   required("organisation", text(200)), required("roles", list(text(40), 50)),
                   required("user", id().or_null()), required("action", text(100)),
                   required("subject_kind", text(60)), required("subject", id()),
                   required("case", id().or_null()), required("pseudonym", text(40)),
                   required("zone", whole(0, 4)), required("purpose", text(40)), required("rule", text(60)),
                   required("outcome", code({"done", "seen", "denied"}))})
        .called("AccessLine");
}

std::vector<std::string> spans() {
    std::vector<std::string> texts;
    for (const int days : casework::board_spans()) texts.push_back(std::to_string(days));
    return texts;
}

}  // namespace

std::vector<Operation> oversight_operations() {
    return {
        {.pattern = "/api/v1/board",
         .name = "readBoard",
         .tag = "oversight",
         .summary = "Every clock, who waits longest, and whether it gets better; small counts are not shown",
         .permission = Permission::board_read,
         .purpose = Purpose::co_ordination,
         .query = {{"days", code(spans()).saying("How far back the statistics look.")}},
         .answer = Body{board_schema(), kBoard},
         .handler = read_board},
        {.pattern = "/api/v1/access-log",
         .name = "readAccessLog",
         .tag = "oversight",
         .summary = "Who did or looked at what, when, why and under which rule, newest first",
         .permission = Permission::access_log_read,
         .purpose = Purpose::oversight,
         .query = {{"case", id().saying("Of one case only.")}, after_parameter()},
         .answer = Body{page_of(access_line_schema()).called("AccessLog"), kAccessLog},
         .handler = read_access_log}};
}

}  // namespace web::api
