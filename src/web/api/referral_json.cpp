#include "web/api/referral_json.hpp"

#include "casework/legal_exception.hpp"
#include "directory/need.hpp"
#include "web/api/call.hpp"
#include "web/api/case_json.hpp"
#include "web/api/consent_json.hpp"

#include <utility>

namespace web::api {

namespace {

using casework::Packet;
using casework::Referral;

std::vector<std::string> status_names() {
    std::vector<std::string> names;
    for (const casework::ReferralStatus one : casework::all_referral_statuses())
        names.emplace_back(code_of(one));
    return names;
}

Schema message_schema() {
    return object({required("at", moment()), required("from", id()), required("words", text(4000))})
        .called("Message");
}

Json exchange_json(const std::vector<casework::Message>& exchange) {
    Json list = Json::array();
    for (const casework::Message& message : exchange) {
        list.push_back({{"at", to_iso(message.at)}, {"from", message.from.text()}, {"words", message.words}});
    }
    return list;
}

}  // namespace

Schema referral_schema() {
    return object({required("id", id()), required("case", id()),
                   required("need", text(60).saying("\"\" for a receiver whose access has ended.")),
                   required("urgency", text(60)), required("from_organisation", id()),
                   required("to_organisation", id()), required("service", id()),
                   required("facts", list(fact_schema(), 50)), required("consent", id().or_null()),
                   required("under_exception",
                            flag().saying("Sent without consent, on a legal ground (INV-02).")),
                   required("status", code(status_names())), required("sent_at", moment()),
                   required("acknowledged_at", moment().or_null()),
                   required("answered_at", moment().or_null()),
                   required("first_service_at", moment().or_null()), required("answer_reason", text(60)),
                   required("rerouted_from", id().or_null()), required("copy_given_to_person", flag()),
                   required("version", whole(1, INT64_MAX))})
        .called("Referral");
}

Json referral_json(const Referral& referral) {
    return {{"id", referral.id.text()},
            {"case", referral.case_id.text()},
            {"need", referral.need},
            {"urgency", referral.urgency},
            {"from_organisation", referral.from_organisation.text()},
            {"to_organisation", referral.to_organisation.text()},
            {"service", referral.service.text()},
            {"facts", facts_json(referral.facts)},
            {"consent", id_or_null(referral.consent)},
            {"under_exception", referral.exception.has_value()},
            {"status", code_of(referral.status)},
            {"sent_at", to_iso(referral.sent_at)},
            {"acknowledged_at", moment_json(referral.acknowledged_at)},
            {"answered_at", moment_json(referral.answered_at)},
            {"first_service_at", moment_json(referral.first_service_at)},
            {"answer_reason", referral.answer_reason},
            {"rerouted_from", id_or_null(referral.rerouted_from)},
            {"copy_given_to_person", referral.copy_given_to_person},
            {"version", referral.version}};
}

Schema queue_line_schema() {
    return object({required("referral", referral_schema()), required("pseudonym", text(40)),
                   required("service_name", text(300)), required("from_name", text(300)),
                   required("to_name", text(300)), required("next_clock", clock_schema().or_null()),
                   required("escalated", flag()), required("access_ended", flag())})
        .called("QueueLine");
}

Json queue_line_json(const casework::QueueLine& line, base::Time now) {
    return {{"referral", referral_json(line.referral)},
            {"pseudonym", line.pseudonym},
            {"service_name", line.service_name},
            {"from_name", line.from_name},
            {"to_name", line.to_name},
            {"next_clock", clock_json(line.next_clock, now)},
            {"escalated", line.escalated},
            {"access_ended", line.access_ended}};
}

Schema packet_schema() {
    return list(
        object({required("fact", fact_schema()),
                required("keys", list(text(200), 200).saying("Message keys of codes, to be translated.")),
                required("words", text(8000).saying("As they were written down."))})
            .called("FactValue"),
        50);
}

Json packet_json(const Packet& packet) {
    Json list = Json::array();
    for (const casework::FactValue& value : packet) {
        list.push_back({{"fact", name_of(value.fact)}, {"keys", value.keys}, {"words", value.words}});
    }
    return list;
}

Schema referral_view_schema() {
    return object({required("line", queue_line_schema()), required("minimum", packet_schema()),
                   required("full", packet_schema().or_null().saying("null: not opened.")),
                   required("exchange", list(message_schema(), 1000)),
                   required("clocks", list(clock_schema())), required("sent_by", text(200)),
                   required("exception_ground", text(60)), required("proposed_by", text(200)),
                   required("confirmed_by", text(200)), required("person_told_at", moment().or_null())})
        .called("ReferralView");
}

Json referral_view_json(const casework::ReferralPage& page, base::Time now) {
    return {{"line", queue_line_json(page.line, now)},
            {"minimum", packet_json(page.minimum)},
            {"full", page.full ? packet_json(*page.full) : Json(nullptr)},
            {"exchange", exchange_json(page.exchange)},
            {"clocks", clocks_json(page.clocks, now)},
            {"sent_by", page.sent_by},
            {"exception_ground", page.exception_ground},
            {"proposed_by", page.proposed_by},
            {"confirmed_by", page.confirmed_by},
            {"person_told_at", moment_json(page.person_told_at)}};
}

Schema draft_schema() {
    return object(
               {required("need", code(directory::need_codes())),
                required("urgency", code(casework::urgency_codes())), required("service", id()),
                required("facts", list(fact_schema(), 50).saying("Need and urgency go with every referral.")),
                optional("exception", object({required("ground", code(casework::exception_grounds())),
                                              required("reason", text(4000))})
                                          .saying("Without consent, on a legal ground: waits for a second "
                                                  "person (INV-02).")),
                optional("instead_of", id().saying("The unanswered or declined referral it takes the place "
                                                   "of.")),
                optional("copy_given_to_person", flag())})
        .called("ReferralDraft");
}

casework::ReferralDraft draft_from(const Json& body) {
    casework::ReferralDraft draft;
    draft.need = text_in(body, "need");
    draft.urgency = text_in(body, "urgency");
    draft.service = *directory::ServiceId::from_text(text_in(body, "service"));
    draft.facts = facts_from(texts_in(body, "facts"));
    if (const auto exception = body.find("exception"); exception != body.end())
        draft.exception =
            casework::ProposedException{text_in(*exception, "ground"), text_in(*exception, "reason")};
    if (const std::string before = text_in(body, "instead_of"); !before.empty())
        draft.instead_of = *base::Id<Referral>::from_text(before);
    draft.copy_given_to_person = flag_in(body, "copy_given_to_person");
    return draft;
}

}  // namespace web::api
