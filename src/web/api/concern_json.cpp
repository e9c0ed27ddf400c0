#include "web/api/concern_json.hpp"

#include "casework/case_codes.hpp"
#include "web/api/case_json.hpp"
#include "web/api/person_age_json.hpp"

#include <iterator>
#include <utility>

namespace web::api {

namespace {

using screening::Advice;
using screening::Answer;
using screening::Company;

std::vector<Property> situation_properties() {
    return {
        required("immediate_danger", flag()),
        required("language", code_or_empty(casework::language_codes()).saying("ISO 639; \"\": not known.")),
        required("interpreter_needed", flag()), required("company", code(codes_of<Company>()))};
}

Property signs_property() {
    return required("signs",
                    map(code(codes_of<Answer>()), 100)
                        .saying("By id of the sign, from the observation set; what was not seen has no "
                                "entry."));
}

std::vector<Property> person_properties() {
    return {required("age", person_age_schema()),
            required("self_report", flag().saying("The person said so, in whatever words.")),
            required("place", code_or_empty(casework::place_codes())),
            required("seen_when", code_or_empty(casework::seen_when_codes())),
            required("source", code_or_empty(casework::source_codes())),
            required("note", text(4000).saying("What was seen and heard; no name."))};
}

void append(std::vector<Property>& properties, std::vector<Property> more) {
    properties.insert(properties.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
}

std::vector<Property> content_properties() {
    std::vector<Property> properties = situation_properties();
    properties.push_back(signs_property());
    append(properties, person_properties());
    return properties;
}

// As it is read, in the order of content_properties(); with which set the signs are of.
void add_content(Json& json, const casework::ConcernContent& content) {
    json["instrument"] = content.instrument;
    json["instrument_version"] = content.instrument_version;
    json["immediate_danger"] = content.situation.immediate_danger;
    json["language"] = content.situation.language;
    json["interpreter_needed"] = content.situation.interpreter_needed;
    json["company"] = screening::name_of(content.situation.company);
    json["signs"] = Json::object();
    for (const auto& [sign, answer] : content.signs) json["signs"][sign] = screening::name_of(answer);
    json["age"] = person_age_json(content.person.age);
    json["self_report"] = content.person.self_report;
    json["place"] = content.person.place;
    json["seen_when"] = content.person.seen_when;
    json["source"] = content.person.source;
    json["note"] = content.person.note;
}

std::vector<Property> instrument_properties() {
    return {required("instrument", text(100)), required("instrument_version", text(40))};
}

Json advice_json(const std::vector<Advice>& advice) {
    Json list = Json::array();
    for (const Advice one : advice) list.push_back(screening::name_of(one));
    return list;
}

Schema advice_schema() {
    return list(code(codes_of<Advice>()), 50).saying("Most urgent first.");
}

std::vector<std::string> step_names() {
    std::vector<std::string> names;
    for (const auto step : {casework::FirstLookStep::situation, casework::FirstLookStep::signs,
                            casework::FirstLookStep::person, casework::FirstLookStep::done})
        names.emplace_back(name_of(step));
    return names;
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

Schema situation_schema() {
    return object(situation_properties()).called("Situation");
}

casework::ConcernSituation situation_from(const Json& body) {
    return {.language = text_in(body, "language"),
            .interpreter_needed = flag_in(body, "interpreter_needed"),
            .company = named_in<Company>(body, "company"),
            .immediate_danger = flag_in(body, "immediate_danger")};
}

Schema signs_schema() {
    return object({signs_property()}).called("Signs");
}

screening::Answers signs_from(const Json& body) {
    screening::Answers signs;
    for (const auto& [sign, answer] : body.at("signs").items())
        signs.emplace(sign, screening::from_name<Answer>(answer.get<std::string>()).value_or(Answer{}));
    return signs;
}

Schema concern_person_schema() {
    return object(person_properties()).called("LookedAtPerson");
}

casework::ConcernPerson concern_person_from(const Json& body) {
    return {.age = person_age_from(body.at("age")),
            .self_report = flag_in(body, "self_report"),
            .place = text_in(body, "place"),
            .seen_when = text_in(body, "seen_when"),
            .source = text_in(body, "source"),
            .note = text_in(body, "note")};
}

casework::ConcernContent concern_from(const Json& body) {
    casework::ConcernContent content;
    content.situation = situation_from(body);
    content.signs = signs_from(body);
    content.person = concern_person_from(body);
    return content;
}

Schema beginning_schema() {
    std::vector<Property> properties{
        required("case",
                 id().saying("A new UUIDv7 for somebody new, made by the sender; or the case of a person "
                             "who is known.")),
        required("person", code({"somebody_new", "known_person"}))};
    append(properties, situation_properties());
    return object(std::move(properties)).called("FirstLookBeginning");
}

Schema unfinished_looks_schema() {
    return object({required("looks", list(object({required("case", id()), required("pseudonym", text(40)),
                                                  required("started_at", moment()),
                                                  required("next_step", code(step_names()))})
                                              .called("UnfinishedLook"),
                                          100))})
        .called("UnfinishedLooks");
}

Schema first_look_schema() {
    const Schema result =
        object({required("concern", flag()), required("immediate_danger", flag()),
                required("handled_as_child", flag()), required("claimed_adult_looks_like_child", flag()),
                required("signs_seen", list(text(60), 100)), required("signs_unclear", list(text(60), 100)),
                required("do_now", advice_schema())})
            .called("FirstLookResult");
    std::vector<Property> properties{required("case", id()), required("pseudonym", text(40)),
                                     required("next_step", code(step_names())), required("finished", flag())};
    append(properties, instrument_properties());
    append(properties, content_properties());
    append(properties,
           {required("result", result.or_null().saying("null: not finished.")),
            required("clocks", list(clock_schema()).saying("Running ones, of the case.")),
            required("actions", list(action_schema(), 50).saying("What to do next, once finished."))});
    return object(std::move(properties)).called("FirstLook");
}

Json first_look_json(const casework::FirstLookView& view, base::Time now) {
    Json json = {{"case", view.file.id.text()},
                 {"pseudonym", view.file.pseudonym},
                 {"next_step", name_of(view.next_step)},
                 {"finished", view.finished}};
    add_content(json, view.content);
    json["result"] = nullptr;
    if (view.result) {
        json["result"] = {{"concern", view.result->concern},
                          {"immediate_danger", view.result->immediate_danger},
                          {"handled_as_child", view.result->handled_as_child},
                          {"claimed_adult_looks_like_child", view.result->claimed_adult_looks_like_child},
                          {"signs_seen", view.result->signs_seen},
                          {"signs_unclear", view.result->signs_unclear},
                          {"do_now", advice_json(view.result->do_now)}};
    }
    json["clocks"] = clocks_json(view.clocks, now);
    json["actions"] = actions_json(view.actions);
    return json;
}

Schema concerns_schema() {
    std::vector<Property> properties{required("at", moment()), required("by", text(200)),
                                     required("finished", flag())};
    append(properties, instrument_properties());
    append(properties, content_properties());
    return object({required("case", id()),
                   required("concerns", list(object(std::move(properties)).called("Concern")))})
        .called("Concerns");
}

Json concerns_json(const casework::ConcernsOfCase& concerns) {
    Json list = Json::array();
    for (const casework::ConcernsOfCase::Seen& seen : concerns.seen) {
        Json json = {{"at", to_iso(seen.at)}, {"by", seen.by}, {"finished", seen.finished}};
        add_content(json, seen.content);
        list.push_back(std::move(json));
    }
    return {{"case", concerns.file.id.text()}, {"concerns", std::move(list)}};
}

Schema concern_receipt_schema() {
    return object({required("receipt", case_receipt_schema()),
                   required("concern", flag().saying("False: a contact, which stays anonymous (INV-14).")),
                   required("immediate_danger", flag()), required("handled_as_child", flag()),
                   required("do_now", advice_schema())})
        .called("ConcernReceipt");
}

Json concern_receipt(const casework::FirstLookOutcome& outcome) {
    return {{"receipt", case_receipt(outcome.file)},
            {"concern", outcome.result.concern},
            {"immediate_danger", outcome.result.immediate_danger},
            {"handled_as_child", outcome.result.handled_as_child},
            {"do_now", advice_json(outcome.result.do_now)}};
}

}  // namespace web::api
