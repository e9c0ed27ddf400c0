#include "casework/referral.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using casework::after;
using casework::all_referral_statuses;
using casework::is_open;
using casework::ReferralAct;
using casework::ReferralStatus;
using casework::relation_of_recipient;
using guard::Relation;

TEST(Referral, is_answered_by_acknowledging_then_accepting_then_serving) {
    const auto acknowledged = after(ReferralStatus::sent, ReferralAct::acknowledge);
    const auto accepted = after(acknowledged.value(), ReferralAct::accept);
    const auto served = after(accepted.value(), ReferralAct::serve);
    EXPECT_EQ(served.value(), ReferralStatus::served);
}

TEST(Referral, that_is_closed_takes_no_answer) {
    for (const auto status :
         {ReferralStatus::withdrawn, ReferralStatus::rerouted, ReferralStatus::declined_by_person}) {
        for (const auto act : {ReferralAct::acknowledge, ReferralAct::accept, ReferralAct::serve}) {
            EXPECT_FALSE(after(status, act).has_value()) << code_of(status);
        }
    }
}

TEST(Referral, is_closed_once_for_each_of_the_two_kinds_of_declining) {
    EXPECT_EQ(after(ReferralStatus::sent, ReferralAct::decline_person).value(),
              ReferralStatus::declined_by_person);
    EXPECT_EQ(after(ReferralStatus::sent, ReferralAct::decline_service).value(),
              ReferralStatus::declined_by_service);
    EXPECT_NE(casework::person_decline_reasons(), casework::service_decline_reasons());
}

TEST(Referral, INV_02_the_receiver_opens_all_facts_only_after_acceptance_and_none_before_confirmation) {
    EXPECT_EQ(relation_of_recipient(ReferralStatus::awaiting_confirmation), Relation::none);
    EXPECT_EQ(relation_of_recipient(ReferralStatus::sent), Relation::recipient_pending);
    EXPECT_EQ(relation_of_recipient(ReferralStatus::accepted), Relation::recipient_accepted);
}

TEST(Referral, INV_12_once_withdrawn_opens_nothing_to_the_receiver) {
    for (const ReferralStatus status : all_referral_statuses()) {
        if (const auto withdrawn = after(status, ReferralAct::withdraw)) {
            EXPECT_EQ(relation_of_recipient(*withdrawn), Relation::none) << code_of(status);
        }
    }
}

TEST(Referral, can_be_withdrawn_whenever_the_receiver_can_open_something) {
    for (const ReferralStatus status : all_referral_statuses()) {
        if (relation_of_recipient(status) == Relation::none) continue;
        EXPECT_TRUE(after(status, ReferralAct::withdraw).has_value()) << code_of(status);
    }
}

}  // namespace
