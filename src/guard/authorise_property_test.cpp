// What holds for anybody who asks anything.

#include "guard/authorise_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guard {
namespace {

RC_GTEST_PROP(AuthoriseProperty, who_has_no_role_is_denied_everything, ()) {
    Actor actor = any_actor();
    actor.roles.clear();
    const Decision decision = authorise(actor, any_ask(), kNow);
    RC_ASSERT(!decision.allowed);
    RC_ASSERT(decision.rule == "AUTH-NO-ROLE");
}

RC_GTEST_PROP(AuthoriseProperty, taking_a_paper_away_never_opens_anything, ()) {
    const Actor actor = any_actor();
    const Ask ask = any_ask();
    RC_PRE(!allowed(actor, ask));
    Actor untrained = actor;
    untrained.training.clear();
    RC_ASSERT(!allowed(untrained, ask));
    Actor half_signed_in = actor;
    half_signed_in.second_factor_passed = false;
    RC_ASSERT(!allowed(half_signed_in, ask));
    Actor unvetted = actor;
    unvetted.vetted_for_children = false;
    RC_ASSERT(!allowed(unvetted, ask));
    Actor without_agreement = actor;
    without_agreement.organisation_agreement_in_force = false;
    RC_ASSERT(!allowed(without_agreement, ask));
    Ask without_consent = ask;
    without_consent.consent = *rc::gen::element(ConsentState::missing, ConsentState::withdrawn);
    RC_ASSERT(!allowed(actor, without_consent));
    Actor program = actor;
    program.scopes =
        actor.scopes ? actor.scopes->without({*rc::gen::elementOf(all_scopes())}) : some_scopes();
    RC_ASSERT(!allowed(program, ask));
    Ask about_a_child = ask;
    about_a_child.concerns_child = true;
    RC_ASSERT(!allowed(actor, about_a_child));
}

RC_GTEST_PROP(AuthoriseProperty, a_program_may_do_what_it_might_do_as_a_person_and_its_token_holds, ()) {
    Actor person = any_actor();
    person.scopes.reset();
    Actor program = person;
    program.scopes = some_scopes();
    const Ask ask = any_ask();
    const auto scope = scope_of(ask.permission);
    RC_ASSERT(allowed(program, ask) == (allowed(person, ask) && scope && program.scopes->has(*scope)));
}

RC_GTEST_PROP(AuthoriseProperty, the_door_is_open_to_whoever_may_come_in_by_some_relation, ()) {
    const Actor actor = any_actor();
    const Ask ask = any_ask();
    Ask at_the_door = ask;
    at_the_door.relation = Relation::at_the_door;
    if (allowed(actor, ask)) RC_ASSERT(allowed(actor, at_the_door));
    if (!allowed(actor, at_the_door)) RC_ASSERT(!allowed(actor, ask));
}

RC_GTEST_PROP(AuthoriseProperty, every_decision_names_a_known_rule_and_every_refusal_what_is_needed, ()) {
    const Decision decision = authorise(any_actor(), any_ask(), kNow);
    const auto rules = all_rule_ids();
    RC_ASSERT(std::ranges::find(rules, decision.rule) != rules.end());
    const auto needs = all_needs();
    RC_ASSERT(decision.allowed == decision.needs.empty());
    RC_ASSERT(decision.allowed || std::ranges::find(needs, decision.needs) != needs.end());
}

}  // namespace
}  // namespace guard
