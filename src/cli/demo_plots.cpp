#include "cli/demo_plots.hpp"

#include <array>
#include <chrono>
#include <utility>

namespace cli {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using Acts = std::vector<DemoAct>;

Acts operator+(Acts first, const Acts& then) {
    first.insert(first.end(), then.begin(), then.end());
    return first;
}

const Acts kConcern{{minutes(0), raise_a_concern}, {hours(2), triage}, {hours(2), inform}};
const Acts kProfile{{hours(1), write_profile}};
const Acts kTalk{{hours(3), agree_to_talk}, {hours(1), begin_screening}, {minutes(20), prepare_screening}};
const Acts kStrong = kConcern + kProfile + kTalk + Acts{{minutes(50), answer_strongly}};
const Acts kHelped{{hours(1), agree_to_support}, {hours(3), agree_to_referral}, {minutes(15), send_referral},
                   {hours(5), acknowledge},      {hours(20), accept},           {hours(30), serve}};
const Acts kPresumed =
    kStrong + Acts{{hours(2), presume}, {hours(1), write_identity}, {hours(1), agree_to_support}};
const Acts kSent = kPresumed + Acts{{hours(3), agree_to_referral}, {minutes(15), send_referral}};
const Acts kAcknowledged = kSent + Acts{{hours(5), acknowledge}};
const Acts kAccepted = kAcknowledged + Acts{{hours(20), accept}};
const Acts kServed = kAccepted + Acts{{hours(30), serve}};

std::vector<DemoPlot> noticed() {
    return {
        {.name = "look left", .weight = 6, .acts = {{minutes(0), begin_look}}, .ended_most = days(2)},
        {.name = "contact",
         .weight = 24,
         .acts = {{minutes(0), look_and_see_nothing}},
         .ended_most = days(55)},
        {.name = "new concern",
         .weight = 12,
         .acts = {{minutes(0), raise_a_concern}},
         .ended_most = hours(20)},
        {.name = "urgent concern",
         .weight = 5,
         .acts = {{minutes(0), raise_an_urgent_concern}},
         .ended_most = hours(3)},
        {.name = "concern overdue",
         .weight = 6,
         .acts = {{minutes(0), raise_a_concern}},
         .ended_least = days(2),
         .ended_most = days(6)},
        {.name = "informed", .weight = 12, .acts = kConcern + kProfile, .ended_most = days(4)},
        {.name = "agreed to talk",
         .weight = 6,
         .acts = kConcern + Acts{{hours(3), agree_to_talk}, {hours(1), begin_screening}},
         .ended_most = days(2)},
        {.name = "talk paused",
         .weight = 10,
         .acts = kConcern + kTalk + Acts{{minutes(30), begin_to_answer}},
         .ended_most = days(3)},
        {.name = "talk resumed",
         .weight = 6,
         .acts =
             kConcern + kProfile + kTalk +
             Acts{{minutes(30), begin_to_answer}, {hours(20), resume_screening}, {minutes(40), answer_some}},
         .ended_least = days(1),
         .ended_most = days(20),
         .interviews = true},
    };
}

std::vector<DemoPlot> screened() {
    return {
        {.name = "no indication now",
         .weight = 24,
         .acts = kConcern + kTalk +
                 Acts{{minutes(40), answer_nothing},
                      {hours(1), propose_no_indication},
                      {hours(4), agree_with_step}},
         .ended_least = days(1),
         .ended_most = days(50)},
        {.name = "no indication, second person asked",
         .weight = 4,
         .acts = kConcern + kTalk + Acts{{minutes(40), answer_nothing}, {hours(1), propose_no_indication}},
         .ended_most = days(2)},
        {.name = "at risk",
         .weight = 20,
         .acts = kConcern + kProfile + kTalk + Acts{{minutes(40), answer_some}},
         .ended_most = days(20),
         .interviews = true},
        {.name = "band raised",
         .weight = 6,
         .acts = kConcern + kProfile + kTalk +
                 Acts{{minutes(40), answer_some}, {hours(1), raise_band}, {hours(1), presume}} + kHelped,
         .ended_most = days(30),
         .presumes = true,
         .interviews = true},
        {.name = "lower band asked for",
         .weight = 3,
         .acts = kStrong + Acts{{hours(2), propose_lower_band}},
         .ended_most = days(2),
         .interviews = true},
        {.name = "lower band declined",
         .weight = 3,
         .acts = kStrong +
                 Acts{{hours(2), propose_lower_band}, {hours(3), disagree_with_step}, {hours(1), presume}} +
                 kHelped,
         .ended_least = days(1),
         .ended_most = days(30),
         .presumes = true,
         .interviews = true},
    };
}

std::vector<DemoPlot> presumed() {
    return {
        // T18: new information opens it again at any time.
        {.name = "closed and opened again",
         .weight = 3,
         .acts = kConcern + kTalk +
                 Acts{{minutes(40), answer_nothing},
                      {hours(1), propose_no_indication},
                      {hours(4), agree_with_step},
                      {days(3), close_case},
                      {days(4), raise_a_concern},
                      {hours(3), triage}},
         .ended_most = days(2)},
        {.name = "presumed", .weight = 12, .acts = kPresumed, .ended_most = days(3), .presumes = true},
        {.name = "child presumed",
         .weight = 6,
         .acts = kPresumed + Acts{{hours(2), read_identity}},
         .ended_most = days(2),
         .for_child = true,
         .presumes = true,
         .interviews = true},
        {.name = "support refused",
         .weight = 8,
         .acts = kStrong + Acts{{hours(2), presume}, {hours(1), refuse_support}},
         .ended_most = days(5),
         .presumes = true},
        {.name = "declined formal",
         .weight = 10,
         .acts = kServed + Acts{{days(2), decline_formal}},
         .ended_most = days(45),
         .presumes = true},
        {.name = "closed",
         .weight = 8,
         .acts = kConcern + kTalk +
                 Acts{{minutes(40), answer_nothing},
                      {hours(1), propose_no_indication},
                      {hours(4), agree_with_step},
                      {days(3), close_case}},
         .ended_least = days(1),
         .ended_most = days(45)},
    };
}

std::vector<DemoPlot> answered() {
    return {
        {.name = "sent", .weight = 9, .acts = kSent, .ended_most = hours(18), .presumes = true},
        {.name = "sent, no answer",
         .weight = 6,
         .acts = kSent,
         .ended_least = days(2),
         .ended_most = days(7),
         .presumes = true},
        {.name = "acknowledged", .weight = 7, .acts = kAcknowledged, .ended_most = days(3), .presumes = true},
        {.name = "asked back",
         .weight = 4,
         .acts = kAcknowledged + Acts{{hours(2), ask_back}},
         .ended_most = days(1),
         .presumes = true},
        {.name = "asked back and replied",
         .weight = 3,
         .acts = kAcknowledged + Acts{{hours(2), ask_back}, {hours(3), reply}},
         .ended_most = days(1),
         .presumes = true},
        {.name = "accepted", .weight = 13, .acts = kAccepted, .ended_most = days(5), .presumes = true},
        {.name = "served", .weight = 22, .acts = kServed, .ended_most = days(40), .presumes = true},
        {.name = "child served",
         .weight = 14,
         .acts = kServed,
         .ended_most = days(30),
         .for_child = true,
         .presumes = true,
         .interviews = true},
        {.name = "served and closed",
         .weight = 6,
         .acts = kServed + Acts{{days(9), close_case}},
         .ended_most = days(30),
         .presumes = true},
    };
}

std::vector<DemoPlot> ended() {
    return {
        {.name = "declined by the person",
         .weight = 7,
         .acts = kAcknowledged + Acts{{hours(8), person_declines}},
         .ended_most = days(40),
         .presumes = true},
        {.name = "declined by the service",
         .weight = 6,
         .acts = kSent + Acts{{hours(9), service_declines}},
         .ended_most = days(30),
         .presumes = true},
        {.name = "sent elsewhere",
         .weight = 6,
         .acts = kSent + Acts{{hours(30), reroute}, {hours(6), acknowledge}, {hours(18), accept}},
         .ended_most = days(20),
         .presumes = true},
        {.name = "consent withdrawn",
         .weight = 7,
         .acts = kAccepted + Acts{{days(2), withdraw_consent}},
         .ended_most = days(30),
         .presumes = true},
        {.name = "taken back",
         .weight = 2,
         .acts = kSent + Acts{{hours(4), take_back}},
         .ended_most = days(20),
         .presumes = true},
        {.name = "exception proposed",
         .weight = 3,
         .acts = {{minutes(0), raise_an_urgent_concern},
                  {minutes(30), triage},
                  {minutes(15), propose_exception}},
         .ended_most = hours(10)},
        {.name = "exception confirmed",
         .weight = 4,
         .acts = {{minutes(0), raise_an_urgent_concern},
                  {minutes(30), triage},
                  {minutes(15), propose_exception},
                  {minutes(25), confirm_exception},
                  {hours(1), acknowledge},
                  {hours(2), accept}},
         .ended_most = days(30)},
    };
}

constexpr std::array kTeams = std::to_array<DemoTeam>({
    {"reception", "reception", "reception", "social", "reception.lead"},
    {"reception", "reception.new", "social", "social", "reception.lead"},
    {"reception", "reception.second", "reception", "social", "reception.lead"},
    {"border", "border", "border", "", "border.lead"},
    {"police", "police", "police", "police", "police.lead"},
    {"lantern", "caseworker", "caseworker", "caseworker", "caseworker.lead"},
    {"lantern", "caseworker.second", "caseworker.second", "caseworker.second", "caseworker.lead"},
    {"lantern", "caseworker.ukrainian", "caseworker.ukrainian", "caseworker.ukrainian", "caseworker"},
    {"willow", "health", "health", "health", "health.second"},
    {"swallow", "child", "child", "child", "child.second"},
});

// Sign-in names whose training opens the structured interview.
bool is_interviewer(std::string_view sign_in_name) {
    return sign_in_name == "social" || sign_in_name == "police" || sign_in_name == "child" ||
           sign_in_name.starts_with("caseworker");
}

}  // namespace

const std::vector<DemoPlot>& demo_plots() {
    static const std::vector<DemoPlot> plots = [] {
        std::vector<DemoPlot> all;
        for (const auto part : {noticed, screened, presumed, answered, ended}) {
            for (DemoPlot& plot : part()) all.push_back(std::move(plot));
        }
        return all;
    }();
    return plots;
}

std::vector<DemoTeam> teams_for(const DemoPlot& plot) {
    std::vector<DemoTeam> teams;
    for (const DemoTeam& team : kTeams) {
        if (plot.presumes && team.presumer.empty()) continue;
        if (plot.interviews && !is_interviewer(team.screener)) continue;
        const bool of_children = team.organisation == "swallow";
        if (!plot.for_child && of_children) continue;
        if (plot.for_child && !of_children && team.organisation != "lantern") continue;
        teams.push_back(team);
    }
    return teams;
}

}  // namespace cli
