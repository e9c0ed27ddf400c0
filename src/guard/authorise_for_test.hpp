#pragma once
// Who asks and what is asked, for the tests of authorise(): somebody with every paper, and for properties
// anybody who asks anything. Tests only.

#include "guard/authorisation_rules.hpp"
#include "guard/authorise.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace guard {

inline constexpr base::Time kNow{1'800'000'000'000'000};
inline constexpr base::Duration kYear = std::chrono::hours(24 * 365);

inline constexpr std::array kFunctions{Function::awareness, Function::frontline_identification,
                                       Function::interview, Function::child, Function::data_protection};
inline constexpr std::array kRelations{Relation::at_the_door,
                                       Relation::none,
                                       Relation::author,
                                       Relation::lead,
                                       Relation::recipient_pending,
                                       Relation::recipient_accepted,
                                       Relation::supervisor,
                                       Relation::second_person,
                                       Relation::own,
                                       Relation::own_state};
inline constexpr std::array kConsents{ConsentState::not_needed, ConsentState::valid, ConsentState::missing,
                                      ConsentState::withdrawn, ConsentState::exception_recorded};
inline constexpr std::array kPurposes{Purpose::triage,    Purpose::screening,   Purpose::support,
                                      Purpose::referral,  Purpose::consent,     Purpose::co_ordination,
                                      Purpose::oversight, Purpose::self_access, Purpose::administration};

inline Actor actor_with(std::vector<Role> roles) {
    Actor actor;
    actor.roles = std::move(roles);
    for (const Function function : kFunctions) actor.training.push_back({function, kNow + kYear});
    actor.vetted_for_children = true;
    actor.supervisor = true;
    actor.second_factor_passed = true;
    return actor;
}

inline Ask ask_for(Permission permission, Relation relation = Relation::at_the_door,
                   ConsentState consent = ConsentState::not_needed) {
    return {.permission = permission, .purpose = Purpose::support, .relation = relation, .consent = consent};
}

inline std::string outcome(const Actor& actor, const Ask& ask) {
    const Decision decision = authorise(actor, ask, kNow);
    return (decision.allowed ? "allow " : "deny ") + decision.rule;
}

inline rc::Gen<std::vector<Role>> some_roles() {
    return rc::gen::container<std::vector<Role>>(rc::gen::elementOf(all_roles()));
}

inline ScopeSet some_scopes() {
    ScopeSet scopes;
    for (const Scope scope : all_scopes()) {
        if (*rc::gen::arbitrary<bool>()) scopes = scopes.plus({scope});
    }
    return scopes;
}

inline Ask any_ask() {
    return {.permission = *rc::gen::elementOf(all_permissions()),
            .purpose = *rc::gen::elementOf(kPurposes),
            .relation = *rc::gen::elementOf(kRelations),
            .consent = *rc::gen::elementOf(kConsents),
            .concerns_child = *rc::gen::arbitrary<bool>()};
}

inline Actor any_actor() {
    Actor actor;
    actor.roles = *some_roles();
    for (const Function function : kFunctions) {
        if (*rc::gen::arbitrary<bool>()) {
            actor.training.push_back({function, *rc::gen::element(kNow - kYear, kNow, kNow + kYear)});
        }
    }
    actor.vetted_for_children = *rc::gen::arbitrary<bool>();
    actor.second_factor_passed = *rc::gen::arbitrary<bool>();
    actor.organisation_agreement_in_force = *rc::gen::weightedElement<bool>({{4, true}, {1, false}});
    if (*rc::gen::weightedElement<bool>({{1, true}, {3, false}})) actor.scopes = some_scopes();
    return actor;
}

inline bool allowed(const Actor& actor, const Ask& ask) {
    return authorise(actor, ask, kNow).allowed;
}

}  // namespace guard
