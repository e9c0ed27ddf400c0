// The one legal exception (INV-02): it is proposed with the referral (sendReferral), a second person decides
// on the page, and what follows is the sender's again.

#include "casework/legal_exception.hpp"
#include "casework/read_exception.hpp"
#include "web/api/operation.hpp"
#include "web/api/referral_json.hpp"

namespace web::api {
namespace {

using casework::Referral;
using guard::Permission;
using guard::Purpose;

constexpr std::string_view kProposed = R"({"case": "01906f3e-7a00-7000-8000-000000000010",
    "referral": "01906f3e-7a00-7000-8000-000000000014", "service_name": "Night shelter",
    "organisation_name": "Safe Steps", "ground": "immediate_danger",
    "reason": "Somebody waits for her outside.", "proposed_by": "Registration system of Harbour House [API]",
    "minimum": [{"fact": "language", "keys": ["casework.language.uk"], "words": ""}], "full": []})";

base::Result<Reply> read(const Call& call) {
    const auto id = call.id<Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto proposed = casework::read_exception(call.desk, call.actor, *id);
    if (!proposed) return base::fail(proposed.error());
    return Reply{.body = {{"case", proposed->file.id.text()},
                          {"referral", id->text()},
                          {"service_name", proposed->service_name},
                          {"organisation_name", proposed->organisation_name},
                          {"ground", proposed->ground},
                          {"reason", proposed->reason},
                          {"proposed_by", proposed->proposed_by},
                          {"minimum", packet_json(proposed->minimum)},
                          {"full", packet_json(proposed->full)}}};
}

base::Result<Reply> person_told(const Call& call) {
    const auto id = call.id<Referral>("referral");
    if (!id) return base::fail(id.error());
    if (const auto noted = casework::note_person_told(call.desk, call.actor, *id); !noted)
        return base::fail(noted.error());
    return Reply{};
}

Schema proposed_schema() {
    return object({required("case", id()), required("referral", id()), required("service_name", text(300)),
                   required("organisation_name", text(300)),
                   required("ground", code(casework::exception_grounds())),
                   required("reason", text(4000).saying("In words; zone Z3.")),
                   required("proposed_by", text(200)), required("minimum", packet_schema()),
                   required("full", packet_schema())})
        .called("ProposedException");
}

}  // namespace

std::vector<Operation> exception_operations() {
    return {
        {.pattern = "/api/v1/sent/{referral}/exception",
         .name = "readProposedException",
         .tag = "referrals",
         .summary = "What this program proposed to send without consent, while it waits for a second person",
         .about = "It is proposed with sendReferral, and nothing is told to anybody until a second person "
                  "confirms it "
                  "on the page: no token opens that. Who proposed it takes it back with takeBackReferral.",
         .permission = Permission::exception_propose,
         .purpose = Purpose::referral,
         .answer = Body{proposed_schema(), kProposed},
         .handler = read},
        {.method = http::Method::post,
         .pattern = "/api/v1/sent/{referral}/person-told",
         .name = "notePersonTold",
         .tag = "referrals",
         .summary = "Note that the person knows of a referral that went out without their consent",
         .about = "Twice is no mistake.",
         .permission = Permission::information_record,
         .purpose = Purpose::consent,
         .status = 204,
         .handler = person_told}};
}

}  // namespace web::api
