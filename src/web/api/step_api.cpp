// The steps people decide on in a case: triage, what the person was told, presumption, the person's choice
// about the formal way, closing.

#include "casework/case_codes.hpp"
#include "casework/close_case.hpp"
#include "casework/information.hpp"
#include "casework/presume.hpp"
#include "casework/record_information.hpp"
#include "casework/triage.hpp"
#include "web/api/case_json.hpp"
#include "web/api/operation.hpp"

#include <utility>

namespace web::api {
namespace {

using guard::Permission;
using guard::Purpose;

constexpr std::string_view kReceipt = R"({"case": "01906f3e-7a00-7000-8000-000000000010",
    "pseudonym": "7KQ4-M2FX", "states": {"identification": "in_screening", "assistance": "no_assistance",
    "protection": "protection_unknown", "justice": "no_proceedings"}, "version": 4})";
constexpr std::string_view kInformation = R"({"case": "01906f3e-7a00-7000-8000-000000000010", "given": [{
    "id": "01906f3e-7a00-7000-8000-000000000019", "topics": ["rights_and_choices"], "forms": ["spoken"], "language": "uk",
    "interpreter_present": true, "organisation": "01906f3e-7a00-7000-8000-000000000002",
    "at": "2026-11-24T15:00:00Z"}], "owed": ["who_keeps_what"]})";

// What a step that moves a case answers.
base::Result<Reply> moved(const base::Result<casework::CaseFile>& file) {
    if (!file) return base::fail(file.error());
    return Reply{.body = case_receipt(*file), .version = file->version};
}

base::Result<Reply> triage(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    return moved(casework::complete_triage(call.desk, call.actor, *id, call.text("outcome")));
}

base::Result<Reply> presume(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    return moved(casework::presume(call.desk, call.actor, *id, {call.text("ground"), call.text("note")}));
}

base::Result<Reply> decline_formal(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    return moved(casework::decline_formal(call.desk, call.actor, *id, call.flag("informed_in_own_language")));
}

base::Result<Reply> close(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    return moved(casework::close_case(call.desk, call.actor, *id, call.text("reason")));
}

base::Result<Reply> record_information(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto recorded =
        casework::record_information(call.desk, call.actor, *id,
                                     {.topics = call.texts("topics"),
                                      .forms = call.texts("forms"),
                                      .language = call.text("language"),
                                      .interpreter_present = call.flag("interpreter_present")});
    if (!recorded) return base::fail(recorded.error());
    return Reply{};
}

base::Result<Reply> read_information(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto information = casework::read_information(call.desk, call.actor, *id);
    if (!information) return base::fail(information.error());
    Json given = Json::array();
    for (const casework::InformationGiven& one : information->given) {
        given.push_back({{"id", one.id.text()},
                         {"topics", one.topics},
                         {"forms", one.forms},
                         {"language", one.language},
                         {"interpreter_present", one.interpreter_present},
                         {"organisation", one.organisation.text()},
                         {"at", to_iso(one.at)}});
    }
    return Reply{.body = {{"case", id->text()}, {"given", std::move(given)}, {"owed", information->owed}}};
}

std::vector<Property> information_properties() {
    return {required("topics", list(code(casework::information_topics()), 50)),
            required("forms", list(code(casework::information_forms()), 20)),
            required("language", code(casework::language_codes())), required("interpreter_present", flag())};
}

Schema information_schema() {
    std::vector<Property> properties = information_properties();
    properties.insert(properties.begin(), required("id", id()));
    properties.push_back(required("organisation", id()));
    properties.push_back(required("at", moment()));
    return object({required("case", id()),
                   required("given", list(object(std::move(properties)).called("InformationGiven"))),
                   required("owed", list(code(casework::information_topics()), 50)
                                        .saying("What nobody has spoken of yet."))})
        .called("Information");
}

// Every step is one post to a path below the case, and answers where the case stands.
Operation step(std::string_view pattern, std::string_view name, std::string_view summary,
               Permission permission, Body body, base::Result<Reply> (*handler)(const Call&)) {
    return {.method = http::Method::post,
            .pattern = pattern,
            .name = name,
            .tag = "cases",
            .summary = summary,
            .permission = permission,
            .body = std::move(body),
            .answer = Body{case_receipt_schema(), kReceipt},
            .handler = handler};
}

}  // namespace

std::vector<Operation> step_operations() {
    std::vector<Operation> operations = {
        step("/api/v1/cases/{case}/triage", "completeTriage", "Say what was found at triage",
             Permission::needs_write,
             Body{object({required("outcome", code(casework::triage_outcome_codes()))}).called("Triage"),
                  R"({"outcome": "safe_for_now"})"},
             triage),
        step("/api/v1/cases/{case}/presumption", "presume",
             "Presume a victim: a professional's judgement, recorded with its ground",
             Permission::case_presume,
             Body{object({required("ground", code_or_empty(casework::presumption_codes())),
                          required("note", text(4000))})
                      .called("Presumption"),
                  R"({"ground": "", "note": ""})"},
             presume),
        step("/api/v1/cases/{case}/formal-choice", "declineFormal",
             "Record that an informed adult does not want formal identification", Permission::needs_write,
             Body{object({required("informed_in_own_language", flag())}).called("FormalChoice"),
                  R"({"informed_in_own_language": true})"},
             decline_formal),
        step("/api/v1/cases/{case}/closing", "closeCase", "Close a case, by the organisation that leads it",
             Permission::needs_write,
             Body{object({required("reason", code(casework::closure_reason_codes()))}).called("Closing"),
                  R"({"reason": "opened_in_error"})"},
             close)};
    operations.front().purpose = Purpose::triage;
    operations.push_back({.pattern = "/api/v1/cases/{case}/information",
                          .name = "readInformation",
                          .tag = "cases",
                          .summary = "What the person was told, and what is still owed",
                          .permission = Permission::information_record,
                          .purpose = Purpose::consent,
                          .answer = Body{information_schema(), kInformation},
                          .handler = read_information});
    operations.push_back(
        {.method = http::Method::post,
         .pattern = "/api/v1/cases/{case}/information",
         .name = "recordInformation",
         .tag = "cases",
         .summary = "Record what the person was told, in which language",
         .permission = Permission::information_record,
         .purpose = Purpose::consent,
         .body = Body{object(information_properties()).called("InformationTalk"),
                      R"({"topics": ["rights_and_choices"], "forms": ["spoken"], "language": "uk",
                                           "interpreter_present": true})"},
         .status = 204,
         .handler = record_information});
    return operations;
}

}  // namespace web::api
