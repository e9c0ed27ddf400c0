// What changed since: for a program that follows along.

#include "casework/read_changes.hpp"
#include "web/api/operation.hpp"
#include "web/api/paging.hpp"

#include <utility>

namespace web::api {
namespace {

constexpr std::string_view kChanges = R"({"changes": [{"number": 812, "at": "2026-11-24T15:20:00Z",
    "act": "referral.send", "case": "01906f3e-7a00-7000-8000-000000000010", "subject_kind": "referral",
    "subject": "01906f3e-7a00-7000-8000-000000000014"}], "cursor": "AAAAAAAAAyw", "more": false})";
constexpr std::string_view kCursor = R"({"cursor": "AAAAAAAAAyw"})";

Schema cursor_schema() {
    return text(64).saying("What to send as \"after\" the next time; it stays good for ever.");
}

base::Result<Reply> read(const Call& call) {
    const auto since = number_after(call);
    if (!since) return base::fail(since.error());
    const auto found = casework::read_changes(call.desk, call.actor, since->value_or(0));
    if (!found) return base::fail(found.error());
    Json changes = Json::array();
    for (const casework::Change& change : found->changes) {
        changes.push_back({{"number", change.number},
                           {"at", to_iso(change.at)},
                           {"act", change.act},
                           {"case", change.case_id.text()},
                           {"subject_kind", change.subject_kind},
                           {"subject", change.subject.text()}});
    }
    return Reply{.body = {{"changes", std::move(changes)},
                          {"cursor", cursor_of(found->looked_through)},
                          {"more", found->more}}};
}

base::Result<Reply> read_newest(const Call& call) {
    const auto newest = casework::newest_change(call.desk, call.actor);
    if (!newest) return base::fail(newest.error());
    return Reply{.body = {{"cursor", cursor_of(*newest)}}};
}

}  // namespace

std::vector<Operation> following_operations() {
    return {
        {.pattern = "/api/v1/changes",
         .name = "listChanges",
         .tag = "following",
         .summary = "What changed since, oldest first, in the order in which it was committed",
         .about = "Of the cases the organisation leads or opened, and of the referrals it received. Ids and "
                  "names of acts; what was written is read at its own address. Without \"after\": from the "
                  "beginning.",
         .permission = guard::Permission::worklist_read,
         .query = {after_parameter()},
         .answer =
             Body{object({required("changes",
                                   list(object({required("number", whole(1, INT64_MAX)),
                                                required("at", moment()), required("act", text(60)),
                                                required("case", id()), required("subject_kind", text(60)),
                                                required("subject", id())})
                                            .called("Change"))),
                          required("cursor", cursor_schema()),
                          required("more", flag().saying("Ask again at once."))})
                      .called("Changes"),
                  kChanges},
         .handler = read},
        {.pattern = "/api/v1/changes/newest",
         .name = "readNewestChange",
         .tag = "following",
         .summary = "The cursor of now, for a program that follows from today on",
         .permission = guard::Permission::worklist_read,
         .answer = Body{object({required("cursor", cursor_schema())}).called("Cursor"), kCursor},
         .handler = read_newest}};
}

}  // namespace web::api
