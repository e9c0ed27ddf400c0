#pragma once
// The moves a case may make, as a table (domain.md 3.1 T1 to T18, 3.2). A move names who may make it, what
// must be fulfilled, and which clocks it starts, stops and drops. Later states are further rows. Pure.

#include "base/result.hpp"
#include "casework/state.hpp"
#include "country/clock_kind.hpp"
#include "guard/role.hpp"

#include <string_view>
#include <vector>

namespace casework {

// What must be fulfilled before a move; each has a rule to name when it is not.
enum class Requirement {
    sign_or_self_report,     // T2: at least one observed sign, or the person said so
    prerequisites_complete,  // T3: INV-16
    interview_agreed,        // T3: CONS-INT, or the child-path gate
    reason_given,            // T4, T17
    second_trained_person,   // T4: INV-17
    information_given,       // T4, C-INFO
    person_informed,         // T7: informed in their own language
    adult,                   // T7
    support_agreed,          // region AS: CONS-SUP, or guardian with the child's view
    service_delivered,       // AS2 -> AS4: a first service was recorded
};

std::string_view rule_of(Requirement requirement);

struct Transition {
    std::string_view number;  // "T6"
    std::vector<State> from;
    State to;
    std::vector<guard::Role> roles;  // empty: any role that may sign in and handle the case
    std::vector<Requirement> requirements;
    std::vector<country::ClockKind> starts;
    std::vector<country::ClockKind> stops;
    std::vector<country::ClockKind> drops = {};  // nobody waits for these any more
};

const std::vector<Transition>& all_transitions();

// The row for a move, when everything it asks for is among `fulfilled` and one of `roles` may make it.
// Problems: wrong_state (no such move), not_allowed (role), prerequisites_open, second_person_needed,
// consent_missing or rule_refuses, with the rule's name.
base::Result<Transition> may_move(State from, State to, const std::vector<guard::Role>& roles,
                                  const std::vector<Requirement>& fulfilled);

}  // namespace casework
