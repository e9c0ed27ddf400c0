// What papers, relations and roles open, beside the reviewed tables and the invariants.

#include "guard/authorise_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace guard {
namespace {

TEST(Authorise, no_program_hands_out_what_outlives_its_token) {
    Actor program = actor_with({Role::administrator});
    program.scopes = ScopeSet::everything();
    for (const Permission permission :
         {Permission::user_manage, Permission::organisation_manage, Permission::program_manage}) {
        EXPECT_EQ(outcome(program, ask_for(permission)), "deny AUTH-PERSON-ONLY") << name_of(permission);
    }
}

TEST(Authorise, whatever_shows_content_of_z3_or_z4_needs_the_second_factor) {
    for (const AuthorisationRule& rule : authorisation_rules()) {
        if (zone_of(rule.permission) < Zone::z3 || rule.permission == Permission::concern_raise) continue;
        EXPECT_TRUE(rule.second_factor) << rule.id;
    }
}

TEST(Authorise, oversight_administration_and_coordination_read_no_content) {
    for (const Role role : {Role::data_protection_officer, Role::auditor, Role::administrator,
                            Role::coordinator, Role::rapporteur, Role::interpreter, Role::consular,
                            Role::recruitment_regulator, Role::training_manager}) {
        for (const Permission permission : all_permissions()) {
            if (zone_of(permission) < Zone::z2) continue;
            for (const Relation relation : kRelations) {
                EXPECT_FALSE(allowed(actor_with({role}), ask_for(permission, relation, ConsentState::valid)))
                    << code_of(role) << ' ' << name_of(permission);
            }
        }
    }
}

TEST(Authorise, what_only_supervision_opens_is_closed_at_the_door_to_who_does_not_supervise) {
    Actor actor = actor_with({Role::ngo_case_worker});
    EXPECT_TRUE(allowed(actor, ask_for(Permission::escalations_read)));
    actor.supervisor = false;
    EXPECT_EQ(outcome(actor, ask_for(Permission::escalations_read)), "deny AUTH-ESCALATIONS-READ");
    EXPECT_FALSE(allowed(actor, ask_for(Permission::escalations_read, Relation::supervisor)));
    EXPECT_TRUE(allowed(actor, ask_for(Permission::referral_follow, Relation::author)));
}

TEST(Authorise, identity_opens_to_the_lead_alone) {
    const Actor actor = actor_with({Role::social});
    for (const Permission permission : {Permission::identity_read, Permission::identity_write}) {
        for (const Relation relation : kRelations) {
            const bool expected = relation == Relation::lead || relation == Relation::at_the_door;
            EXPECT_EQ(allowed(actor, ask_for(permission, relation, ConsentState::valid)), expected);
        }
    }
}

TEST(Authorise, training_counts_by_function_and_until_its_last_moment) {
    Actor actor = actor_with({Role::ngo_case_worker});
    actor.training = {{Function::frontline_identification, kNow + kYear}};
    const Ask ask = ask_for(Permission::screening_do, Relation::author);
    const Decision decision = authorise(actor, ask, kNow);
    EXPECT_EQ(decision.rule, "AUTH-TRAINING");
    EXPECT_EQ(decision.problem_code, base::ProblemCode::training_missing);
    actor.training = {{Function::interview, kNow + base::Duration(1)}};
    EXPECT_TRUE(allowed(actor, ask));
    EXPECT_FALSE(authorise(actor, ask, kNow + base::Duration(1)).allowed);
    actor.roles = {Role::reception};
    actor.training = {{Function::frontline_identification, kNow + kYear}};
    EXPECT_TRUE(allowed(actor, ask));
}

TEST(Authorise, a_childs_case_needs_vetting_and_sending_the_child_to_help_does_not) {
    Actor actor = actor_with({Role::ngo_case_worker});
    actor.vetted_for_children = false;
    for (const Permission permission : all_permissions()) {
        Ask ask = ask_for(permission, Relation::lead, ConsentState::valid);
        if (!allowed(actor, ask)) continue;
        ask.concerns_child = true;
        const std::string name(name_of(permission));
        const bool closed = name.starts_with("screening_") || name.starts_with("case_") ||
                            name.starts_with("identity_") || name.starts_with("band_") ||
                            name == "packet_read";
        EXPECT_EQ(outcome(actor, ask).starts_with("deny AUTH-CHILD-VETTING"), closed) << name;
    }
}

TEST(Authorise, an_agreement_that_has_run_out_leaves_the_own_account_alone) {
    for (const Role role : all_roles()) {
        Actor actor = actor_with({role});
        actor.organisation_agreement_in_force = false;
        for (const Permission permission : all_permissions()) {
            const Decision decision = authorise(actor, ask_for(permission), kNow);
            EXPECT_EQ(decision.allowed, permission == Permission::own_account) << name_of(permission);
            if (role != Role::immigration_enforcement && !decision.allowed) {
                EXPECT_EQ(decision.rule, "AUTH-AGREEMENT");
            }
        }
    }
}

TEST(Authorise, nobody_has_an_account_of_somebody_else) {
    const Actor actor = actor_with(all_roles());
    EXPECT_TRUE(allowed(actor, ask_for(Permission::own_account, Relation::own)));
    EXPECT_FALSE(allowed(actor, ask_for(Permission::own_account, Relation::none)));
}

TEST(Authorise, a_receiver_who_has_not_accepted_is_told_to_accept) {
    const Decision decision =
        authorise(actor_with({Role::ngo_case_worker}),
                  ask_for(Permission::packet_read, Relation::recipient_pending, ConsentState::valid), kNow);
    EXPECT_FALSE(decision.allowed);
    EXPECT_EQ(decision.needs, "authorisation.needs.acceptance");
}

TEST(Authorise, require_carries_the_rule_and_the_code_into_the_problem) {
    const base::Done done =
        require(actor_with({Role::ngo_case_worker}),
                ask_for(Permission::referral_send, Relation::lead, ConsentState::missing), kNow);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, base::ProblemCode::consent_missing);
    EXPECT_EQ(done.error().rule, "INV-02");
    EXPECT_EQ(done.error().detail, "referral_send");
}

}  // namespace
}  // namespace guard
