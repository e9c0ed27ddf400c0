#include "web/api/concern_json.hpp"

#include "casework/case_codes.hpp"
#include "web/api/case_json.hpp"
#include "web/api/person_age_json.hpp"

#include <utility>

namespace web::api {

namespace {

using screening::Advice;
using screening::Answer;
using screening::Company;

std::vector<Property> content_properties() {
    return {
        required("immediate_danger", flag()),
        required("language", code_or_empty(casework::language_codes()).saying("ISO 639; \"\": not known.")),
        required("interpreter_needed", flag()),
        required("company", code(codes_of<Company>())),
        required("signs", map(code(codes_of<Answer>()), 100)
                              .saying("By id of the sign, from the observation set; what was not seen has no "
                                      "entry.")),
        required("age", person_age_schema()),
        required("self_report", flag().saying("The person said so, in whatever words.")),
        required("place", code_or_empty(casework::place_codes())),
        required("seen_when", code_or_empty(casework::seen_when_codes())),
        required("source", code_or_empty(casework::source_codes())),
        required("note", text(4000).saying("What was seen and heard; no name."))};
}

}  // namespace

Schema concern_body_schema() {
    std::vector<Property> properties = content_properties();
    properties.insert(
        properties.begin(),
        required("case", id().saying("A new UUIDv7 for somebody new, made by the sender, so that "
                                     "sending twice makes one case; or the case of a person who "
                                     "is known.")));
    return object(std::move(properties)).called("NewConcern");
}

Schema outside_id_schema() {
    return object({required("system", text(60).between(1, 60).saying("Which system calls it so.")),
                   required("id", text(200).between(1, 200).saying("Kept as a keyed hash only."))})
        .called("OutsideId");
}

casework::OutsideId outside_id_from(const Json& body) {
    return {text_in(body, "system"), text_in(body, "id")};
}

Schema outside_concern_schema() {
    std::vector<Property> properties = content_properties();
    properties.insert(properties.begin(), required("outside_id", outside_id_schema()));
    return object(std::move(properties)).called("OutsideConcern");
}

casework::ConcernContent concern_from(const Json& body) {
    casework::ConcernContent content;
    content.situation = {.language = text_in(body, "language"),
                         .interpreter_needed = flag_in(body, "interpreter_needed"),
                         .company = named_in<Company>(body, "company"),
                         .immediate_danger = flag_in(body, "immediate_danger")};
    for (const auto& [sign, answer] : body.at("signs").items()) {
        content.signs.emplace(sign,
                              screening::from_name<Answer>(answer.get<std::string>()).value_or(Answer{}));
    }
    content.person = {.age = person_age_from(body.at("age")),
                      .self_report = flag_in(body, "self_report"),
                      .place = text_in(body, "place"),
                      .seen_when = text_in(body, "seen_when"),
                      .source = text_in(body, "source"),
                      .note = text_in(body, "note")};
    return content;
}

Schema concerns_schema() {
    std::vector<Property> properties = content_properties();
    properties.insert(properties.begin(),
                      {required("at", moment()), required("by", text(200)), required("finished", flag()),
                       required("instrument", text(100)), required("instrument_version", text(40))});
    return object({required("case", id()),
                   required("concerns", list(object(std::move(properties)).called("Concern")))})
        .called("Concerns");
}

Json concerns_json(const casework::ConcernsOfCase& concerns) {
    Json list = Json::array();
    for (const casework::ConcernsOfCase::Seen& seen : concerns.seen) {
        const casework::ConcernContent& content = seen.content;
        Json signs = Json::object();
        for (const auto& [sign, answer] : content.signs) signs[sign] = screening::name_of(answer);
        list.push_back({{"at", to_iso(seen.at)},
                        {"by", seen.by},
                        {"finished", seen.finished},
                        {"instrument", content.instrument},
                        {"instrument_version", content.instrument_version},
                        {"immediate_danger", content.situation.immediate_danger},
                        {"language", content.situation.language},
                        {"interpreter_needed", content.situation.interpreter_needed},
                        {"company", screening::name_of(content.situation.company)},
                        {"signs", std::move(signs)},
                        {"age", person_age_json(content.person.age)},
                        {"self_report", content.person.self_report},
                        {"place", content.person.place},
                        {"seen_when", content.person.seen_when},
                        {"source", content.person.source},
                        {"note", content.person.note}});
    }
    return {{"case", concerns.file.id.text()}, {"concerns", std::move(list)}};
}

Schema concern_receipt_schema() {
    return object({required("receipt", case_receipt_schema()),
                   required("concern", flag().saying("False: a contact, which stays anonymous (INV-14).")),
                   required("immediate_danger", flag()), required("handled_as_child", flag()),
                   required("do_now", list(code(codes_of<Advice>()), 50).saying("Most urgent first."))})
        .called("ConcernReceipt");
}

Json concern_receipt(const casework::FirstLookOutcome& outcome) {
    Json advice = Json::array();
    for (const Advice one : outcome.result.do_now) advice.push_back(screening::name_of(one));
    return {{"receipt", case_receipt(outcome.file)},
            {"concern", outcome.result.concern},
            {"immediate_danger", outcome.result.immediate_danger},
            {"handled_as_child", outcome.result.handled_as_child},
            {"do_now", std::move(advice)}};
}

}  // namespace web::api
