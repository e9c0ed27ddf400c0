#include "guard/second_factor.hpp"

#include "base/encoding.hpp"
#include "guard/account_for_test.hpp"
#include "guard/own_account.hpp"
#include "guard/qr_code.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace guard {
namespace {

using base::ProblemCode;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

class SecondFactorOfAccount : public AccountTest {
protected:
    std::string code_of(const SecondFactorSetUp& set_up) {
        return base::crypto::totp_code(base::from_base32(set_up.secret.expose()).value(), clock_.now());
    }
    static bool is_wrong_code(const base::Problem& problem) {
        return problem.code == ProblemCode::invalid_input && problem.fields.front().rule == "code_wrong";
    }
    // A session whose second factor is set up and passed.
    NewSession set_up() {
        NewSession session = signed_in();
        set_up_ = begin_second_factor(*place_, session.signed_in.actor).value();
        auto codes = confirm_second_factor(*place_, session.signed_in.actor, code_of(set_up_));
        EXPECT_TRUE(codes) << base::to_text(codes.error());
        codes_ = std::move(codes->codes);
        session.token = codes->token;
        session.signed_in = *resumed(session);
        return session;
    }

    // Passed, with the token that the session has from then on.
    bool passes(NewSession& session, std::string_view code) {
        auto token = pass_second_factor(*place_, session.signed_in.actor, code);
        if (token) session.token = *std::move(token);
        return token.has_value();
    }

    SecondFactorSetUp set_up_;
    RecoveryCodes codes_;
};

TEST_P(SecondFactorOfAccount, gives_the_session_another_token_so_that_one_planted_before_opens_nothing) {
    add(olena());
    NewSession session = signed_in();
    const std::string planted = session.token.expose();
    const auto opens = [&](const std::string& token) {
        return resume_session(*place_, token).value().has_value();
    };
    set_up_ = begin_second_factor(*place_, session.signed_in.actor).value();
    const auto kept = confirm_second_factor(*place_, session.signed_in.actor, code_of(set_up_));
    ASSERT_TRUE(kept) << base::to_text(kept.error());
    EXPECT_FALSE(opens(planted)) << "set up";
    EXPECT_TRUE(opens(kept->token.expose()));

    clock_.advance(seconds(60));
    session = signed_in();
    const std::string half_open = session.token.expose();
    EXPECT_FALSE(passes(session, "abcdef"));
    EXPECT_TRUE(opens(half_open)) << "a wrong code changes nothing";
    ASSERT_TRUE(passes(session, code_of(set_up_)));
    EXPECT_FALSE(opens(half_open)) << "a code of the application";
    EXPECT_EQ(resumed(session)->stage, SignInStage::complete);

    session = signed_in();
    const std::string with_recovery = session.token.expose();
    ASSERT_TRUE(passes(session, kept->codes.front().expose()));
    EXPECT_FALSE(opens(with_recovery)) << "a recovery code";
    EXPECT_TRUE(resumed(session)->actor.second_factor_passed);
}

TEST_P(SecondFactorOfAccount, is_owed_by_who_reads_about_people_until_it_is_set_up) {
    add(olena());
    NewSession session = signed_in();
    EXPECT_EQ(session.signed_in.stage, SignInStage::second_factor_set_up);
    const auto begun = begin_second_factor(*place_, session.signed_in.actor);
    ASSERT_TRUE(begun) << base::to_text(begun.error());
    EXPECT_THAT(begun->uri.expose(),
                HasSubstr("otpauth://totp/Waymark:olena.k?secret=" + begun->secret.expose()));
    const auto again = begin_second_factor(*place_, session.signed_in.actor);
    EXPECT_EQ(again->secret.expose(), begun->secret.expose()) << "a page may be loaded twice";
    EXPECT_TRUE(is_wrong_code(confirm_second_factor(*place_, session.signed_in.actor, "not a code").error()));
    EXPECT_EQ(resumed(session)->stage, SignInStage::second_factor_set_up);
    const auto codes = confirm_second_factor(*place_, session.signed_in.actor, code_of(*begun));
    ASSERT_TRUE(codes) << base::to_text(codes.error());
    session.token = codes->token;
    EXPECT_EQ(resumed(session)->stage, SignInStage::complete);
    EXPECT_TRUE(resumed(session)->actor.second_factor_passed);
    std::set<std::string> different;
    for (const auto& code : codes->codes) different.insert(code.expose());
    EXPECT_EQ(different.size(), static_cast<std::size_t>(kRecoveryCodes));
    EXPECT_EQ(count("audit_event where action = 'second_factor.set_up'"), 1);
}

TEST_P(SecondFactorOfAccount, is_asked_for_at_every_sign_in_after) {
    add(olena());
    static_cast<void>(set_up());
    clock_.advance(seconds(60));
    NewSession session = signed_in();
    EXPECT_EQ(session.signed_in.stage, SignInStage::second_factor);
    EXPECT_TRUE(passes(session, code_of(set_up_)));
    EXPECT_EQ(resumed(session)->stage, SignInStage::complete);
    EXPECT_TRUE(resumed(session)->actor.second_factor_passed);
    EXPECT_FALSE(begin_second_factor(*place_, session.signed_in.actor)) << "not to be replaced in silence";
}

TEST_P(SecondFactorOfAccount, a_code_is_good_once) {
    add(olena());
    static_cast<void>(set_up());
    const std::string used = code_of(set_up_);
    const NewSession early = signed_in();
    EXPECT_TRUE(is_wrong_code(pass_second_factor(*place_, early.signed_in.actor, used).error()))
        << "it set the factor up a moment ago";
    clock_.advance(seconds(30));
    EXPECT_TRUE(is_wrong_code(pass_second_factor(*place_, early.signed_in.actor, used).error()))
        << "still in its window, and used";
    const std::string next = code_of(set_up_);
    EXPECT_TRUE(pass_second_factor(*place_, early.signed_in.actor, next));
    const NewSession late = signed_in();
    EXPECT_TRUE(is_wrong_code(pass_second_factor(*place_, late.signed_in.actor, next).error()));
    EXPECT_EQ(resumed(late)->stage, SignInStage::second_factor);
    EXPECT_EQ(count("audit_event where action = 'second_factor.refuse' and outcome = 'denied'"), 3);
}

TEST_P(SecondFactorOfAccount, wrong_codes_lock_it_for_a_while) {
    add(olena());
    static_cast<void>(set_up());
    clock_.advance(seconds(60));
    const NewSession session = signed_in();
    for (int number = 0; number < kFailuresFree; ++number) {
        EXPECT_TRUE(is_wrong_code(pass_second_factor(*place_, session.signed_in.actor, "abcdef").error()));
    }
    EXPECT_EQ(pass_second_factor(*place_, session.signed_in.actor, code_of(set_up_)).error().code,
              ProblemCode::locked_out);
    clock_.advance(seconds(60));
    EXPECT_TRUE(pass_second_factor(*place_, session.signed_in.actor, code_of(set_up_)));
}

TEST_P(SecondFactorOfAccount, a_recovery_code_opens_once_however_it_is_typed) {
    add(olena());
    static_cast<void>(set_up());
    std::string typed = codes_.front().expose();
    typed.insert(5, " - ");
    for (char& letter : typed) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    NewSession session = signed_in();
    ASSERT_TRUE(passes(session, typed));
    EXPECT_EQ(resumed(session)->stage, SignInStage::complete);
    EXPECT_EQ(read_own_account(*place_, session.signed_in.actor)->recovery_codes_left, kRecoveryCodes - 1);
    const NewSession again = signed_in();
    EXPECT_TRUE(is_wrong_code(pass_second_factor(*place_, again.signed_in.actor, typed).error()));
    EXPECT_EQ(count("audit_event where action = 'second_factor.recover'"), 1);
}

TEST_P(SecondFactorOfAccount, new_recovery_codes_need_the_password_and_end_the_old_ones) {
    add(olena());
    const NewSession session = set_up();
    const Actor& actor = session.signed_in.actor;
    EXPECT_EQ(renew_recovery_codes(*place_, actor, secret("wrong")).error().fields.front().field, "password");
    const auto fresh = renew_recovery_codes(*place_, actor, secret(kPassword));
    ASSERT_TRUE(fresh) << base::to_text(fresh.error());
    const NewSession next = signed_in();
    EXPECT_FALSE(renew_recovery_codes(*place_, next.signed_in.actor, secret(kPassword)))
        << "not from a session that is half open";
    EXPECT_FALSE(pass_second_factor(*place_, next.signed_in.actor, codes_.front().expose()));
    EXPECT_TRUE(pass_second_factor(*place_, next.signed_in.actor, fresh->front().expose()));
}

TEST_P(SecondFactorOfAccount, the_database_holds_neither_secret_nor_codes) {
    add(olena());
    const NewSession half_open = signed_in();
    const auto begun = begin_second_factor(*place_, half_open.signed_in.actor).value();
    const std::string raw(base::text_of(base::from_base32(begun.secret.expose()).value()));
    const auto holds_nothing = [&](const RecoveryCodes& codes) {
        const std::string stored = all_that_is_stored();
        EXPECT_EQ(stored.find(raw), std::string::npos);
        EXPECT_THAT(stored, Not(HasSubstr(base::to_hex(base::bytes_of(raw)))));
        EXPECT_THAT(stored, Not(HasSubstr(begun.secret.expose())));
        for (const auto& code : codes) EXPECT_THAT(stored, Not(HasSubstr(code.expose())));
    };
    holds_nothing({});
    const auto codes = confirm_second_factor(*place_, half_open.signed_in.actor, code_of(begun));
    ASSERT_TRUE(codes);
    holds_nothing(codes->codes);
}

TEST_P(SecondFactorOfAccount, a_reset_takes_it_away_and_asks_for_a_new_one) {
    const UserId id = add(olena());
    static_cast<void>(set_up());
    const auto password = reset_user(*place_, command_line_actor(), id);
    ASSERT_TRUE(password);
    const auto session = try_sign_in(password->expose().c_str());
    ASSERT_TRUE(session);
    EXPECT_EQ(session->signed_in.stage, SignInStage::new_password);
    ASSERT_TRUE(change_password(*place_, session->signed_in.actor, secret(""), secret("a lighthouse afar")));
    EXPECT_EQ(resumed(*session)->stage, SignInStage::second_factor_set_up);
    EXPECT_EQ(count("recovery_code"), 0);
}

TEST_P(SecondFactorOfAccount, in_a_demo_a_code_may_be_used_again_by_who_has_the_secret) {
    NewUser wanted = olena();
    const base::Secret<base::Bytes> fixed(base::Bytes(20, std::uint8_t{7}));
    wanted.totp_secret = fixed;
    add(wanted);
    for (int visitor = 0; visitor < 3; ++visitor) {
        NewSession session = signed_in();
        EXPECT_EQ(session.signed_in.stage, SignInStage::second_factor);
        const Actor& actor = session.signed_in.actor;
        const std::string code = code_in_demo(*place_, actor, fixed).value();
        EXPECT_EQ(code, base::crypto::totp_code(fixed.expose(), clock_.now()));
        EXPECT_TRUE(is_wrong_code(pass_second_factor_in_demo(*place_, actor, "abcdef", fixed).error()));
        const auto token = pass_second_factor_in_demo(*place_, actor, code, fixed);
        ASSERT_TRUE(token) << base::to_text(token.error());
        EXPECT_FALSE(resumed(session)) << "the token before";
        session.token = *token;
        EXPECT_EQ(resumed(session)->stage, SignInStage::complete);
    }
}

TEST_P(SecondFactorOfAccount, an_account_with_a_secret_of_its_own_is_not_opened_as_in_a_demo) {
    add(olena());
    static_cast<void>(set_up());
    const NewSession session = signed_in();
    const Actor& actor = session.signed_in.actor;
    const base::Secret<base::Bytes> another(base::Bytes(20, std::uint8_t{7}));
    EXPECT_EQ(code_in_demo(*place_, actor, another).value(), "");
    const std::string code = base::crypto::totp_code(another.expose(), clock_.now());
    EXPECT_EQ(pass_second_factor_in_demo(*place_, actor, code, another).error().code,
              ProblemCode::wrong_state);
    EXPECT_EQ(resumed(session)->stage, SignInStage::second_factor);
}

TEST(QrCode, is_an_svg_of_its_own_size) {
    const std::string svg = qr_svg("otpauth://totp/Waymark:olena.k?secret=ABC");
    EXPECT_THAT(svg, ::testing::StartsWith("<svg "));
    EXPECT_THAT(svg, ::testing::EndsWith("</svg>"));
    EXPECT_THAT(svg, Not(HasSubstr("ABC")));
    EXPECT_THAT(svg, Not(HasSubstr("style")));
    EXPECT_EQ(svg, qr_svg("otpauth://totp/Waymark:olena.k?secret=ABC"));
    EXPECT_NE(svg, qr_svg("otpauth://totp/Waymark:olena.k?secret=ABD"));
}

WAYMARK_ON_EVERY_DATABASE(SecondFactorOfAccount);

}  // namespace
}  // namespace guard
