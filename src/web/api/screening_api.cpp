// Screening: indicator sets, preparing, answers, the band, and what waits for a second person. Agreeing to a
// step is a person's: it is done on the page, where somebody signs in (INV-17).

#include "casework/answer_screening.hpp"
#include "casework/begin_screening.hpp"
#include "casework/case_codes.hpp"
#include "casework/change_band.hpp"
#include "web/api/operation.hpp"
#include "web/api/paging.hpp"
#include "web/api/person_age_json.hpp"
#include "web/api/screening_examples.hpp"
#include "web/api/screening_json.hpp"

#include <utility>

namespace web::api {
namespace {

using casework::ScreeningId;
using guard::Permission;
using guard::Purpose;
using screening::Band;
using screening::Prerequisite;

base::Result<Reply> list_instruments(const Call& call) {
    Json items = Json::array();
    for (const screening::Instrument* instrument : call.desk.instruments.all_newest())
        items.push_back(instrument_json(*instrument, call.messages));
    return Reply{.body = {{"instruments", std::move(items)}}};
}

base::Result<Reply> list_screenings(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_screenings(call.desk, call.actor, *id);
    if (!found) return base::fail(found.error());
    Json list = Json::array();
    for (const casework::Screening& one : found->screenings) list.push_back(screening_json(one));
    return Reply{.body = {{"case", id->text()}, {"screenings", std::move(list)}}};
}

base::Result<Reply> begin(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto begun =
        casework::begin_screening(call.desk, call.actor, *id,
                                  {.age = person_age_from(call.body.at("age")),
                                   .purpose = named_in<screening::SuspectedPurpose>(call.body, "purpose"),
                                   .language = call.text("language"),
                                   .interpreter = casework::interpreter_use_from(call.text("interpreter"))
                                                      .value_or(casework::InterpreterUse::not_needed),
                                   .mode = casework::screening_mode_from(call.text("mode"))
                                               .value_or(casework::ScreeningMode::interviewer)});
    if (!begun) return base::fail(begun.error());
    Reply reply{.body = {{"screening", nullptr},
                         {"child_path", begun->child_path},
                         {"needs_vetting", begun->needs_vetting},
                         {"needs_interviewer", begun->needs_interviewer}}};
    if (begun->screening) {
        reply.body["screening"] = begun->screening->text();
        reply.location = "/api/v1/screenings/" + begun->screening->text();
        reply.version = begun->version;
    }
    return reply;
}

base::Result<Reply> read(const Call& call) {
    const auto id = call.id<casework::Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_screening(call.desk, call.actor, *id);
    if (!view) return base::fail(view.error());
    return Reply{.body = screening_view_json(*view), .version = view->screening.version};
}

base::Result<Reply> prepare(const Call& call) {
    const auto id = call.id<casework::Screening>("screening");
    if (!id) return base::fail(id.error());
    casework::Preparation preparation{.version = call.version};
    for (const std::string& name : call.texts("met")) {
        if (const auto one = screening::from_name<Prerequisite>(name)) preparation.met.insert(*one);
    }
    preparation.interpreter = casework::interpreter_use_from(call.text("interpreter"))
                                  .value_or(casework::InterpreterUse::not_needed);
    preparation.language = call.text("language");
    preparation.mode =
        casework::screening_mode_from(call.text("mode")).value_or(casework::ScreeningMode::interviewer);
    if (call.has("instrument")) preparation.instrument = call.text("instrument");
    const auto prepared = casework::prepare_screening(call.desk, call.actor, *id, preparation);
    if (!prepared) return base::fail(prepared.error());
    Json open = Json::array();
    for (const Prerequisite one : prepared->open) open.push_back(screening::name_of(one));
    return Reply{.body = {{"screening", id->text()}, {"open", std::move(open)}, {"ready", prepared->ready()}},
                 .version = prepared->version};
}

base::Result<Reply> answer(const Call& call) {
    const auto id = call.id<casework::Screening>("screening");
    if (!id) return base::fail(id.error());
    casework::AnswerPage page{
        .version = call.version,
        .dimension = call.parameters.find("dimension")->second,
        .answers = {},
        .own_words = call.text("own_words"),
        .observations = call.text("observations"),
        .distress = casework::distress_from(call.text("distress")).value_or(casework::Distress::none_seen),
        .pause = call.flag("pause")};
    for (const auto& [item, one] : call.body.at("answers").items()) {
        page.answers.emplace(item, screening::from_name<screening::Answer>(one.get<std::string>())
                                       .value_or(screening::Answer::not_asked));
    }
    return saved(casework::save_answers(call.desk, call.actor, *id, page));
}

base::Result<Reply> resume(const Call& call) {
    const auto id = call.id<casework::Screening>("screening");
    if (!id) return base::fail(id.error());
    return saved(casework::resume_screening(call.desk, call.actor, *id, call.version));
}

base::Result<Reply> doubt_age(const Call& call) {
    const auto id = call.id<casework::Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto begun =
        casework::doubt_age(call.desk, call.actor, *id, call.version, person_age_from(call.body));
    if (!begun) return base::fail(begun.error());
    return Reply{.body = {{"screening", id_or_null(begun->screening)},
                          {"child_path", begun->child_path},
                          {"needs_vetting", begun->needs_vetting},
                          {"needs_interviewer", begun->needs_interviewer}},
                 .version = begun->version};
}

base::Result<Reply> finish(const Call& call) {
    const auto id = call.id<casework::Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto finished = casework::finish_screening(
        call.desk, call.actor, *id,
        {.version = call.version,
         .immediate_danger = call.flag("immediate_danger"),
         .adult_controls_child = call.flag("adult_controls_child"),
         .act_shown = call.flag("act_shown"),
         .intent_shown = call.flag("intent_shown"),
         .more_left_unsaid = call.flag("more_left_unsaid"),
         .distress = casework::distress_from(call.text("distress")).value_or(casework::Distress::none_seen),
         .observations = call.text("observations")});
    if (!finished) return base::fail(finished.error());
    // A receipt: the band is read where it can be read with its reasons.
    return Reply{.version = finished->version};
}

base::Result<Reply> change_band(const Call& call) {
    const auto id = call.id<casework::Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto changed =
        casework::change_band(call.desk, call.actor, *id,
                              {.version = call.version,
                               .to = named_in<Band>(call.body, "to"),
                               .reason = screening::from_name<screening::OverrideReason>(call.text("reason")),
                               .words = call.text("words"),
                               .information_given = call.flag("information_given")});
    if (!changed) return base::fail(changed.error());
    const bool waits = changed->outcome == casework::BandOutcome::waits_for_second_person;
    return Reply{.body = {{"screening", id->text()}, {"waits_for_second_person", waits}},
                 .version = changed->version};
}

base::Result<Reply> propose_no_indication(const Call& call) {
    const auto id = call.id<casework::Screening>("screening");
    if (!id) return base::fail(id.error());
    return saved(casework::propose_no_indication(call.desk, call.actor, *id,
                                                 {.version = call.version,
                                                  .reason = call.text("reason"),
                                                  .words = call.text("words"),
                                                  .information_given = call.flag("information_given")}));
}

Operation reading(std::string_view pattern, std::string_view name, std::string_view summary, Body answer,
                  base::Result<Reply> (*handler)(const Call&)) {
    return {.pattern = pattern,
            .name = name,
            .tag = "screenings",
            .summary = summary,
            .permission = Permission::screening_read,
            .purpose = Purpose::screening,
            .answer = std::move(answer),
            .handler = handler};
}

struct Shape {
    std::optional<Body> body;
    std::optional<Body> answer = {};
};

// A step in a screening that is there, from the version that was read.
Operation step(std::string_view path, std::string_view name, std::string_view summary, Shape shape,
               base::Result<Reply> (*handler)(const Call&),
               Permission permission = Permission::screening_do) {
    const int status = shape.answer ? 200 : 204;
    return {.method = http::Method::post,
            .pattern = path,
            .name = name,
            .tag = "screenings",
            .summary = summary,
            .permission = permission,
            .purpose = Purpose::screening,
            .body = std::move(shape.body),
            .status = status,
            .answer = std::move(shape.answer),
            .needs_version = true,
            .handler = handler,
            .current = read};
}

Schema begun_schema() {
    return object({required("screening", id().or_null().saying("null: somebody else must do it.")),
                   required("child_path", flag()), required("needs_vetting", flag()),
                   required("needs_interviewer", flag())})
        .called("ScreeningBegun");
}

std::vector<Property> talk_properties() {
    return {required("language", code(casework::language_codes())),
            required("interpreter", code(interpreter_codes())), required("mode", code(mode_codes()))};
}

Schema start_schema() {
    std::vector<Property> properties = talk_properties();
    properties.push_back(required("age", person_age_schema()));
    properties.push_back(required("purpose", code(codes_of<screening::SuspectedPurpose>())));
    return object(std::move(properties)).called("ScreeningStart");
}

Schema preparation_schema() {
    std::vector<Property> properties = talk_properties();
    properties.push_back(required("met", list(code(prerequisite_codes()), 20)));
    properties.push_back(optional("instrument", text(100).saying("Another of the offered sets.")));
    return object(std::move(properties)).called("Preparation");
}

Schema answers_schema() {
    return object({required("answers", map(code(codes_of<screening::Answer>()), 200)
                                           .saying("By item; what is not there keeps what was recorded.")),
                   required("own_words", text(4000).saying("What the person said to the opening question.")),
                   required("observations", text(4000).saying("What the screener saw.")),
                   required("distress", code(distress_codes())),
                   required("pause", flag().saying("Save and stop for now."))})
        .called("Answers");
}

Schema closing_schema() {
    std::vector<Property> properties;
    for (const char* name :
         {"immediate_danger", "adult_controls_child", "act_shown", "intent_shown", "more_left_unsaid"})
        properties.push_back(required(name, flag()));
    properties.push_back(required("distress", code(distress_codes())));
    properties.push_back(required("observations", text(4000)));
    return object(std::move(properties)).called("ClosingRemarks");
}

Schema band_schema() {
    return object({required("to", code(codes_of<Band>())),
                   required("reason", code(codes_of<screening::OverrideReason>())),
                   required("words", text(4000)), required("information_given", flag())})
        .called("BandChange");
}

Schema no_indication_schema() {
    return object({required("reason", code(casework::no_indication_reasons())), required("words", text(4000)),
                   required("information_given", flag())})
        .called("NoIndication");
}

std::vector<Operation> steps() {
    return {
        step("/api/v1/screenings/{screening}/preparation", "prepareScreening",
             "Say which conditions of a safe talk are met; when all are, it may begin",
             {Body{preparation_schema(), kPreparationExample},
              Body{object({required("screening", id()),
                           required("open", list(code(prerequisite_codes()), 20)), required("ready", flag())})
                       .called("Prepared"),
                   R"({"screening": "01906f3e-7a00-7000-8000-000000000016", "open": [], "ready": true})"}},
             prepare),
        step("/api/v1/screenings/{screening}/answers/{dimension}", "saveAnswers",
             "Save the answers to one group of questions", {Body{answers_schema(), kAnswersExample}}, answer),
        step("/api/v1/screenings/{screening}/resumption", "resumeScreening", "Go on after a pause", {},
             resume),
        step("/api/v1/screenings/{screening}/age-doubt", "doubtAge",
             "It turns out that this may be a child: the child's set takes the place of the adult's",
             {Body{person_age_schema(),
                   R"({"claimed": "unknown", "in_doubt": true, "looks_like_child": true})"},
              Body{begun_schema(), kBegunExample}},
             doubt_age),
        step("/api/v1/screenings/{screening}/closing", "finishScreening",
             "End the talk; the rules give a band with its reasons, for a person's judgement",
             {Body{closing_schema(), kClosingExample}}, finish),
        step("/api/v1/screenings/{screening}/band", "changeBand",
             "A professional's step to another band; downwards it waits for a second person (INV-17)",
             {Body{band_schema(), kBandExample},
              Body{object({required("screening", id()), required("waits_for_second_person", flag())})
                       .called("BandReceipt"),
                   R"({"screening": "01906f3e-7a00-7000-8000-000000000016",
                       "waits_for_second_person": false})"}},
             change_band, Permission::band_raise),
        step("/api/v1/screenings/{screening}/no-indication", "proposeNoIndication",
             "Propose to end with no indication now; waits for a second person",
             {Body{no_indication_schema(), kNoIndicationExample}}, propose_no_indication,
             Permission::band_lower_propose)};
}

}  // namespace

std::vector<Operation> screening_operations() {
    std::vector<Operation> operations = {
        reading("/api/v1/instruments", "listInstruments",
                "The indicator sets, with their questions and sources",
                Body{object({required("instruments", list(instrument_schema(), 100))}).called("Instruments"),
                     kInstrumentsExample},
                list_instruments),
        reading("/api/v1/cases/{case}/screenings", "listScreenings", "The screenings of a case, newest first",
                Body{object({required("case", id()), required("screenings", list(screening_schema()))})
                         .called("Screenings"),
                     kScreeningsExample},
                list_screenings),
        {.method = http::Method::post,
         .pattern = "/api/v1/cases/{case}/screenings",
         .name = "beginScreening",
         .tag = "screenings",
         .summary = "Begin a screening, or learn who must do it",
         .permission = Permission::screening_do,
         .purpose = Purpose::screening,
         .body = Body{start_schema(), kStartExample},
         .status = 201,
         .answer = Body{begun_schema(), kBegunExample},
         .handler = begin},
        reading("/api/v1/screenings/{screening}", "readScreening",
                "A screening: what is prepared, answered and found",
                Body{screening_view_schema(), kScreeningViewExample}, read)};
    for (Operation& operation : steps()) operations.push_back(std::move(operation));
    return operations;
}

}  // namespace web::api
