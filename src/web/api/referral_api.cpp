// Referrals as the sender sees them: what would be sent, sending, their way, taking back.

#include "web/api/case_json.hpp"
#include "web/api/consent_json.hpp"
#include "web/api/operation.hpp"
#include "web/api/referral_examples.hpp"
#include "web/api/referral_json.hpp"
#include "web/api/referral_step.hpp"

#include <utility>

namespace web::api {
namespace {

using casework::Referral;
using guard::Permission;
using guard::Purpose;

constexpr std::string_view kDraft = R"({"need": "shelter", "urgency": "today",
    "service": "01906f3e-7a00-7000-8000-000000000015", "facts": ["language", "age_band"]})";
constexpr std::string_view kPreview = R"({"minimum": [{"fact": "language",
    "keys": ["casework.language.uk"], "words": ""}], "full": [], "unknown": ["age_band"], "consent": "valid",
    "open_already": null})";
constexpr std::string_view kReceipt = R"({"referral": "01906f3e-7a00-7000-8000-000000000014"})";
constexpr std::string_view kKnown = R"({"case": "01906f3e-7a00-7000-8000-000000000010", "facts": [{
    "fact": "language", "keys": ["casework.language.uk"], "words": ""}]})";

base::Result<Reply> read_known(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto known = casework::read_known_facts(call.desk, call.actor, *id);
    if (!known) return base::fail(known.error());
    return Reply{.body = {{"case", id->text()}, {"facts", packet_json(known->facts)}}};
}

base::Result<Reply> preview(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto shown = casework::preview_referral(call.desk, call.actor, *id, draft_from(call.body));
    if (!shown) return base::fail(shown.error());
    Json unknown = Json::array();
    for (const casework::Fact fact : shown->unknown) unknown.push_back(name_of(fact));
    return Reply{.body = {{"minimum", packet_json(shown->minimum)},
                          {"full", packet_json(shown->full)},
                          {"unknown", std::move(unknown)},
                          {"consent", name_of(shown->consent)},
                          {"open_already", id_or_null(shown->open_already)}}};
}

base::Result<Reply> send(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto referral = casework::send_referral(call.desk, call.actor, *id, draft_from(call.body));
    if (!referral) return base::fail(referral.error());
    return Reply{.body = {{"referral", referral->text()}},
                 .version = Referral{}.version,
                 .location = "/api/v1/sent/" + referral->text()};
}

base::Result<Reply> of_case(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_case_referrals(call.desk, call.actor, *id);
    if (!found) return base::fail(found.error());
    Json list = Json::array();
    for (const casework::CaseReferral& one : found->referrals) {
        list.push_back({{"referral", referral_json(one.referral)},
                        {"service_name", one.service_name},
                        {"organisation_name", one.organisation_name},
                        {"next_clock", clock_json(one.next_clock, call.now)},
                        {"person_to_be_told", one.person_to_be_told}});
    }
    return Reply{.body = {{"case", id->text()}, {"referrals", std::move(list)}}};
}

base::Result<Reply> read_sent(const Call& call) {
    const auto id = call.id<Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto page = casework::read_sent(call.desk, call.actor, *id);
    if (!page) return base::fail(page.error());
    return Reply{.body = referral_view_json(*page, call.now), .version = page->line.referral.version};
}

base::Result<Reply> reply(const Call& call) {
    return take_step(call, [&](const casework::Answering& to) {
        return casework::reply_to_question(call.desk, call.actor, to, call.text("words"));
    });
}

base::Result<Reply> take_back(const Call& call) {
    return take_step(call, [&](const casework::Answering& to) {
        return casework::take_back_referral(call.desk, call.actor, to);
    });
}

Schema preview_schema() {
    return object({required("minimum", packet_schema().saying("What the receiver sees at once.")),
                   required("full", packet_schema().saying("And when it has accepted.")),
                   required("unknown", list(text(60), 50).saying("Chosen, but nothing is recorded.")),
                   required("consent", consent_state_schema()), required("open_already", id().or_null())})
        .called("ReferralPreview");
}

Schema case_referrals_schema() {
    return object({required("case", id()),
                   required("referrals", list(object({required("referral", referral_schema()),
                                                      required("service_name", text(300)),
                                                      required("organisation_name", text(300)),
                                                      required("next_clock", clock_schema().or_null()),
                                                      required("person_to_be_told", flag())})
                                                  .called("CaseReferral")))})
        .called("CaseReferrals");
}

}  // namespace

std::vector<Operation> referral_operations() {
    return {
        {.pattern = "/api/v1/cases/{case}/facts",
         .name = "readKnownFacts",
         .tag = "referrals",
         .summary = "Every fact that is recorded and that this program could share",
         .permission = Permission::packet_read,
         .purpose = Purpose::referral,
         .answer =
             Body{object({required("case", id()), required("facts", packet_schema())}).called("KnownFacts"),
                  kKnown},
         .handler = read_known},
        {.method = http::Method::post,
         .pattern = "/api/v1/cases/{case}/referral-preview",
         .name = "previewReferral",
         .tag = "referrals",
         .summary = "Exactly what the receiver would see, and whether it may be sent",
         .about = "Sends nothing.",
         .permission = Permission::packet_read,
         .purpose = Purpose::referral,
         .body = Body{draft_schema(), kDraft},
         .answer = Body{preview_schema(), kPreview},
         .only_looks = true,
         .handler = preview},
        {.method = http::Method::post,
         .pattern = "/api/v1/cases/{case}/referrals",
         .name = "sendReferral",
         .tag = "referrals",
         .summary = "Send a referral to a service's queue",
         .about = "Asks for the person's consent, naming the organisation and every fact (INV-02).",
         .permission = Permission::referral_send,
         .purpose = Purpose::referral,
         .body = Body{draft_schema(), kDraft},
         .status = 201,
         .answer = Body{object({required("referral", id())}).called("ReferralReceipt"), kReceipt},
         .handler = send},
        {.pattern = "/api/v1/cases/{case}/referrals",
         .name = "readCaseReferrals",
         .tag = "referrals",
         .summary = "The referrals of a case and how far each has come",
         .permission = Permission::referral_follow,
         .purpose = Purpose::referral,
         .answer = Body{case_referrals_schema(), kCaseReferralsExample},
         .handler = of_case},
        {.pattern = "/api/v1/sent/{referral}",
         .name = "readSentReferral",
         .tag = "referrals",
         .summary = "The way of a referral that was sent, and what was asked back",
         .permission = Permission::referral_follow,
         .purpose = Purpose::referral,
         .answer = Body{referral_view_schema(), kReferralViewExample},
         .handler = read_sent},
        referral_step("/api/v1/sent/{referral}/reply", "replyToQuestion",
                      "Answer what the service asked back", Permission::referral_send,
                      Body{object({required("words", text(2000))}).called("Words"),
                           R"({"words": "She travels with one small child."})"},
                      reply, read_sent),
        referral_step("/api/v1/sent/{referral}/withdrawal", "takeBackReferral",
                      "Take a referral back; the receiver's access ends", Permission::referral_send, {},
                      take_back, read_sent)};
}

}  // namespace web::api
