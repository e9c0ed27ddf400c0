#include "guard/admit_program.hpp"

#include "guard/program_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace guard {
namespace {

using base::ProblemCode;
using ::testing::HasSubstr;
using ::testing::Not;

class AdmitProgram : public ProgramTest {
protected:
    void expect_refused(const base::Result<AdmittedProgram>& result) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ProblemCode::not_signed_in);
        EXPECT_EQ(base::to_text(result.error()), base::to_text(base::problem(ProblemCode::not_signed_in)))
            << "the same answer, whatever the reason is";
    }
    std::optional<base::Time> last_used(UserId program) {
        return read_back(program).tokens.front().last_used_at;
    }
};

TEST_P(AdmitProgram, lets_in_who_holds_a_token_with_the_rights_of_the_program_and_the_scopes_of_the_token) {
    const UserId program = added_program();
    const auto token = issued(program, {Scope::cases_read, Scope::inbox_read});
    const auto let_in = admitted(token);
    ASSERT_TRUE(let_in) << base::to_text(let_in.error());
    EXPECT_EQ(let_in->actor.user, program);
    EXPECT_EQ(let_in->actor.organisation, organisation_);
    EXPECT_EQ(let_in->actor.roles, std::vector<Role>{Role::ngo_case_worker});
    EXPECT_EQ(let_in->actor.scopes, (ScopeSet{Scope::cases_read, Scope::inbox_read}));
    EXPECT_TRUE(let_in->actor.second_factor_passed);
    EXPECT_FALSE(let_in->actor.sign_in);
    EXPECT_EQ(let_in->display_name, kProgramName);
    EXPECT_EQ(let_in->token, token.id);
    EXPECT_EQ(let_in->expires_at, kNow + 90 * kDay);
    EXPECT_TRUE(
        authorise(let_in->actor, {.permission = Permission::worklist_read, .purpose = Purpose::support}, kNow)
            .allowed);
    EXPECT_EQ(authorise(let_in->actor,
                        {.permission = Permission::consent_record, .purpose = Purpose::support}, kNow)
                  .rule,
              "AUTH-SCOPE");
}

TEST_P(AdmitProgram, shuts_out_every_token_that_opens_nothing_with_one_answer_and_logs_why) {
    const UserId program = added_program();
    const auto token = issued(program);
    base::SeededRandom random(9);
    expect_refused(admitted("wm_nonsense", "192.0.2.1"));
    expect_refused(admitted(make_token_text(random).expose(), "192.0.2.2"));
    ASSERT_TRUE(disable_program(*place_, command_line_actor(), program));
    expect_refused(admitted(token));
    ASSERT_TRUE(enable_program(*place_, command_line_actor(), program));
    EXPECT_TRUE(admitted(token));
    clock_.advance(std::chrono::hours(2));
    ASSERT_TRUE(revoke_token(*place_, command_line_actor(), token.id));
    expect_refused(admitted(token));
    const auto other = issued(program);
    clock_.advance(90 * kDay);
    expect_refused(admitted(other));
    for (const char* why : {"malformed", "unknown", "disabled", "revoked", "expired"}) {
        EXPECT_EQ(refusals(why), 1) << why;
    }
    EXPECT_EQ(refused_.count(), 5);
    EXPECT_TRUE(verdict().first_bad_row == std::nullopt);
}

TEST_P(AdmitProgram, a_token_opens_until_its_last_moment) {
    const auto token = issued(added_program());
    clock_.advance(90 * kDay - base::Duration(1));
    EXPECT_TRUE(admitted(token));
    clock_.advance(base::Duration(1));
    expect_refused(admitted(token));
}

TEST_P(AdmitProgram, an_organisation_without_an_agreement_in_force_has_no_program_either) {
    const UserId program = added_program();
    NewToken late = wanted_token();
    clock_.advance(364 * kDay);
    late.expires_at = clock_.now() + 90 * kDay;
    const auto token = issue_token(*place_, command_line_actor(), program, late).value();
    EXPECT_TRUE(admitted(token));
    clock_.advance(kDay);
    expect_refused(admitted(token));
    EXPECT_EQ(refusals("agreement"), 1);
}

TEST_P(AdmitProgram, what_is_taken_from_a_program_is_gone_at_its_next_request) {
    const UserId program = added_program();
    const auto token = issued(program);
    ASSERT_TRUE(edit_program(*place_, command_line_actor(), program, 1, parts(Role::shelter)));
    EXPECT_EQ(admitted(token)->actor.roles, std::vector<Role>{Role::shelter});
}

TEST_P(AdmitProgram, a_use_is_noted_once_an_hour_and_writes_nothing_between) {
    const UserId program = added_program();
    const auto token = issued(program);
    EXPECT_EQ(last_used(program), std::nullopt);
    EXPECT_TRUE(admitted(token));
    EXPECT_EQ(last_used(program), kNow);
    clock_.advance(std::chrono::minutes(59));
    EXPECT_TRUE(admitted(token));
    EXPECT_EQ(last_used(program), kNow);
    clock_.advance(std::chrono::minutes(1));
    EXPECT_TRUE(admitted(token));
    EXPECT_EQ(last_used(program), kNow + std::chrono::hours(1));
    expect_refused(admitted("wm_nonsense"));
    EXPECT_EQ(last_used(program), kNow + std::chrono::hours(1));
}

TEST_P(AdmitProgram, a_flood_of_wrong_tokens_from_one_address_leaves_one_row_an_hour) {
    base::SeededRandom random(10);
    const auto rows = [this] { return refusals("unknown") + refusals("malformed"); };
    for (int attempt = 0; attempt < 200; ++attempt) {
        expect_refused(admitted(attempt % 2 == 0 ? make_token_text(random).expose() : "guess"));
    }
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(lines_.lines.size(), 1U);
    EXPECT_EQ(refused_.count(), 200);
    clock_.advance(std::chrono::hours(1));
    expect_refused(admitted("guess"));
    EXPECT_EQ(rows(), 2);
    EXPECT_THAT(lines_.lines.back(), HasSubstr("\"count\":201"));
}

TEST_P(AdmitProgram, a_flood_from_many_addresses_is_logged_sparingly_and_hides_no_known_token) {
    const auto token = issued(added_program());
    ASSERT_TRUE(revoke_token(*place_, command_line_actor(), token.id));
    for (int peer = 0; peer < 300; ++peer) {
        expect_refused(admitted("guess", "2001:db8::" + std::to_string(peer)));
    }
    EXPECT_EQ(refusals("malformed"), 60);
    expect_refused(admitted(token));
    EXPECT_EQ(count("audit_event where action = 'token.refuse_revoked' and subject_kind = 'program_token'"),
              1);
    EXPECT_THAT(lines_.lines.back(), HasSubstr(token.id.text()));
    expect_refused(admitted(token));
    EXPECT_EQ(refusals("revoked"), 1) << "a program that goes on asking fills nothing either";
}

TEST_P(AdmitProgram, a_wrong_token_shuts_out_no_right_one_from_the_same_address) {
    const auto token = issued(added_program());
    for (int attempt = 0; attempt < 50; ++attempt) expect_refused(admitted("guess"));
    EXPECT_TRUE(admitted(token));
}

TEST_P(AdmitProgram, neither_the_token_nor_what_was_presented_is_stored_or_logged) {
    const auto token = issued(added_program());
    EXPECT_TRUE(admitted(token));
    expect_refused(admitted("wm_MarianaPetrenko"));
    const std::string stored = all_that_is_stored();
    const std::string text = token.text.expose();
    for (const std::string& secret : {text, text.substr(3, 20), std::string("MarianaPetrenko"),
                                      std::string(kProgramName), std::string("intake server")}) {
        EXPECT_THAT(stored, Not(HasSubstr(secret)));
        for (const std::string& line : lines_.lines) EXPECT_THAT(line, Not(HasSubstr(secret)));
    }
}

TEST_P(AdmitProgram, a_program_never_comes_in_by_the_door_for_people) {
    const UserId program = added_program();
    const auto token = issued(program);
    for (const std::string& name : {std::string(), std::string(kProgramName), program.text()}) {
        for (const std::string& password : {std::string(), token.text.expose()}) {
            EXPECT_FALSE(try_sign_in(password.c_str(), name.c_str()));
        }
    }
    EXPECT_FALSE(resumed({.token = token.text, .signed_in = {}}));
    EXPECT_EQ(reset_user(*place_, command_line_actor(), program).error().code, ProblemCode::not_found);
    EXPECT_FALSE(execute("update user_account set password_hash = 'x' where responsible is not null"))
        << "the database itself refuses it a password";
    EXPECT_FALSE(execute("update user_account set sealed_totp_secret = $1 where responsible is not null",
                         {store::value(base::Bytes{1, 2, 3})}));
}

TEST_P(AdmitProgram, many_at_once_are_all_let_in) {
    const auto token = issued(added_program());
    std::atomic<int> let_in = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (int request = 0; request < 25; ++request) let_in += admitted(token).has_value() ? 1 : 0;
            });
        }
    }
    EXPECT_EQ(let_in, 100);
}

WAYMARK_ON_EVERY_DATABASE(AdmitProgram);

}  // namespace
}  // namespace guard
