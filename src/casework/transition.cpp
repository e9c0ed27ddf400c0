#include "casework/transition.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace casework {
namespace {

using country::ClockKind;
using guard::Role;

// domain.md 3.1 T6: professional judgement or positive rule; no evidence threshold.
const std::vector<Role> kPresumers{Role::ngo_case_worker,    Role::social, Role::child_protection,
                                   Role::police_trafficking, Role::asylum, Role::health};
// T3 and 6.1; that their training is valid is asked by guard::authorise.
const std::vector<Role> kScreeners{
    Role::reception,        Role::border,           Role::police_general, Role::police_trafficking,
    Role::asylum,           Role::labour_inspector, Role::health,         Role::social,
    Role::child_protection, Role::ngo_case_worker,  Role::ngo_visitor};

// Region ID, domain.md 3.1.
std::vector<Transition> identification_transitions() {
    using enum State;
    using enum Requirement;
    return {
        {"T1", {id_none}, contact, {}, {}, {}, {}},
        {"T2",
         {contact},
         concern_raised,
         {},
         {sign_or_self_report},
         {ClockKind::triage, ClockKind::information, ClockKind::screening},
         {}},
        {"T3",
         {concern_raised, no_indication_now, at_risk},
         in_screening,
         kScreeners,
         {prerequisites_complete, interview_agreed},
         {},
         {}},
        {"T4",
         {concern_raised, in_screening},
         no_indication_now,
         kScreeners,
         {reason_given, second_trained_person, information_given},
         {},
         {ClockKind::screening}},
        {"T5",
         {concern_raised, in_screening},
         at_risk,
         kScreeners,
         {},
         {ClockKind::recheck},
         {ClockKind::screening}},
        {"T6",
         {concern_raised, in_screening, no_indication_now, at_risk},
         presumed,
         kPresumers,
         {},
         {ClockKind::referral},
         {ClockKind::screening, ClockKind::recheck}},
        {"T7", {presumed}, declined_formal, {}, {adult, person_informed}, {}, {}},
        {.number = "T16",
         .from = {contact, concern_raised, in_screening, no_indication_now, at_risk, presumed,
                  declined_formal},
         .to = withdrawn,
         .drops = {ClockKind::screening, ClockKind::recheck, ClockKind::referral}},
        {"T17",
         {contact, concern_raised, in_screening, no_indication_now, at_risk, presumed, declined_formal,
          withdrawn},
         closed,
         {},
         {reason_given},
         {ClockKind::retention},
         {},
         {ClockKind::triage, ClockKind::screening, ClockKind::recheck, ClockKind::referral}},
        // T18 and the last line of ID3: new information opens it again at any time.
        {"T18",
         {closed, withdrawn},
         concern_raised,
         {},
         {sign_or_self_report},
         {ClockKind::triage, ClockKind::screening},
         {}},
    };
}

std::vector<Transition> other_transitions() {
    using enum State;
    using enum Requirement;
    return {
        // Region AS, domain.md 3.2. INV-01: none of these asks for a state of another region.
        {"A1",
         {no_assistance, assistance_declined, assistance_ended, contact_lost},
         assistance_offered,
         {},
         {},
         {},
         {}},
        {"A2", {no_assistance, assistance_offered}, assistance_accepted, {}, {support_agreed}, {}, {}},
        {"A3",
         {no_assistance, assistance_offered, assistance_accepted},
         emergency_assistance,
         {},
         {},
         {},
         {}},
        {"A4",
         {assistance_offered, assistance_accepted, emergency_assistance},
         plan_active,
         {},
         {service_delivered},
         {ClockKind::plan_review},
         {}},
        {"A7", {no_assistance, assistance_offered}, assistance_declined, {}, {}, {}, {}},
        {"A8", {assistance_accepted, emergency_assistance, plan_active}, assistance_paused, {}, {}, {}, {}},
        // Regions PR and CJ: being told of the rights is as far as the journeys go now (domain.md 8.1).
        {"P1", {protection_unknown}, told_of_asylum_right, {}, {}, {}, {}},
        {"J1", {no_proceedings}, told_of_rights, {}, {}, {}, {}},
    };
}

base::ProblemCode problem_of(Requirement requirement) {
    switch (requirement) {
        case Requirement::prerequisites_complete: return base::ProblemCode::prerequisites_open;
        case Requirement::second_trained_person: return base::ProblemCode::second_person_needed;
        case Requirement::interview_agreed:
        case Requirement::support_agreed: return base::ProblemCode::consent_missing;
        case Requirement::sign_or_self_report:
        case Requirement::reason_given:
        case Requirement::information_given:
        case Requirement::person_informed:
        case Requirement::adult:
        case Requirement::service_delivered: return base::ProblemCode::rule_refuses;
    }
    return base::ProblemCode::rule_refuses;
}

bool holds_one_of(const std::vector<guard::Role>& held, const std::vector<guard::Role>& asked) {
    return asked.empty() || std::ranges::any_of(held, [&](guard::Role role) {
               return std::ranges::find(asked, role) != asked.end();
           });
}

}  // namespace

std::string_view rule_of(Requirement requirement) {
    switch (requirement) {
        case Requirement::sign_or_self_report: return "T2-SIGN";
        case Requirement::prerequisites_complete: return "INV-16";
        case Requirement::interview_agreed: return "CONS-INT";
        case Requirement::reason_given: return "REASON-GIVEN";
        case Requirement::second_trained_person: return "INV-17";
        case Requirement::information_given: return "C-INFO";
        case Requirement::person_informed: return "T7-INFORMED";
        case Requirement::adult: return "T7-ADULT";
        case Requirement::support_agreed: return "CONS-SUP";
        case Requirement::service_delivered: return "A4-SERVICE";
    }
    return "";
}

const std::vector<Transition>& all_transitions() {
    static const std::vector<Transition> transitions = [] {
        auto rows = identification_transitions();
        std::ranges::copy(other_transitions(), std::back_inserter(rows));
        return rows;
    }();
    return transitions;
}

base::Result<Transition> may_move(State from, State to, const std::vector<guard::Role>& roles,
                                  const std::vector<Requirement>& fulfilled) {
    const auto& rows = all_transitions();
    const auto row = std::ranges::find_if(rows, [&](const Transition& transition) {
        return transition.to == to && std::ranges::find(transition.from, from) != transition.from.end();
    });
    if (row == rows.end()) {
        return base::fail(base::ProblemCode::wrong_state,
                          "no move from " + std::string(code_of(from)) + " to " + std::string(code_of(to)));
    }
    if (!holds_one_of(roles, row->roles)) {
        return base::fail(base::refused_by(std::string(row->number), base::ProblemCode::not_allowed));
    }
    for (const Requirement requirement : row->requirements) {
        if (std::ranges::find(fulfilled, requirement) == fulfilled.end()) {
            return base::fail(base::refused_by(std::string(rule_of(requirement)), problem_of(requirement)));
        }
    }
    return *row;
}

}  // namespace casework
