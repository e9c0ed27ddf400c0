#include "web/api/case_json.hpp"

#include "casework/case_codes.hpp"
#include "country/clock_kind.hpp"
#include "directory/need.hpp"
#include "directory/service.hpp"
#include "screening/named.hpp"
#include "web/api/person_age_json.hpp"

#include <array>
#include <utility>

namespace web::api {

namespace {

using casework::CaseClock;
using casework::ClockStatus;
using casework::Region;

constexpr std::array kClockStatuses{"met", "met_late", "no_longer_due", "running", "due_soon", "overdue"};

std::string name_of_status(ClockStatus status) {
    return kClockStatuses.at(static_cast<std::size_t>(status));
}

std::vector<std::string> clock_names() {
    std::vector<std::string> names;
    for (const country::ClockKind kind : country::all_clock_kinds()) names.emplace_back(name_of(kind));
    return names;
}

Schema states_schema() {
    return object({required("identification", code(state_names(Region::identification))),
                   required("assistance", code(state_names(Region::assistance))),
                   required("protection", code(state_names(Region::protection))),
                   required("justice", code(state_names(Region::justice)))})
        .saying("Where the case stands, in four regions that move on their own.")
        .called("States");
}

Json states_json(const casework::CaseStates& states) {
    return {{"identification", name_of(states.identification)},
            {"assistance", name_of(states.assistance)},
            {"protection", name_of(states.protection)},
            {"justice", name_of(states.justice)}};
}

template <class Names, class Key>
Json name_in(const Names& names, const Key& key) {
    const auto found = names.find(key);
    return found == names.end() ? Json(nullptr) : Json(found->second);
}

}  // namespace

std::vector<std::string> state_names(Region region) {
    std::vector<std::string> names;
    for (const casework::State state : casework::all_states()) {
        if (region_of(state) == region) names.emplace_back(name_of(state));
    }
    return names;
}

Json moment_json(const std::optional<base::Time>& at) {
    return at ? Json(to_iso(*at)) : Json(nullptr);
}

Schema case_schema() {
    return object({required("id", id()),
                   required("pseudonym", text(40).saying("What people call the case by: 7KQ4-M2FX.")),
                   required("profile", text(40).saying("The country profile it is handled under.")),
                   required("lead_organisation", id()),
                   required("author_organisation", id().saying("Whose first look opened it.")),
                   required("opened_at", moment()), required("closed_at", moment().or_null()),
                   required("first_identifier", text(60)), required("identification_route", text(60)),
                   required("handled_as_child", flag().saying("Also where age is in doubt (INV-06).")),
                   required("states", states_schema()),
                   required("version", whole(1, INT64_MAX).saying("Its ETag."))})
        .called("Case");
}

Json case_json(const casework::CaseFile& file) {
    return {{"id", file.id.text()},
            {"pseudonym", file.pseudonym},
            {"profile", file.profile},
            {"lead_organisation", file.lead_organisation.text()},
            {"author_organisation", file.author_organisation.text()},
            {"opened_at", to_iso(file.opened_at)},
            {"closed_at", moment_json(file.closed_at)},
            {"first_identifier", file.first_identifier},
            {"identification_route", file.identification_route},
            {"handled_as_child", file.handled_as_child},
            {"states", states_json(file.states)},
            {"version", file.version}};
}

Schema clock_schema() {
    return object({required("id", id()), required("kind", code(clock_names())),
                   required("subject", id().or_null().saying("The referral it waits for; null: the case.")),
                   required("owner_organisation", id().saying("Who owes the answer.")),
                   required("started_at", moment()), required("due_at", moment()),
                   required("stopped_at", moment().or_null()),
                   required("status", code({kClockStatuses.begin(), kClockStatuses.end()}))})
        .saying("A deadline. One that runs out raises an alert and changes nothing else (INV-04).")
        .called("Clock");
}

Json clock_json(const CaseClock& clock, base::Time now) {
    return {{"id", clock.id.text()},
            {"kind", name_of(clock.kind)},
            {"subject", clock.subject ? Json(clock.subject->text()) : Json(nullptr)},
            {"owner_organisation", clock.owner_organisation.text()},
            {"started_at", to_iso(clock.started_at)},
            {"due_at", to_iso(clock.due_at)},
            {"stopped_at", moment_json(clock.stopped_at)},
            {"status", name_of_status(casework::status_of(clock, now))}};
}

Json clock_json(const std::optional<CaseClock>& clock, base::Time now) {
    return clock ? clock_json(*clock, now) : Json(nullptr);
}

Json clocks_json(const std::vector<CaseClock>& clocks, base::Time now) {
    Json list = Json::array();
    for (const CaseClock& clock : clocks) list.push_back(clock_json(clock, now));
    return list;
}

Schema action_schema() {
    return object({required("kind", text(40)), required("pressing", flag().saying("A clock waits for it.")),
                   required("allowed", flag()), required("rule", text(60).saying("The rule that says so."))})
        .called("Action");
}

Json actions_json(const std::vector<casework::CaseAction>& actions) {
    Json list = Json::array();
    for (const casework::CaseAction& action : actions) {
        list.push_back({{"kind", name_of(action.kind)},
                        {"pressing", action.pressing},
                        {"allowed", action.decision.allowed},
                        {"rule", action.decision.rule}});
    }
    return list;
}

Schema event_schema() {
    return object({required("number", whole(1, INT64_MAX)), required("at", moment()),
                   required("kind", text(60)), required("transition", text(20)),
                   required("from", text(40).or_null()), required("to", text(40).or_null()),
                   required("code", text(60)), required("user", id().or_null()),
                   required("user_name", text(200).or_null()), required("organisation", id()),
                   required("organisation_name", text(200).or_null()),
                   required("note", text(8000).or_null().saying("In words; zone Z3."))})
        .called("Event");
}

Json event_json(const casework::CaseEvent& event, const casework::CaseTimeline& timeline) {
    return {{"number", event.number},
            {"at", to_iso(event.at)},
            {"kind", event.kind},
            {"transition", event.transition},
            {"from", event.from ? Json(name_of(*event.from)) : Json(nullptr)},
            {"to", event.to ? Json(name_of(*event.to)) : Json(nullptr)},
            {"code", event.code},
            {"user", id_or_null(event.user)},
            {"user_name", event.user ? name_in(timeline.people, *event.user) : Json(nullptr)},
            {"organisation", event.organisation.text()},
            {"organisation_name", name_in(timeline.organisations, event.organisation)},
            {"note", name_in(timeline.notes, event.number)}};
}

Schema profile_schema() {
    return object(
               {required("age", person_age_schema()),
                required("age_band", code_or_empty(directory::age_band_codes())),
                required("gender", code_or_empty(directory::gender_codes())),
                required("citizenships", list(code(casework::citizenship_codes()), 20)),
                required("languages",
                         list(code(casework::language_codes()), 20).saying("The person's best one first.")),
                required("interpreter_needed", flag()),
                required("household", code_or_empty(directory::household_codes())),
                required("access_needs", list(code(casework::access_need_codes()), 50)),
                required("needs", list(code(directory::need_codes()), 50)),
                required("wishes", text(4000).saying("In the person's words."))})
        .saying("What is known of the person without saying who they are. Zone Z2.")
        .called("Profile");
}

Json profile_json(const casework::PersonProfile& profile) {
    return {{"age", person_age_json(profile.age)},
            {"age_band", profile.age_band},
            {"gender", profile.gender},
            {"citizenships", profile.citizenships},
            {"languages", profile.languages},
            {"interpreter_needed", profile.interpreter_needed},
            {"household", profile.household},
            {"access_needs", profile.access_needs},
            {"needs", profile.needs},
            {"wishes", profile.wishes}};
}

casework::PersonProfile profile_from(const Json& body) {
    return {.age = person_age_from(body.at("age")),
            .age_band = text_in(body, "age_band"),
            .gender = text_in(body, "gender"),
            .citizenships = texts_in(body, "citizenships"),
            .languages = texts_in(body, "languages"),
            .interpreter_needed = flag_in(body, "interpreter_needed"),
            .household = text_in(body, "household"),
            .access_needs = texts_in(body, "access_needs"),
            .needs = texts_in(body, "needs"),
            .wishes = text_in(body, "wishes")};
}

Schema case_receipt_schema() {
    return object({required("case", id()), required("pseudonym", text(40)),
                   required("states", states_schema()), required("version", whole(1, INT64_MAX))})
        .called("CaseReceipt");
}

Json case_receipt(const casework::CaseFile& file) {
    return {{"case", file.id.text()},
            {"pseudonym", file.pseudonym},
            {"states", states_json(file.states)},
            {"version", file.version}};
}

}  // namespace web::api
