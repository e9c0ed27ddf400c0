// The machine's clock was ahead and is set right, or goes back a little: nobody is shut out for as long as it
// was wrong, nothing stays open for longer, and the audit log keeps its order.

#include "base/encoding.hpp"
#include "guard/account_for_test.hpp"

#include <gtest/gtest.h>

namespace guard {
namespace {

using base::ProblemCode;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class ClockSetBack : public AccountTest {};

TEST_P(ClockSetBack, a_session_outlives_a_small_step) {
    add(olena(Role::coordinator));
    const NewSession session = signed_in();
    clock_.advance(-seconds(90));
    EXPECT_TRUE(resumed(session));
    clock_.advance(seconds(90) + kSessionIdle);
    EXPECT_FALSE(resumed(session)) << "and ends when it would have ended";
}

TEST_P(ClockSetBack, a_session_opened_while_the_clock_was_ahead_is_over) {
    add(olena(Role::coordinator));
    clock_.advance(hours(24 * 30));
    const NewSession session = signed_in();
    ASSERT_TRUE(resumed(session));
    clock_.set(kNow);
    EXPECT_FALSE(resumed(session));
    EXPECT_TRUE(resumed(signed_in()));
}

TEST_P(ClockSetBack, a_lock_out_from_while_the_clock_was_ahead_shuts_nobody_out) {
    add(olena());
    clock_.advance(hours(24 * 30));
    for (int number = 0; number < kFailuresFree; ++number) static_cast<void>(try_sign_in("wrong"));
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out);
    clock_.set(kNow);
    EXPECT_TRUE(try_sign_in());
}

TEST_P(ClockSetBack, a_lock_out_outlives_a_small_step) {
    add(olena());
    for (int number = 0; number < kFailuresFree; ++number) static_cast<void>(try_sign_in("wrong"));
    clock_.advance(-minutes(5));
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out);
    clock_.advance(minutes(6));
    EXPECT_TRUE(try_sign_in());
}

TEST_P(ClockSetBack, a_second_factor_used_while_the_clock_was_ahead_opens_again) {
    add(olena());
    const auto code = [&](const SecondFactorSetUp& set_up) {
        return base::crypto::totp_code(base::from_base32(set_up.secret.expose()).value(), clock_.now());
    };
    clock_.advance(hours(24));
    NewSession session = signed_in();
    const auto set_up = begin_second_factor(*place_, session.signed_in.actor).value();
    ASSERT_TRUE(confirm_second_factor(*place_, session.signed_in.actor, code(set_up)));
    clock_.set(kNow);
    session = signed_in();
    const std::string used = code(set_up);
    EXPECT_TRUE(pass_second_factor(*place_, session.signed_in.actor, used));
    session = signed_in();
    EXPECT_FALSE(pass_second_factor(*place_, session.signed_in.actor, used)) << "and still only once";
}

TEST_P(ClockSetBack, the_audit_log_keeps_its_order_and_holds) {
    add(olena(Role::coordinator));
    signed_in();
    clock_.advance(-hours(5));
    signed_in();
    clock_.advance(hours(1));
    signed_in();
    EXPECT_EQ(verdict().reason, "");
    const auto rows = database().read([](store::ReadSession& session) {
        return session.query("select at from audit_event where action = 'sign_in.start' order by number");
    });
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 3U);
    EXPECT_EQ((*rows)[0].time("at"), kNow);
    EXPECT_EQ((*rows)[1].time("at"), kNow - hours(5));
    EXPECT_EQ((*rows)[2].time("at"), kNow - hours(4));
}

WAYMARK_ON_EVERY_DATABASE(ClockSetBack);

}  // namespace
}  // namespace guard
