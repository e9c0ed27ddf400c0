#include "guard/sign_in.hpp"

#include "guard/account_for_test.hpp"
#include "guard/own_account.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace guard {
namespace {

using base::ProblemCode;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

class SigningIn : public AccountTest {};

TEST_P(SigningIn, opens_a_session_that_knows_who_asks) {
    const UserId id = add(olena(Role::coordinator));
    const NewSession session = signed_in();
    EXPECT_EQ(session.signed_in.stage, SignInStage::complete);
    const auto again = resumed(session);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->actor.user, id);
    EXPECT_EQ(again->actor.organisation, organisation_);
    EXPECT_EQ(again->actor.roles, std::vector{Role::coordinator});
    EXPECT_TRUE(again->actor.organisation_agreement_in_force);
    EXPECT_FALSE(again->actor.second_factor_passed);
    EXPECT_TRUE(again->actor.sign_in);
    EXPECT_EQ(again->user.display_name, kDisplayName);
    EXPECT_EQ(again->organisation.name, "Harbour House");
    EXPECT_EQ(count("audit_event where action = 'sign_in.start' and user_id is not null"), 1);
    EXPECT_EQ(verdict().reason, "");
}

TEST_P(SigningIn, an_unknown_name_and_a_wrong_password_get_the_same_answer_and_leave_the_same_traces) {
    add(olena());
    const auto unknown = try_sign_in(kPassword, "nobody.here");
    const auto wrong = try_sign_in("not the password");
    ASSERT_FALSE(unknown);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(unknown.error(), wrong.error());
    EXPECT_EQ(unknown.error().code, ProblemCode::sign_in_failed);
    EXPECT_EQ(count("sign_in_failure"), 2);
    EXPECT_EQ(count("audit_event where action = 'sign_in.refuse' and outcome = 'denied'"), 2);
    EXPECT_EQ(count("sign_in_session"), 0);
}

TEST_P(SigningIn, an_unknown_name_is_locked_out_like_one_that_somebody_has) {
    add(olena());
    for (int number = 0; number < kFailuresFree; ++number) {
        EXPECT_EQ(try_sign_in("wrong").error().code, ProblemCode::sign_in_failed);
        EXPECT_EQ(try_sign_in("wrong", "nobody.here").error().code, ProblemCode::sign_in_failed);
    }
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out) << "though the password is right";
    EXPECT_EQ(try_sign_in("wrong", "nobody.here").error().code, ProblemCode::locked_out);
}

TEST_P(SigningIn, a_lock_out_grows_and_a_sign_in_that_comes_through_ends_it) {
    add(olena());
    for (int number = 0; number < kFailuresFree; ++number) static_cast<void>(try_sign_in("wrong"));
    clock_.advance(minutes(1) - seconds(1));
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out);
    clock_.advance(seconds(1));
    EXPECT_EQ(try_sign_in("wrong").error().code, ProblemCode::sign_in_failed);
    clock_.advance(minutes(1));
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out) << "two minutes now";
    clock_.advance(minutes(1));
    EXPECT_TRUE(try_sign_in());
    EXPECT_EQ(count("sign_in_failure"), 0);
    EXPECT_EQ(try_sign_in("wrong").error().code, ProblemCode::sign_in_failed);
    EXPECT_TRUE(try_sign_in());
}

TEST_P(SigningIn, nobody_elsewhere_locks_somebody_out_of_where_they_sign_in) {
    add(olena());
    signed_in();
    peer_ = "203.0.113.9";
    for (int number = 0; number < kFailuresFree; ++number) static_cast<void>(try_sign_in("wrong"));
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out);
    peer_ = "192.0.2.1";
    EXPECT_TRUE(try_sign_in());
    peer_ = "203.0.113.9";
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out) << "nor does the owner let them try on";
    peer_ = "198.51.100.7";
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out) << "many addresses gain nothing";
}

TEST_P(SigningIn, where_somebody_signs_in_failures_lock_that_place) {
    add(olena());
    signed_in();
    for (int number = 0; number < kFailuresFree; ++number) {
        EXPECT_EQ(try_sign_in("wrong").error().code, ProblemCode::sign_in_failed);
    }
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out);
    clock_.advance(minutes(1));
    EXPECT_TRUE(try_sign_in());
    EXPECT_EQ(count("sign_in_failure"), 0);
}

TEST_P(SigningIn, a_place_nobody_signed_in_from_for_long_is_like_any_other) {
    add(olena());
    signed_in();
    clock_.advance(kPlaceForgottenAfter);
    peer_ = "203.0.113.9";
    for (int number = 0; number < kFailuresFree; ++number) static_cast<void>(try_sign_in("wrong"));
    peer_ = "192.0.2.1";
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out);
    clock_.advance(hours(24));
    EXPECT_TRUE(try_sign_in());
    EXPECT_EQ(count("sign_in_place"), 1);
}

TEST_P(SigningIn, many_attempts_at_once_get_no_more_than_the_free_ones) {
    add(olena());
    std::atomic<int> looked_at{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int number = 0; number < 5; ++number) {
                if (try_sign_in("wrong").error().code == ProblemCode::sign_in_failed) ++looked_at;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(looked_at, kFailuresFree);
}

TEST_P(SigningIn, too_many_attempts_from_one_address_are_not_even_counted) {
    add(olena());
    SignInLimiter strict({.peer_burst = 1, .peer_per_second = 0});
    EXPECT_TRUE(sign_in(*place_, strict, attempt()));
    EXPECT_TRUE(sign_in(*place_, strict, attempt())) << "what was right does not count";
    EXPECT_EQ(sign_in(*place_, strict, attempt("wrong")).error().code, ProblemCode::sign_in_failed);
    EXPECT_EQ(sign_in(*place_, strict, attempt("wrong")).error().code, ProblemCode::too_many_requests);
    EXPECT_EQ(count("sign_in_failure where failures = 1"), 1);
}

TEST_P(SigningIn, a_disabled_account_is_answered_like_a_wrong_password_and_its_sessions_end) {
    const UserId id = add(olena());
    const NewSession session = signed_in();
    ASSERT_TRUE(disable_user(*place_, command_line_actor(), id));
    EXPECT_FALSE(resumed(session));
    EXPECT_EQ(try_sign_in().error(), try_sign_in("wrong").error());
    ASSERT_TRUE(enable_user(*place_, command_line_actor(), id));
    EXPECT_FALSE(resumed(session)) << "the old session stays ended";
    EXPECT_TRUE(try_sign_in());
}

TEST_P(SigningIn, a_session_ends_when_nobody_uses_it) {
    add(olena());
    const NewSession session = signed_in();
    clock_.advance(kSessionIdle - seconds(1));
    EXPECT_TRUE(resumed(session));
    clock_.advance(kSessionIdle - seconds(1));
    EXPECT_TRUE(resumed(session)) << "used since";
    clock_.advance(kSessionIdle);
    EXPECT_FALSE(resumed(session));
}

TEST_P(SigningIn, a_session_ends_after_its_length_however_much_it_is_used) {
    add(olena());
    const NewSession session = signed_in();
    for (base::Duration used{}; used + minutes(20) < kSessionLength; used += minutes(20)) {
        clock_.advance(minutes(20));
        ASSERT_TRUE(resumed(session));
    }
    clock_.advance(minutes(20));
    EXPECT_FALSE(resumed(session));
    static_cast<void>(signed_in());
    EXPECT_EQ(count("sign_in_session"), 1) << "the next sign-in removes what has ended";
}

TEST_P(SigningIn, signing_out_ends_the_session) {
    add(olena());
    const NewSession session = signed_in();
    ASSERT_TRUE(sign_out(*place_, session.signed_in.actor));
    EXPECT_FALSE(resumed(session));
    EXPECT_EQ(count("sign_in_session"), 0);
    EXPECT_EQ(count("audit_event where action = 'sign_in.end'"), 1);
}

TEST_P(SigningIn, signing_in_again_in_the_same_browser_ends_the_session_before) {
    add(olena());
    const NewSession before = signed_in();
    SignInAttempt again = attempt();
    again.replaces = before.token.expose();
    ASSERT_TRUE(sign_in(*place_, limiter_, again));
    EXPECT_FALSE(resumed(before));
    EXPECT_EQ(count("sign_in_session"), 1);
}

TEST_P(SigningIn, what_is_no_token_opens_nothing) {
    add(olena());
    static_cast<void>(signed_in());
    for (const std::string token : {"", "x", "../../etc/passwd"}) {
        EXPECT_FALSE(resume_session(*place_, token).value()) << token;
    }
    EXPECT_FALSE(resume_session(*place_, base::crypto::make_token(random_).text.expose()).value());
}

TEST_P(SigningIn, the_database_holds_neither_token_nor_password_nor_any_name) {
    add(olena());
    const NewSession session = signed_in();
    static_cast<void>(try_sign_in("a wrong lantern"));
    const std::string stored = all_that_is_stored();
    EXPECT_THAT(stored, Not(HasSubstr(session.token.expose())));
    for (const char* text : {kPassword, "a wrong lantern", kName, kDisplayName, "Kovalenko", "192.0.2.1"}) {
        EXPECT_THAT(stored, Not(HasSubstr(text)));
    }
}

TEST_P(SigningIn, changed_duties_count_at_the_next_request) {
    const UserId id = add(olena());
    const NewSession session = signed_in();
    Duties fewer;
    fewer.roles = {Role::coordinator};
    ASSERT_TRUE(set_duties(*place_, command_line_actor(), id, 1, fewer));
    EXPECT_EQ(resumed(session)->actor.roles, fewer.roles);
}

TEST_P(SigningIn, an_agreement_that_ran_out_is_seen_by_the_session) {
    add(olena());
    clock_.advance(hours(24 * 365));
    const NewSession session = signed_in();
    EXPECT_FALSE(resumed(session)->actor.organisation_agreement_in_force);
}

TEST_P(SigningIn, a_password_made_at_another_cost_is_made_again_when_it_was_right) {
    const UserId id = add(olena());
    const auto stored = [&] {
        return database()
            .read([&](store::ReadSession& session) { return load_credentials(session, keys_, id); })
            .value()
            .password_hash;
    };
    const std::string before = stored();
    place_->password_cost.memory_bytes *= 2;
    EXPECT_EQ(try_sign_in("wrong").error().code, ProblemCode::sign_in_failed);
    EXPECT_EQ(stored(), before);
    ASSERT_TRUE(try_sign_in());
    EXPECT_NE(stored(), before);
    EXPECT_TRUE(try_sign_in());
}

class NewPasswordOwed : public AccountTest {};

TEST_P(NewPasswordOwed, a_password_that_somebody_else_made_has_to_be_changed_first) {
    NewUser wanted = olena(Role::coordinator);
    wanted.must_change_password = true;
    add(wanted);
    const NewSession session = signed_in();
    EXPECT_EQ(session.signed_in.stage, SignInStage::new_password);
    const Actor actor = session.signed_in.actor;
    const auto same = change_password(*place_, actor, secret(""), secret(kPassword));
    EXPECT_EQ(same.error().fields.front().rule, "password_same");
    ASSERT_TRUE(change_password(*place_, actor, secret(""), secret("another lantern, further out")));
    EXPECT_EQ(resumed(session)->stage, SignInStage::complete);
    EXPECT_FALSE(try_sign_in());
    EXPECT_TRUE(try_sign_in("another lantern, further out"));
}

TEST_P(NewPasswordOwed, a_change_of_ones_own_asks_for_the_old_one_and_ends_all_other_sessions) {
    add(olena(Role::coordinator));
    const NewSession other = signed_in();
    const NewSession session = signed_in();
    const Actor actor = session.signed_in.actor;
    const auto wrong =
        change_password(*place_, actor, secret("wrong"), secret("another lantern, further out"));
    EXPECT_EQ(wrong.error().fields.front(), (base::FieldProblem{"current_password", "password_wrong", ""}));
    EXPECT_TRUE(resumed(other));
    ASSERT_TRUE(change_password(*place_, actor, secret(kPassword), secret("another lantern, further out")));
    EXPECT_TRUE(resumed(session));
    EXPECT_FALSE(resumed(other));
    EXPECT_EQ(count("audit_event where action = 'password.change'"), 1);
}

TEST_P(NewPasswordOwed, guessing_the_old_password_in_a_session_locks_it_too) {
    add(olena(Role::coordinator));
    const Actor actor = signed_in().signed_in.actor;
    for (int number = 0; number < kFailuresFree; ++number) {
        static_cast<void>(change_password(*place_, actor, secret("wrong"), secret("another lantern")));
    }
    EXPECT_EQ(change_password(*place_, actor, secret(kPassword), secret("another lantern, further out"))
                  .error()
                  .code,
              ProblemCode::locked_out);
}

TEST_P(NewPasswordOwed, guessing_at_the_door_shuts_nobody_out_who_is_inside) {
    add(olena(Role::coordinator));
    const Actor actor = signed_in().signed_in.actor;
    peer_ = "203.0.113.9";
    for (int number = 0; number < kFailuresFree; ++number) static_cast<void>(try_sign_in("wrong"));
    EXPECT_TRUE(change_password(*place_, actor, secret(kPassword), secret("another lantern, further out")));
}

TEST_P(NewPasswordOwed, a_reset_hands_out_a_new_password_and_takes_everything_else) {
    const UserId id = add(olena(Role::coordinator));
    const NewSession session = signed_in();
    for (int number = 0; number < kFailuresFree; ++number) static_cast<void>(try_sign_in("wrong"));
    EXPECT_EQ(try_sign_in().error().code, ProblemCode::locked_out);
    const auto password = reset_user(*place_, command_line_actor(), id);
    ASSERT_TRUE(password) << base::to_text(password.error());
    EXPECT_FALSE(resumed(session));
    const auto again = try_sign_in(password->expose().c_str());
    ASSERT_TRUE(again) << base::to_text(again.error());
    EXPECT_EQ(again->signed_in.stage, SignInStage::new_password);
}

class OwnAccountTest : public AccountTest {};

TEST_P(OwnAccountTest, shows_the_sessions_that_are_open_and_ends_the_others) {
    add(olena(Role::coordinator));
    static_cast<void>(signed_in());
    clock_.advance(kSessionIdle + minutes(1));
    const NewSession other = signed_in();
    clock_.advance(minutes(1));
    const NewSession session = signed_in();
    const Actor actor = session.signed_in.actor;
    const OwnAccount account = read_own_account(*place_, actor).value();
    ASSERT_EQ(account.sessions.size(), 2U);
    EXPECT_TRUE(account.sessions.front().this_one);
    EXPECT_FALSE(account.sessions.back().this_one);
    EXPECT_EQ(account.user.sign_in_name, kName);
    ASSERT_TRUE(end_other_sessions(*place_, actor));
    EXPECT_FALSE(resumed(other));
    EXPECT_TRUE(resumed(session));
}

TEST_P(OwnAccountTest, keeps_the_language_that_was_chosen) {
    add(olena(Role::coordinator));
    const NewSession session = signed_in();
    ASSERT_TRUE(choose_language(*place_, session.signed_in.actor, base::Language::ar));
    EXPECT_EQ(resumed(session)->user.language, base::Language::ar);
}

WAYMARK_ON_EVERY_DATABASE(SigningIn);
WAYMARK_ON_EVERY_DATABASE(NewPasswordOwed);
WAYMARK_ON_EVERY_DATABASE(OwnAccountTest);

}  // namespace
}  // namespace guard
