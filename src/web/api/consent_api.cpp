// What the person agreed to, refused and took back, and what was told to whom under it.

#include "casework/case_codes.hpp"
#include "casework/record_consent.hpp"
#include "web/api/consent_json.hpp"
#include "web/api/operation.hpp"

#include <utility>

namespace web::api {
namespace {

using casework::Consent;
using guard::Permission;
using guard::Purpose;

constexpr std::string_view kTalk = R"({"code": "referral",
    "recipient": "01906f3e-7a00-7000-8000-000000000017", "facts": ["language", "age_band"],
    "given_by": "adult", "language": "uk", "interpreter_present": true, "method": "spoken_witnessed",
    "points": {"agreement_to_interview": true, "purpose": true, "uses": true, "research_use": true,
    "right_of_access": true, "storage_time": true, "how_to_withdraw": true}, "said_back_in_own_words": true,
    "risks_explained": true, "alternatives_explained": true, "refused": false})";
constexpr std::string_view kConsents = R"({"case": "01906f3e-7a00-7000-8000-000000000010", "consents": [{
    "id": "01906f3e-7a00-7000-8000-000000000013", "code": "referral",
    "recipient": "01906f3e-7a00-7000-8000-000000000017", "facts": ["language", "age_band"],
    "given_by": "adult", "language": "uk", "interpreter_present": true, "method": "spoken_witnessed",
    "valid_from": "2026-11-24T15:10:00Z", "expires_at": "2027-05-24T15:10:00Z", "withdrawn_at": null,
    "refused": false, "status": "running", "version": 1}], "disclosures": [{
    "to_organisation": "01906f3e-7a00-7000-8000-000000000017", "facts": ["language"], "part": "minimum",
    "referral": "01906f3e-7a00-7000-8000-000000000014", "at": "2026-11-24T15:20:00Z"}],
    "information_owed": []})";
constexpr std::string_view kReceipt = R"({"consent": "01906f3e-7a00-7000-8000-000000000013"})";
constexpr std::string_view kWithdrawn = R"({"consent": "01906f3e-7a00-7000-8000-000000000013",
    "ended": ["01906f3e-7a00-7000-8000-000000000014"]})";
constexpr std::string_view kWithdrawal = R"({"consent": {
    "id": "01906f3e-7a00-7000-8000-000000000013", "code": "referral",
    "recipient": "01906f3e-7a00-7000-8000-000000000017", "facts": ["language", "age_band"],
    "given_by": "adult", "language": "uk", "interpreter_present": true, "method": "spoken_witnessed",
    "valid_from": "2026-11-24T15:10:00Z", "expires_at": "2027-05-24T15:10:00Z", "withdrawn_at": null,
    "refused": false, "status": "running", "version": 1}, "disclosures": [], "ended": []})";

base::Result<Reply> read(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_consents(call.desk, call.actor, *id);
    if (!found) return base::fail(found.error());
    Json consents = Json::array();
    for (const Consent& consent : found->consents) consents.push_back(consent_json(consent, call.now));
    return Reply{.body = {{"case", id->text()},
                          {"consents", std::move(consents)},
                          {"disclosures", disclosures_json(found->disclosures)},
                          {"information_owed", found->information_owed}}};
}

base::Result<Reply> record(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto consent = casework::record_consent(call.desk, call.actor, *id, consent_talk_from(call.body));
    if (!consent) return base::fail(consent.error());
    return Reply{.body = {{"consent", consent->text()}}, .location = "/api/v1/consents/" + consent->text()};
}

Json ended_json(const casework::Withdrawal& withdrawal) {
    Json ended = Json::array();
    for (const casework::Referral& referral : withdrawal.ended) ended.push_back(referral.id.text());
    return ended;
}

base::Result<Reply> withdraw(const Call& call) {
    const auto id = call.id<Consent>("consent");
    if (!id) return base::fail(id.error());
    const auto withdrawal = casework::withdraw_consent(call.desk, call.actor, *id);
    if (!withdrawal) return base::fail(withdrawal.error());
    return Reply{.body = {{"consent", id->text()}, {"ended", ended_json(*withdrawal)}}};
}

base::Result<Reply> read_withdrawal(const Call& call) {
    const auto id = call.id<Consent>("consent");
    if (!id) return base::fail(id.error());
    const auto withdrawal = casework::read_withdrawal(call.desk, call.actor, *id);
    if (!withdrawal) return base::fail(withdrawal.error());
    return Reply{.body = {{"consent", consent_json(withdrawal->consent, call.now)},
                          {"disclosures", disclosures_json(withdrawal->disclosed)},
                          {"ended", ended_json(*withdrawal)}}};
}

}  // namespace

std::vector<Operation> consent_operations() {
    return {
        {.pattern = "/api/v1/cases/{case}/consents",
         .name = "readConsents",
         .tag = "consents",
         .summary = "What the person agreed to, and what was told to whom",
         .permission = Permission::consent_read,
         .purpose = Purpose::consent,
         .answer = Body{object({required("case", id()), required("consents", list(consent_schema())),
                                required("disclosures", list(disclosure_schema())),
                                required("information_owed", list(text(60), 50))})
                            .called("Consents"),
                        kConsents},
         .handler = read},
        {.method = http::Method::post,
         .pattern = "/api/v1/cases/{case}/consents",
         .name = "recordConsent",
         .tag = "consents",
         .summary = "Record what was said in the consent talk, a no as much as a yes",
         .about =
             "All seven points are explained, or there is no consent. A later no counts over an earlier yes.",
         .permission = Permission::consent_record,
         .purpose = Purpose::consent,
         .body = Body{consent_talk_schema(), kTalk},
         .status = 201,
         .answer = Body{object({required("consent", id())}).called("ConsentReceipt"), kReceipt},
         .handler = record},
        {.pattern = "/api/v1/consents/{consent}",
         .name = "readConsent",
         .tag = "consents",
         .summary = "One consent and what was told under it",
         .permission = Permission::consent_read,
         .purpose = Purpose::consent,
         .answer =
             Body{object({required("consent", consent_schema()),
                          required("disclosures", list(disclosure_schema())),
                          required("ended", list(id()).saying("Referrals whose receivers have no access "
                                                              "any more."))})
                      .called("ConsentView"),
                  kWithdrawal},
         .handler = read_withdrawal},
        {.method = http::Method::post,
         .pattern = "/api/v1/consents/{consent}/withdrawal",
         .name = "withdrawConsent",
         .tag = "consents",
         .summary = "Take a consent back: nothing new goes out, and access that rested on it ends",
         .about = "Twice is no mistake.",
         .permission = Permission::consent_withdraw,
         .purpose = Purpose::consent,
         .answer =
             Body{object({required("consent", id()), required("ended", list(id()))}).called("Withdrawn"),
                  kWithdrawn},
         .handler = withdraw}};
}

}  // namespace web::api
