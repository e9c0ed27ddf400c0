// Somebody of whom another register knows much already, in one request: what was noticed, their profile, and
// who they are. One write where the single steps are three.

#include "casework/create_case.hpp"
#include "web/api/case_json.hpp"
#include "web/api/concern_json.hpp"
#include "web/api/identity_json.hpp"
#include "web/api/operation.hpp"

namespace web::api {
namespace {

constexpr std::string_view kNewCase = R"({"case": "01906f3e-7a00-7000-8000-000000000012",
    "immediate_danger": false, "language": "uk", "interpreter_needed": true, "company": "accompanied",
    "signs": {}, "age": {"claimed": "adult", "in_doubt": false, "looks_like_child": false},
    "self_report": true, "place": "", "seen_when": "today", "source": "observation",
    "note": "Somebody else held the papers and answered for her.",
    "profile": {"age": {"claimed": "adult", "in_doubt": false, "looks_like_child": false},
    "age_band": "26_59", "gender": "woman", "citizenships": ["UA"], "languages": ["uk"],
    "interpreter_needed": true, "household": "alone", "access_needs": [], "needs": ["shelter"],
    "wishes": "A room with a door that locks."},
    "identity": {"name_used": "Olena", "other_names": "", "birth_date": "about 1998",
    "contact_channel": "phone", "contact": "+380 00 000 00 00", "safe_to_use": "yes",
    "contact_rules": "After six in the evening; say it is the library."}})";
constexpr std::string_view kReceipt = R"({"receipt": {"case": "01906f3e-7a00-7000-8000-000000000012",
    "pseudonym": "7KQ4-M2FX", "states": {"identification": "concern_raised", "assistance": "no_assistance",
    "protection": "protection_unknown", "justice": "no_proceedings"}, "version": 6}, "concern": true,
    "immediate_danger": false, "handled_as_child": false, "do_now": ["see_alone", "use_interpreter"]})";

Schema new_case_schema() {
    Schema schema = concern_body_schema().called("NewCase");
    schema.properties.push_back(optional("profile", profile_schema()));
    schema.properties.push_back(optional("identity", identity_schema()));
    return schema;
}

base::Result<Reply> create(const Call& call) {
    casework::NewCase given{.content = concern_from(call.body), .profile = {}, .identity = {}};
    if (call.has("profile")) given.profile = profile_from(call.body.at("profile"));
    if (call.has("identity")) {
        auto identity = identity_from(call.body.at("identity"));
        if (!identity) return base::fail(identity.error());
        given.identity = *std::move(identity);
    }
    const auto outcome =
        casework::create_case(call.desk, call.actor, call.body_id<guard::Case>("case"), given);
    if (!outcome) return base::fail(outcome.error());
    return Reply{.body = concern_receipt(*outcome),
                 .version = outcome->file.version,
                 .location = "/api/v1/cases/" + outcome->file.id.text()};
}

}  // namespace

std::vector<Operation> new_case_operations() {
    return {{.method = http::Method::post,
             .pattern = "/api/v1/cases",
             .name = "createCase",
             .tag = "cases",
             .summary = "A case of somebody of whom much is known already: everything in one write",
             .about = "Each part needs its own scope, as if it came by itself (cases:write for the profile, "
                      "identity:write for the identity). A person is named only where there is a concern "
                      "(INV-14). An id that is there already is refused; the same request again, with its "
                      "Idempotency-Key, is told what the first one was told.",
             .permission = guard::Permission::concern_raise,
             .purpose = guard::Purpose::triage,
             .body = Body{new_case_schema(), kNewCase},
             .status = 201,
             .answer = Body{concern_receipt_schema(), kReceipt},
             .handler = create}};
}

}  // namespace web::api
