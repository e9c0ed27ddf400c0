// A concern, raised as a whole, and what was noticed so far.

#include "web/api/concern_json.hpp"
#include "web/api/operation.hpp"

namespace web::api {
namespace {

using guard::Permission;
using guard::Purpose;

constexpr std::string_view kNewConcern = R"({"case": "01906f3e-7a00-7000-8000-000000000010",
    "immediate_danger": false, "language": "uk", "interpreter_needed": true, "company": "accompanied",
    "signs": {}, "age": {"claimed": "adult", "in_doubt": false, "looks_like_child": false},
    "self_report": true, "place": "", "seen_when": "today", "source": "observation",
    "note": "Somebody else held the papers and answered for her."})";
constexpr std::string_view kReceipt = R"({"receipt": {"case": "01906f3e-7a00-7000-8000-000000000010",
    "pseudonym": "7KQ4-M2FX", "states": {"identification": "concern_raised", "assistance": "no_assistance",
    "protection": "protection_unknown", "justice": "no_proceedings"}, "version": 3}, "concern": true,
    "immediate_danger": false, "handled_as_child": false, "do_now": ["see_alone", "use_interpreter"]})";
constexpr std::string_view kConcerns = R"({"case": "01906f3e-7a00-7000-8000-000000000010", "concerns": [{
    "at": "2026-11-24T14:30:05Z", "by": "Registration system of Harbour House", "finished": true,
    "instrument": "first-look", "instrument_version": "1.0.0", "immediate_danger": false, "language": "uk",
    "interpreter_needed": true, "company": "accompanied", "signs": {},
    "age": {"claimed": "adult", "in_doubt": false, "looks_like_child": false}, "self_report": true, "place": "",
    "seen_when": "today", "source": "observation", "note": "Somebody else held the papers."}]})";

base::Result<Reply> raise(const Call& call) {
    const auto outcome = casework::raise_concern(call.desk, call.actor, call.body_id<guard::Case>("case"),
                                                 concern_from(call.body));
    if (!outcome) return base::fail(outcome.error());
    return Reply{.body = concern_receipt(*outcome),
                 .version = outcome->file.version,
                 .location = "/api/v1/cases/" + outcome->file.id.text()};
}

base::Result<Reply> read(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto concerns = casework::read_concerns(call.desk, call.actor, *id);
    if (!concerns) return base::fail(concerns.error());
    return Reply{.body = concerns_json(*concerns)};
}

}  // namespace

std::vector<Operation> concern_operations() {
    return {
        {.method = http::Method::post,
         .pattern = "/api/v1/concerns",
         .name = "raiseConcern",
         .tag = "concerns",
         .summary = "Raise a concern: a whole first look at once",
         .about = "With a sign or the person's own word it becomes a concern, and its clocks start. Without, "
                  "the contact stays, anonymous (INV-14).",
         .permission = Permission::concern_raise,
         .purpose = Purpose::triage,
         .body = Body{concern_body_schema(), kNewConcern},
         .status = 201,
         .answer = Body{concern_receipt_schema(), kReceipt},
         .handler = raise},
        {.pattern = "/api/v1/cases/{case}/concerns",
         .name = "readConcerns",
         .tag = "concerns",
         .summary = "Everything that was noticed, newest first",
         .permission = Permission::concern_read,
         .answer = Body{concerns_schema(), kConcerns},
         .handler = read}};
}

}  // namespace web::api
