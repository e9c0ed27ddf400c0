#include "web/api/consent_json.hpp"

#include "casework/case_codes.hpp"
#include "web/api/call.hpp"
#include "web/api/case_json.hpp"

#include <utility>

namespace web::api {

namespace {

using casework::Consent;
using casework::ConsentCode;
using casework::ConsentGiver;
using casework::ConsentMethod;
using casework::ConsentStatus;
using casework::Fact;

std::vector<std::string> consent_names() {
    std::vector<std::string> names;
    for (const ConsentCode one : casework::all_consent_codes()) names.emplace_back(name_of(one));
    return names;
}

std::vector<std::string> giver_names() {
    std::vector<std::string> names;
    for (const ConsentGiver one : {ConsentGiver::adult, ConsentGiver::guardian_with_child,
                                   ConsentGiver::child_assent_guardian_suspected})
        names.emplace_back(code_of(one));
    return names;
}

std::vector<std::string> method_names() {
    std::vector<std::string> names;
    for (const ConsentMethod one :
         {ConsentMethod::spoken_witnessed, ConsentMethod::signed_paper, ConsentMethod::digital})
        names.emplace_back(code_of(one));
    return names;
}

std::vector<std::string> status_names() {
    std::vector<std::string> names;
    for (const ConsentStatus one :
         {ConsentStatus::running, ConsentStatus::refused, ConsentStatus::withdrawn, ConsentStatus::expired})
        names.emplace_back(name_of(one));
    return names;
}

// What a talk and its record have in common.
std::vector<Property> said_properties() {
    return {
        required("code", code(consent_names())),
        required("recipient", id().or_null().saying("The one organisation a referral goes to; else null.")),
        required("facts", list(fact_schema(), 50).saying("What may be told.")),
        required("given_by", code(giver_names())),
        required("language", code_or_empty(casework::language_codes())),
        required("interpreter_present", flag()),
        required("method", code(method_names()))};
}

Schema points_schema() {
    std::vector<Property> points;
    for (const char* point : {"agreement_to_interview", "purpose", "uses", "research_use", "right_of_access",
                              "storage_time", "how_to_withdraw"})
        points.push_back(required(point, flag()));
    return object(std::move(points)).saying("What was explained: all seven, or there is no consent.");
}

}  // namespace

std::string_view name_of(guard::ConsentState state) {
    switch (state) {
        case guard::ConsentState::not_needed: return "not_needed";
        case guard::ConsentState::valid: return "valid";
        case guard::ConsentState::missing: return "missing";
        case guard::ConsentState::withdrawn: return "withdrawn";
        case guard::ConsentState::exception_recorded: return "exception_recorded";
    }
    return "missing";
}

Schema consent_state_schema() {
    return code({"not_needed", "valid", "missing", "withdrawn", "exception_recorded"});
}

Schema fact_schema() {
    std::vector<std::string> names;
    for (const Fact fact : casework::all_facts()) names.emplace_back(name_of(fact));
    return code(std::move(names)).called("Fact");
}

Json facts_json(const std::vector<Fact>& facts) {
    Json names = Json::array();
    for (const Fact fact : facts) names.push_back(name_of(fact));
    return names;
}

std::vector<Fact> facts_from(const std::vector<std::string>& names) {
    std::vector<Fact> facts;
    for (const std::string& name : names) {
        if (const auto fact = casework::fact_from_name(name)) facts.push_back(*fact);
    }
    return facts;
}

Schema consent_talk_schema() {
    std::vector<Property> properties = said_properties();
    properties.push_back(required("points", points_schema()));
    properties.push_back(required("said_back_in_own_words", flag()));
    properties.push_back(required("risks_explained", flag()));
    properties.push_back(required("alternatives_explained", flag()));
    properties.push_back(required("refused", flag().saying("Asked, and the person said no.")));
    return object(std::move(properties)).called("ConsentTalk");
}

casework::ConsentTalk consent_talk_from(const Json& body) {
    casework::ConsentTalk talk;
    for (const ConsentCode one : casework::all_consent_codes()) {
        if (name_of(one) == text_in(body, "code")) talk.code = one;
    }
    if (const std::string recipient = text_in(body, "recipient"); !recipient.empty())
        talk.recipient = *guard::OrganisationId::from_text(recipient);
    talk.facts = facts_from(texts_in(body, "facts"));
    talk.given_by = casework::consent_giver_from(text_in(body, "given_by")).value_or(ConsentGiver::adult);
    talk.language = text_in(body, "language");
    talk.interpreter_present = flag_in(body, "interpreter_present");
    talk.method =
        casework::consent_method_from(text_in(body, "method")).value_or(ConsentMethod::spoken_witnessed);
    const Json& points = body.at("points");
    talk.points = {.agreement_to_interview = flag_in(points, "agreement_to_interview"),
                   .purpose = flag_in(points, "purpose"),
                   .uses = flag_in(points, "uses"),
                   .research_use = flag_in(points, "research_use"),
                   .right_of_access = flag_in(points, "right_of_access"),
                   .storage_time = flag_in(points, "storage_time"),
                   .how_to_withdraw = flag_in(points, "how_to_withdraw")};
    talk.said_back_in_own_words = flag_in(body, "said_back_in_own_words");
    talk.risks_explained = flag_in(body, "risks_explained");
    talk.alternatives_explained = flag_in(body, "alternatives_explained");
    talk.refused = flag_in(body, "refused");
    return talk;
}

Schema consent_schema() {
    std::vector<Property> properties = said_properties();
    properties.insert(properties.begin(), required("id", id()));
    properties.push_back(required("valid_from", moment()));
    properties.push_back(required("expires_at", moment()));
    properties.push_back(required("withdrawn_at", moment().or_null()));
    properties.push_back(required("refused", flag()));
    properties.push_back(required("status", code(status_names())));
    properties.push_back(required("version", whole(1, INT64_MAX)));
    return object(std::move(properties)).called("Consent");
}

Json consent_json(const Consent& consent, base::Time now) {
    return {{"id", consent.id.text()},
            {"code", name_of(consent.code)},
            {"recipient", id_or_null(consent.recipient)},
            {"facts", facts_json(consent.facts)},
            {"given_by", code_of(consent.given_by)},
            {"language", consent.language},
            {"interpreter_present", consent.interpreter_present},
            {"method", code_of(consent.method)},
            {"valid_from", to_iso(consent.valid_from)},
            {"expires_at", to_iso(consent.expires_at)},
            {"withdrawn_at", moment_json(consent.withdrawn_at)},
            {"refused", consent.refused},
            {"status", name_of(casework::status_of(consent, now))},
            {"version", consent.version}};
}

Schema disclosure_schema() {
    return object({required("to_organisation", id()), required("facts", list(fact_schema(), 50)),
                   required("part", code({"minimum", "full"})), required("referral", id().or_null()),
                   required("at", moment())})
        .called("Disclosure");
}

Json disclosures_json(const std::vector<casework::Disclosure>& disclosures) {
    Json list = Json::array();
    for (const casework::Disclosure& one : disclosures) {
        list.push_back({{"to_organisation", one.to_organisation.text()},
                        {"facts", facts_json(one.facts)},
                        {"part", one.part == casework::PacketPart::full ? "full" : "minimum"},
                        {"referral", id_or_null(one.referral)},
                        {"at", to_iso(one.at)}});
    }
    return list;
}

}  // namespace web::api
