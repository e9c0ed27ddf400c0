#include "casework/escalate_referrals.hpp"

#include "casework/answer_referral.hpp"
#include "casework/read_referral.hpp"
#include "casework/referral_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace casework {
namespace {

using country::ClockKind;
using ::testing::IsEmpty;

class EscalateReferrals : public ReferralTest {
protected:
    Answering now(base::Id<Referral> id) { return {.referral = id, .version = stored(id).version}; }
    QueuePage escalations(const guard::Actor& actor) {
        return must(read_queue(desk(), actor, Queue::escalations, QueuePart::waiting, {}));
    }
};

TEST_P(EscalateReferrals, nothing_happens_while_there_is_time) {
    send();
    clock_.advance(kHour * 23);
    EXPECT_EQ(must(escalate_referrals(desk())), 0);
    EXPECT_THAT(escalations(supervisor_).lines, IsEmpty());
}

TEST_P(EscalateReferrals, an_unanswered_referral_comes_before_the_supervisor_once_its_clock_ran_out) {
    const Referral referral = send();
    clock_.advance(kHour * 25);
    EXPECT_EQ(must(escalate_referrals(desk())), 1);
    EXPECT_EQ(must(escalate_referrals(desk())), 0);
    const QueuePage page = escalations(supervisor_);
    ASSERT_EQ(page.lines.size(), 1U);
    EXPECT_TRUE(page.lines.front().escalated);
    EXPECT_EQ(page.lines.front().referral.id, referral.id);
    EXPECT_EQ(clock_of(referral.id, ClockKind::acknowledgement).escalated_at, clock_.now());
    EXPECT_EQ(events().back().kind, "referral.escalated");
    EXPECT_EQ(events().back().code, "C-ACK");
    EXPECT_FALSE(events().back().user);
    // The clock of the answer comes later, and is noticed by itself.
    clock_.advance(kHour * 24);
    EXPECT_EQ(must(escalate_referrals(desk())), 1);
    EXPECT_EQ(events().back().code, "C-ACCEPT");
}

// Two servers on one database both look every minute.
TEST_P(EscalateReferrals, of_two_that_look_at_once_one_escalates) {
    send();
    clock_.advance(kHour * 25);
    const auto other_database = of_another_process();
    guard::Workplace other_place{.database = other_database ? *other_database : database(),
                                 .keys = keys_,
                                 .clock = clock_,
                                 .random = random_};
    const CaseDesk other{
        .workplace = other_place, .profile = desk().profile, .instruments = desk().instruments};
    int escalated_there = 0;
    std::thread there([&] { escalated_there = must(escalate_referrals(other)); });
    const int escalated_here = must(escalate_referrals(desk()));
    there.join();
    EXPECT_EQ(escalated_here + escalated_there, 1);
    int noted = 0;
    for (const CaseEvent& event : events()) noted += event.kind == "referral.escalated" ? 1 : 0;
    EXPECT_EQ(noted, 1);
}

TEST_P(EscalateReferrals, it_is_logged_without_a_person_under_the_clock_that_ran_out) {
    send();
    clock_.advance(kHour * 25);
    must(escalate_referrals(desk()));
    const guard::AuditRow row = log().front();
    EXPECT_EQ(row.event.action, "referral.escalate");
    EXPECT_EQ(row.event.rule, "C-ACK");
    EXPECT_FALSE(row.user);
}

TEST_P(EscalateReferrals, what_was_answered_is_off_the_list) {
    const Referral referral = send();
    clock_.advance(kHour * 25);
    must(escalate_referrals(desk()));
    must(accept_referral(desk(), receiver_, now(referral.id)));
    EXPECT_THAT(escalations(supervisor_).lines, IsEmpty());
    clock_.advance(kHour * 24);
    EXPECT_EQ(must(escalate_referrals(desk())), 0);
}

TEST_P(EscalateReferrals, only_who_supervises_for_the_sender_and_the_coordinator_see_them) {
    send();
    clock_.advance(kHour * 25);
    must(escalate_referrals(desk()));
    EXPECT_FALSE(read_queue(desk(), sender_, Queue::escalations, QueuePart::waiting, {}));
    guard::Actor elsewhere = receiver_;
    elsewhere.supervisor = true;
    EXPECT_THAT(escalations(elsewhere).lines, IsEmpty());
    ASSERT_EQ(escalations(coordinator_).lines.size(), 1U);
    EXPECT_EQ(escalations(coordinator_).lines.front().referral.need, "");
    EXPECT_EQ(escalations(coordinator_).lines.front().service_name, "");
    EXPECT_EQ(escalations(supervisor_).lines.front().referral.need, "mental_health");
}

WAYMARK_ON_EVERY_DATABASE(EscalateReferrals);

using Inv04ClockRunsOut = EscalateReferrals;

TEST_P(Inv04ClockRunsOut, and_only_alerts_no_state_and_no_access_changes) {
    const Referral referral = send();
    const CaseStates states = stored_case().states;
    clock_.advance(kHour * 24 * 30);
    EXPECT_EQ(must(escalate_referrals(desk())), 2);
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::sent);
    EXPECT_EQ(stored(referral.id).version, referral.version);
    EXPECT_EQ(stored_case().states, states);
    EXPECT_FALSE(stored_case().closed_at);
    for (const ClockKind kind : {ClockKind::acknowledgement, ClockKind::acceptance}) {
        EXPECT_FALSE(clock_of(referral.id, kind).stopped_at);
    }
    // The receiver still reads it and may still answer.
    EXPECT_FALSE(must(read_received(desk(), receiver_, referral.id)).line.access_ended);
    must(accept_referral(desk(), receiver_, now(referral.id)));
    EXPECT_EQ(stored(referral.id).status, ReferralStatus::accepted);
}

WAYMARK_ON_EVERY_DATABASE(Inv04ClockRunsOut);

}  // namespace
}  // namespace casework
