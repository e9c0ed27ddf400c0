// A concern, raised as a whole, and what was noticed so far.

#include "web/api/case_json.hpp"
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
constexpr std::string_view kOutsideConcern = R"({"outside_id": {"system": "intake", "id": "A-1042"},
    "immediate_danger": false, "language": "uk", "interpreter_needed": true, "company": "accompanied",
    "signs": {}, "age": {"claimed": "adult", "in_doubt": false, "looks_like_child": false},
    "self_report": true, "place": "", "seen_when": "today", "source": "observation", "note": ""})";
constexpr std::string_view kUpsertReceipt = R"({"receipt": {"case": "01906f3e-7a00-7000-8000-000000000010",
    "pseudonym": "7KQ4-M2FX", "states": {"identification": "concern_raised", "assistance": "no_assistance",
    "protection": "protection_unknown", "justice": "no_proceedings"}, "version": 3}, "outcome": "created"})";
constexpr std::string_view kFound = R"({"case": "01906f3e-7a00-7000-8000-000000000010",
    "pseudonym": "7KQ4-M2FX", "states": {"identification": "concern_raised", "assistance": "no_assistance",
    "protection": "protection_unknown", "justice": "no_proceedings"}, "version": 3})";
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

std::string_view name_of(casework::Upserted outcome) {
    switch (outcome) {
        case casework::Upserted::created: return "created";
        case casework::Upserted::unchanged: return "unchanged";
        case casework::Upserted::looked_again: return "looked_again";
    }
    return "unchanged";
}

base::Result<Reply> upsert(const Call& call) {
    const auto upserted = casework::upsert_concern(
        call.desk, call.actor, outside_id_from(call.body.at("outside_id")), concern_from(call.body));
    if (!upserted) return base::fail(upserted.error());
    return Reply{.body = {{"receipt", case_receipt(upserted->file)}, {"outcome", name_of(upserted->outcome)}},
                 .version = upserted->file.version,
                 .location = "/api/v1/cases/" + upserted->file.id.text()};
}

base::Result<Reply> find(const Call& call) {
    const auto file = casework::find_by_outside_id(call.desk, call.actor, outside_id_from(call.body));
    if (!file) return base::fail(file.error());
    return Reply{.body = case_receipt(*file), .version = file->version};
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
        {.method = http::Method::put,
         .pattern = "/api/v1/concerns/by-outside-id",
         .name = "upsertConcern",
         .tag = "concerns",
         .summary = "Send a concern under the sender's own id of the person, as often as it likes",
         .about =
             "The first makes a case, the same again changes nothing, and something else is another look "
             "at the same person. The id stands in the body and never in an address.",
         .permission = Permission::concern_raise,
         .purpose = Purpose::triage,
         .body = Body{outside_concern_schema(), kOutsideConcern},
         .answer = Body{object({required("receipt", case_receipt_schema()),
                                required("outcome", code({"created", "unchanged", "looked_again"}))})
                            .called("UpsertReceipt"),
                        kUpsertReceipt},
         .handler = upsert},
        {.method = http::Method::post,
         .pattern = "/api/v1/cases/by-outside-id",
         .name = "findCase",
         .tag = "concerns",
         .summary = "The case of the sender's own id of a person",
         .permission = Permission::concern_raise,
         .purpose = Purpose::triage,
         .body = Body{outside_id_schema(), R"({"system": "intake", "id": "A-1042"})"},
         .answer = Body{case_receipt_schema(), kFound},
         .only_looks = true,
         .handler = find},
        {.pattern = "/api/v1/cases/{case}/concerns",
         .name = "readConcerns",
         .tag = "concerns",
         .summary = "Everything that was noticed, newest first",
         .permission = Permission::concern_read,
         .answer = Body{concerns_schema(), kConcerns},
         .handler = read}};
}

}  // namespace web::api
