// The invariants of domain.md that authorise() keeps, each by its name.

#include "guard/authorise_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace guard {
namespace {

TEST(Authorise, INV_09_immigration_enforcement_has_no_read_path) {
    for (const Permission permission : all_permissions()) {
        for (const Relation relation : kRelations) {
            for (const ConsentState consent : kConsents) {
                const Ask ask = ask_for(permission, relation, consent);
                const Decision decision = authorise(actor_with({Role::immigration_enforcement}), ask, kNow);
                const bool harmless =
                    permission == Permission::own_account || permission == Permission::why_read;
                if (harmless) continue;
                EXPECT_FALSE(decision.allowed) << name_of(permission);
                EXPECT_EQ(decision.rule, "INV-09");
                EXPECT_EQ(decision.problem_code, base::ProblemCode::not_allowed);
            }
        }
    }
}

RC_GTEST_PROP(AuthoriseProperty, INV_09_no_second_role_opens_the_firewall, ()) {
    Actor actor = any_actor();
    actor.roles.push_back(Role::immigration_enforcement);
    const Ask ask = any_ask();
    RC_PRE(ask.permission != Permission::own_account && ask.permission != Permission::why_read);
    RC_ASSERT(authorise(actor, ask, kNow).rule == "INV-09");
}

TEST(Authorise, INV_02_sends_and_opens_a_packet_only_by_consent_or_recorded_exception) {
    const Actor actor = actor_with({Role::ngo_case_worker});
    const std::vector<std::pair<Permission, Relation>> disclosures{
        {Permission::referral_send, Relation::lead},
        {Permission::referral_send, Relation::author},
        {Permission::referral_reroute, Relation::supervisor},
        {Permission::packet_read, Relation::recipient_accepted},
        {Permission::case_read, Relation::recipient_accepted},
    };
    for (const auto& [permission, relation] : disclosures) {
        for (const ConsentState consent : kConsents) {
            const Decision decision = authorise(actor, ask_for(permission, relation, consent), kNow);
            const bool consented =
                consent == ConsentState::valid || consent == ConsentState::exception_recorded;
            EXPECT_EQ(decision.allowed, consented) << name_of(permission);
            if (consented) continue;
            EXPECT_EQ(decision.rule, "INV-02");
            EXPECT_EQ(decision.needs, "authorisation.needs.consent");
            EXPECT_EQ(decision.problem_code, base::ProblemCode::consent_missing);
        }
    }
}

TEST(Authorise, INV_02_a_withdrawn_consent_closes_the_inbox_too) {
    const Actor actor = actor_with({Role::shelter});
    for (const Relation relation : {Relation::recipient_pending, Relation::recipient_accepted}) {
        EXPECT_TRUE(allowed(actor, ask_for(Permission::inbox_read, relation, ConsentState::valid)));
        EXPECT_EQ(outcome(actor, ask_for(Permission::inbox_read, relation, ConsentState::withdrawn)),
                  "deny INV-02");
    }
}

RC_GTEST_PROP(AuthoriseProperty, INV_01_support_does_not_depend_on_cooperation_or_decision, ()) {
    // What is asked is these five things and no other: nothing about co-operation or a decision can be asked
    // at all.
    const Ask ask = any_ask();
    [[maybe_unused]] const auto& [permission, purpose, relation, consent, concerns_child] = ask;
    // And the support permissions do not look at the consent to share either.
    const Actor actor = any_actor();
    Ask support = ask;
    support.permission = *rc::gen::element(Permission::needs_write, Permission::needs_read,
                                           Permission::service_record, Permission::referral_answer,
                                           Permission::information_record, Permission::directory_search);
    Ask refused = support;
    refused.consent = ConsentState::withdrawn;
    RC_ASSERT(allowed(actor, support) == allowed(actor, refused));
}

RC_GTEST_PROP(AuthoriseProperty, INV_12_whoever_may_record_a_consent_may_record_its_withdrawal, ()) {
    const Actor actor = any_actor();
    Ask record = any_ask();
    record.permission = Permission::consent_record;
    RC_PRE(allowed(actor, record));
    Ask withdraw = record;
    withdraw.permission = Permission::consent_withdraw;
    RC_ASSERT(allowed(actor, withdraw));
}

TEST(Authorise, INV_12_a_withdrawal_needs_no_training_no_second_factor_and_no_vetting) {
    Actor actor;
    actor.roles = {Role::shelter};
    for (const Relation relation :
         {Relation::author, Relation::lead, Relation::recipient_pending, Relation::recipient_accepted}) {
        Ask ask = ask_for(Permission::consent_withdraw, relation, ConsentState::withdrawn);
        ask.concerns_child = true;
        EXPECT_EQ(outcome(actor, ask), "allow INV-12");
    }
}

TEST(Authorise, INV_14_anybody_at_the_front_line_raises_a_concern_without_papers) {
    for (const Role role : {Role::reception, Role::border, Role::educator, Role::trade_union,
                            Role::ngo_visitor, Role::helpline}) {
        Actor actor;
        actor.roles = {role};
        Ask ask = ask_for(Permission::concern_raise, Relation::none, ConsentState::missing);
        ask.concerns_child = true;
        EXPECT_EQ(outcome(actor, ask), "allow AUTH-CONCERN-RAISE") << code_of(role);
    }
}

TEST(Authorise, INV_17_a_lower_band_is_confirmed_by_a_second_trained_person_only) {
    const Actor actor = actor_with({Role::ngo_case_worker});
    for (const Relation relation : {Relation::author, Relation::lead, Relation::none}) {
        const Decision decision = authorise(actor, ask_for(Permission::band_lower_confirm, relation), kNow);
        EXPECT_FALSE(decision.allowed);
        EXPECT_EQ(decision.rule, "INV-17");
        EXPECT_EQ(decision.problem_code, base::ProblemCode::second_person_needed);
    }
    EXPECT_TRUE(allowed(actor, ask_for(Permission::band_lower_confirm, Relation::second_person)));
    Actor untrained = actor;
    untrained.training.clear();
    EXPECT_EQ(outcome(untrained, ask_for(Permission::band_lower_confirm, Relation::second_person)),
              "deny AUTH-TRAINING");
    EXPECT_TRUE(allowed(untrained, ask_for(Permission::band_raise, Relation::author)));
}

TEST(Authorise, INV_02_INV_17_no_program_is_the_second_person) {
    Actor program = actor_with(all_roles());
    std::erase(program.roles, Role::immigration_enforcement);
    program.scopes = ScopeSet::everything();
    for (const Permission permission : {Permission::band_lower_confirm, Permission::exception_confirm}) {
        const Decision decision = authorise(program, ask_for(permission, Relation::second_person), kNow);
        EXPECT_FALSE(decision.allowed);
        EXPECT_EQ(decision.rule, "AUTH-PERSON-ONLY");
        EXPECT_EQ(decision.needs, "authorisation.needs.person");
    }
}

TEST(Authorise, INV_10_content_is_not_opened_for_running_the_system) {
    Actor actor = actor_with(all_roles());
    std::erase(actor.roles, Role::immigration_enforcement);
    for (const Permission permission : all_permissions()) {
        if (zone_of(permission) < Zone::z3) continue;
        for (const Purpose purpose : {Purpose::co_ordination, Purpose::oversight, Purpose::administration}) {
            Ask ask = ask_for(permission);
            ask.purpose = purpose;
            EXPECT_EQ(outcome(actor, ask), "deny AUTH-PURPOSE") << name_of(permission);
        }
    }
}

}  // namespace
}  // namespace guard
