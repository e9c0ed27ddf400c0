#include "web/api/screening_json.hpp"
#include "web/api/consent_json.hpp"

#include "casework/case_codes.hpp"
#include "web/api/case_json.hpp"
#include "web/api/person_age_json.hpp"

#include <utility>

namespace web::api {

namespace {

using casework::Distress;
using casework::InterpreterUse;
using casework::Screening;
using casework::ScreeningMode;
using casework::ScreeningStatus;
using screening::Band;
using screening::Prerequisite;

template <class Value, class... Values>
std::vector<std::string> codes_as_stored(Value first, Values... others) {
    return {std::string(casework::code_of(first)), std::string(casework::code_of(others))...};
}

Json names_json(const auto& values) {
    Json names = Json::array();
    for (const auto value : values) names.push_back(screening::name_of(value));
    return names;
}

Schema step_schema() {
    return object({required("from", code(codes_of<Band>())), required("to", code(codes_of<Band>())),
                   required("reason", text(60)), required("words", text(4000)), required("by", id()),
                   required("at", moment()), required("second_person_needed", flag()),
                   required("agreed", flag().or_null().saying("null: nobody has answered."))})
        .called("BandStep");
}

Json steps_json(const std::vector<casework::BandStep>& steps) {
    Json list = Json::array();
    for (const casework::BandStep& step : steps) {
        list.push_back({{"from", screening::name_of(step.from)},
                        {"to", screening::name_of(step.to)},
                        {"reason", step.reason},
                        {"words", step.words},
                        {"by", step.by.text()},
                        {"at", to_iso(step.at)},
                        {"second_person_needed", step.second_person_needed},
                        {"agreed", step.answer ? Json(step.answer->agreed) : Json(nullptr)}});
    }
    return list;
}

Json sheets_json(const std::vector<casework::AnswerSheet>& sheets) {
    Json list = Json::array();
    for (const casework::AnswerSheet& sheet : sheets) {
        Json answers = Json::object();
        for (const auto& [item, answer] : sheet.answers) answers[item] = screening::name_of(answer);
        list.push_back(
            {{"instrument", sheet.instrument}, {"version", sheet.version}, {"answers", std::move(answers)}});
    }
    return list;
}

Schema talk_schema() {
    const Schema sheet = object({required("instrument", text(100)), required("version", text(40)),
                                 required("answers", map(code(codes_of<screening::Answer>())))})
                             .called("AnswerSheet");
    return object(
               {required("sheets", list(sheet, 20).saying("The last one is being asked.")),
                required("own_words", map(text(8000)).saying("By group of questions.")),
                required("observations", text(8000)), required("distress", code(distress_codes())),
                required("breaks", whole(0, 10000)),
                required("computed_band", code(codes_of<Band>()).or_null()),
                required(
                    "band",
                    code(codes_of<Band>()).or_null().saying("The computed one with every step that holds.")),
                required("case_clause", text(80).or_null().saying("Why the band is what it is.")),
                required("steps", list(step_schema(), 100))})
        .called("ScreeningTalk");
}

Json talk_json(const casework::ScreeningContent& content) {
    Json own_words = Json::object();
    for (const auto& [dimension, words] : content.own_words) own_words[dimension] = words;
    const auto band = casework::band_of(content);
    const auto& assessment = content.assessment;
    return {
        {"sheets", sheets_json(content.sheets)},
        {"own_words", std::move(own_words)},
        {"observations", content.observations},
        {"distress", code_of(content.distress)},
        {"breaks", content.breaks},
        {"computed_band", assessment ? Json(screening::name_of(assessment->band)) : Json(nullptr)},
        {"band", band ? Json(screening::name_of(*band)) : Json(nullptr)},
        {"case_clause", assessment ? Json(screening::name_of(assessment->trace.case_clause)) : Json(nullptr)},
        {"steps", steps_json(content.steps)}};
}

Schema offer_schema() {
    return object({required("id", text(100)), required("version", text(40)), required("tier", whole(0, 10)),
                   required("within_tier", flag().saying("Whether this program may ask it.")),
                   required("chosen", flag())})
        .called("InstrumentOffer");
}

}  // namespace

std::vector<std::string> interpreter_codes() {
    return codes_as_stored(InterpreterUse::not_needed, InterpreterUse::in_person,
                           InterpreterUse::by_phone_or_video);
}

std::vector<std::string> mode_codes() {
    return codes_as_stored(ScreeningMode::interviewer, ScreeningMode::self_administered);
}

std::vector<std::string> distress_codes() {
    return codes_as_stored(Distress::none_seen, Distress::some, Distress::strong);
}

std::vector<std::string> prerequisite_codes() {
    return codes_of<Prerequisite>();
}

Schema screening_schema() {
    return object(
               {required("id", id()), required("case", id()),
                required("status",
                         code(codes_as_stored(ScreeningStatus::preparing, ScreeningStatus::in_progress,
                                              ScreeningStatus::paused, ScreeningStatus::finished))),
                required("begun_by", id()), required("organisation", id()), required("begun_at", moment()),
                required("changed_at", moment()), required("finished_at", moment().or_null()),
                required("pending_by", id().or_null().saying("Who proposed the step that waits (INV-17).")),
                required("version", whole(1, INT64_MAX))})
        .called("Screening");
}

Json screening_json(const Screening& screening) {
    return {{"id", screening.id.text()},
            {"case", screening.case_id.text()},
            {"status", code_of(screening.status)},
            {"begun_by", screening.begun_by.text()},
            {"organisation", screening.organisation.text()},
            {"begun_at", to_iso(screening.begun_at)},
            {"changed_at", to_iso(screening.changed_at)},
            {"finished_at", moment_json(screening.finished_at)},
            {"pending_by", id_or_null(screening.pending_by)},
            {"version", screening.version}};
}

Schema screening_view_schema() {
    return object({required("screening", screening_schema()), required("as_child", flag()),
                   required("age", person_age_schema()),
                   required("met", list(code(prerequisite_codes()), 20)),
                   required("open", list(code(prerequisite_codes()), 20).saying("Still open (INV-16).")),
                   required("interpreter", code(interpreter_codes())), required("language", text(20)),
                   required("mode", code(mode_codes())), required("consent", consent_state_schema()),
                   required("offered", list(offer_schema(), 50)),
                   required("talk", talk_schema().or_null().saying("null: not this program's to read yet."))})
        .called("ScreeningView");
}

Json screening_view_json(const casework::ScreeningView& view) {
    Json offered = Json::array();
    for (const casework::InstrumentOffer& offer : view.offered) {
        offered.push_back({{"id", offer.id},
                           {"version", offer.version},
                           {"tier", offer.tier},
                           {"within_tier", offer.within_tier},
                           {"chosen", offer.chosen}});
    }
    return {{"screening", screening_json(view.screening)},
            {"as_child", view.as_child},
            {"age", person_age_json(view.age)},
            {"met", names_json(view.prerequisites.met)},
            {"open", names_json(view.open)},
            {"interpreter", code_of(view.interpreter)},
            {"language", view.language},
            {"mode", code_of(view.mode)},
            {"consent", name_of(view.consent)},
            {"offered", std::move(offered)},
            {"talk", view.talk ? talk_json(view.talk->content) : Json(nullptr)}};
}

Schema instrument_schema() {
    return object({required("id", text(100)), required("version", text(40)), required("tier", whole(0, 10)),
                   required("name", text(500)), required("verified", flag()), required("licence", text(200)),
                   required("source", text(1000)), required("answers", list(text(40), 10)),
                   required("dimensions", list(object({required("id", text(40)), required("name", text(500)),
                                                       required("opening", text(2000))})
                                                   .called("Dimension"),
                                               50)),
                   required("items", list(object({required("id", text(40)), required("dimension", text(40)),
                                                  required("weight", text(10)), required("text", text(2000))})
                                              .called("Item"),
                                          500))})
        .called("Instrument");
}

Json instrument_json(const screening::Instrument& instrument, const base::Messages& messages) {
    const auto words = [&](const std::string& key) {
        return key.empty() ? std::string() : messages.text(base::kFallbackLanguage, key);
    };
    Json dimensions = Json::array();
    for (const screening::Dimension& dimension : instrument.dimensions) {
        dimensions.push_back({{"id", dimension.id},
                              {"name", words(dimension.name_key)},
                              {"opening", words(dimension.opening_key)}});
    }
    Json items = Json::array();
    for (const screening::Item& item : instrument.items) {
        items.push_back({{"id", item.id},
                         {"dimension", item.dimension},
                         {"weight", item.weight ? screening::name_of(*item.weight) : ""},
                         {"text", words(item.text_key)}});
    }
    return {{"id", instrument.id},
            {"version", instrument.version},
            {"tier", instrument.tier},
            {"name", words(instrument.name_key)},
            {"verified", instrument.verified},
            {"licence", instrument.licence},
            {"source", instrument.source.title + ". " + instrument.source.reference},
            {"answers", names_json(instrument.answer_set)},
            {"dimensions", std::move(dimensions)},
            {"items", std::move(items)}};
}

}  // namespace web::api
