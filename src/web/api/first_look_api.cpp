// A first look step by step: begun, left, taken up again and finished. Whoever has the whole look in hand
// sends it at once instead (concern_api.cpp).

#include "web/api/concern_json.hpp"
#include "web/api/operation.hpp"

#include <utility>

namespace web::api {
namespace {

using guard::Permission;
using guard::Purpose;

constexpr std::string_view kBeginning = R"({"case": "01906f3e-7a00-7000-8000-000000000010",
    "person": "somebody_new", "immediate_danger": false, "language": "uk", "interpreter_needed": true,
    "company": "accompanied"})";
constexpr std::string_view kBegun = R"({"case": "01906f3e-7a00-7000-8000-000000000010"})";
constexpr std::string_view kSituation = R"({"immediate_danger": false, "language": "uk",
    "interpreter_needed": true, "company": "accompanied"})";
constexpr std::string_view kSigns = R"({"signs": {}})";
constexpr std::string_view kPerson = R"({"age": {"claimed": "adult", "in_doubt": false,
    "looks_like_child": false}, "self_report": true, "place": "", "seen_when": "today",
    "source": "observation", "note": "Somebody else held the papers and answered for her."})";
constexpr std::string_view kUnfinished = R"({"looks": [{"case": "01906f3e-7a00-7000-8000-000000000010",
    "pseudonym": "7KQ4-M2FX", "started_at": "2026-11-24T14:30:05Z", "next_step": "signs"}]})";
constexpr std::string_view kLook = R"({"case": "01906f3e-7a00-7000-8000-000000000010",
    "pseudonym": "7KQ4-M2FX", "next_step": "signs", "finished": false, "instrument": "first-look",
    "instrument_version": "1.0.0", "immediate_danger": false, "language": "uk", "interpreter_needed": true,
    "company": "accompanied", "signs": {}, "age": {"claimed": "unknown", "in_doubt": false,
    "looks_like_child": false}, "self_report": false, "place": "", "seen_when": "", "source": "", "note": "",
    "result": null, "clocks": [], "actions": []})";
constexpr std::string_view kFinished = R"({"receipt": {"case": "01906f3e-7a00-7000-8000-000000000010",
    "pseudonym": "7KQ4-M2FX", "states": {"identification": "concern_raised", "assistance": "no_assistance",
    "protection": "protection_unknown", "justice": "no_proceedings"}, "version": 3}, "concern": true,
    "immediate_danger": false, "handled_as_child": false, "do_now": ["see_alone", "use_interpreter"]})";

std::string path_of(const guard::CaseId& id) {
    return "/api/v1/first-looks/" + id.text();
}

base::Result<Reply> list_unfinished(const Call& call) {
    const auto looks = casework::my_unfinished_looks(call.desk, call.actor);
    if (!looks) return base::fail(looks.error());
    Json list = Json::array();
    for (const casework::UnfinishedLook& look : *looks) {
        list.push_back({{"case", look.case_id.text()},
                        {"pseudonym", look.pseudonym},
                        {"started_at", to_iso(look.started_at)},
                        {"next_step", name_of(look.next_step)}});
    }
    return Reply{.body = {{"looks", std::move(list)}}};
}

base::Result<Reply> begin(const Call& call) {
    const auto at = call.text("person") == "known_person" ? casework::FirstLookAt::known_person
                                                          : casework::FirstLookAt::somebody_new;
    const auto begun = casework::start_first_look(call.desk, call.actor, call.body_id<guard::Case>("case"),
                                                  situation_from(call.body), at);
    if (!begun) return base::fail(begun.error());
    return Reply{.body = {{"case", begun->text()}}, .location = path_of(*begun)};
}

base::Result<Reply> read(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_first_look(call.desk, call.actor, *id);
    if (!view) return base::fail(view.error());
    return Reply{.body = first_look_json(*view, call.now)};
}

base::Result<Reply> save(const Call& call, const casework::FirstLookPart& part) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    if (const auto saved = casework::save_first_look(call.desk, call.actor, *id, part); !saved)
        return base::fail(saved.error());
    return Reply{};
}

base::Result<Reply> save_situation(const Call& call) {
    return save(call, situation_from(call.body));
}
base::Result<Reply> save_signs(const Call& call) {
    return save(call, signs_from(call.body));
}
base::Result<Reply> save_person(const Call& call) {
    return save(call, concern_person_from(call.body));
}

base::Result<Reply> finish(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto outcome = casework::finish_first_look(call.desk, call.actor, *id);
    if (!outcome) return base::fail(outcome.error());
    return Reply{.body = concern_receipt(*outcome),
                 .version = outcome->file.version,
                 .location = "/api/v1/cases/" + id->text()};
}

Operation on_looks(http::Method method, std::string_view pattern, std::string_view name,
                   std::string_view summary, base::Result<Reply> (*handler)(const Call&)) {
    return {.method = method,
            .pattern = pattern,
            .name = name,
            .tag = "concerns",
            .summary = summary,
            .permission = Permission::concern_raise,
            .purpose = Purpose::triage,
            .handler = handler};
}

Operation saving(std::string_view pattern, std::string_view name, std::string_view summary, Body body,
                 base::Result<Reply> (*handler)(const Call&)) {
    Operation operation = on_looks(http::Method::put, pattern, name, summary, handler);
    operation.body = std::move(body);
    operation.status = 204;
    return operation;
}

}  // namespace

std::vector<Operation> first_look_operations() {
    using enum http::Method;
    Operation unfinished = on_looks(get, "/api/v1/first-looks", "listUnfinishedLooks",
                                    "First looks that this program began and left", list_unfinished);
    unfinished.answer = Body{unfinished_looks_schema(), kUnfinished};

    Operation beginning = on_looks(post, "/api/v1/first-looks", "beginFirstLook",
                                   "Begin a first look, to be left at any step", begin);
    beginning.about =
        "A contact is there from now on, anonymous (INV-14); it becomes a concern when the look is "
        "finished. Sent twice for somebody new it is one contact.";
    beginning.body = Body{beginning_schema(), kBeginning};
    beginning.status = 201;
    beginning.answer = Body{object({required("case", id())}).called("FirstLookReceipt"), kBegun};

    Operation reading = on_looks(get, "/api/v1/first-looks/{case}", "readFirstLook",
                                 "The last first look of a case, and which step is next", read);
    reading.answer = Body{first_look_schema(), kLook};

    Operation finishing = on_looks(post, "/api/v1/first-looks/{case}/end", "finishFirstLook",
                                   "End a first look, and learn what to do now", finish);
    finishing.about =
        "With a sign or the person's own word it becomes a concern, and its clocks start. Twice gives "
        "the same outcome.";
    finishing.answer = Body{concern_receipt_schema(), kFinished};

    return {std::move(unfinished),
            std::move(beginning),
            std::move(reading),
            saving("/api/v1/first-looks/{case}/situation", "saveSituation",
                   "Save who is there and whether anybody is in danger", Body{situation_schema(), kSituation},
                   save_situation),
            saving("/api/v1/first-looks/{case}/signs", "saveSigns", "Save which signs were seen",
                   Body{signs_schema(), kSigns}, save_signs),
            saving("/api/v1/first-looks/{case}/person", "savePerson",
                   "Save what is known of age, place and time, and what the person said unasked",
                   Body{concern_person_schema(), kPerson}, save_person),
            std::move(finishing)};
}

}  // namespace web::api
