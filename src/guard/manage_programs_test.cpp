#include "guard/manage_programs.hpp"

#include "guard/program_for_test.hpp"
#include "guard/program_token_repository.hpp"

#include <gtest/gtest.h>

#include <set>

namespace guard {
namespace {

using base::ProblemCode;

class ManagePrograms : public ProgramTest {
protected:
    template <class Value>
    static std::set<std::string> fields_of(const base::Result<Value>& result) {
        std::set<std::string> fields;
        if (result) return fields;
        for (const auto& field : result.error().fields) fields.insert(field.field + ' ' + field.rule);
        return fields;
    }
};

TEST_P(ManagePrograms, a_program_is_kept_with_who_answers_for_it_and_is_not_among_the_people) {
    ProgramParts wanted = parts();
    wanted.duties.training = {{Function::interview, kNow + kDay}};
    wanted.duties.vetted_for_children = true;
    const UserId program = create_program(*place_, command_line_actor(), organisation_, wanted).value();
    const ProgramView view = read_back(program);
    EXPECT_TRUE(view.program.is_program());
    EXPECT_EQ(view.program.display_name, kProgramName);
    EXPECT_EQ(view.program.sign_in_name, "");
    EXPECT_EQ(view.program.organisation, organisation_);
    EXPECT_EQ(view.program.training, wanted.duties.training);
    EXPECT_TRUE(view.program.vetted_for_children);
    EXPECT_EQ(view.responsible_name, kDisplayName);
    EXPECT_FALSE(view.responsible_disabled);
    EXPECT_TRUE(view.tokens.empty());

    const Actor admin = command_line_actor();
    const auto people = list_users(*place_, admin, {}, {}, 10).value();
    ASSERT_EQ(people.size(), 1U);
    EXPECT_EQ(people.front().id, responsible_);
    EXPECT_EQ(read_user(*place_, admin, program).error().code, ProblemCode::not_found);
    EXPECT_EQ(disable_user(*place_, admin, program).error().code, ProblemCode::not_found);
    EXPECT_EQ(set_duties(*place_, admin, program, 1, wanted.duties).error().code, ProblemCode::not_found);
    EXPECT_EQ(read_program(*place_, admin, responsible_).error().code, ProblemCode::not_found);
    EXPECT_EQ(issue_token(*place_, admin, responsible_, wanted_token()).error().code, ProblemCode::not_found);
    EXPECT_EQ(disable_program(*place_, admin, responsible_).error().code, ProblemCode::not_found);
    EXPECT_EQ(count("audit_event where action = 'program.add' and outcome = 'done'"), 1);
}

TEST_P(ManagePrograms, a_program_is_shown_by_its_name_and_marked_as_one) {
    const UserId program = added_program();
    const auto names = database().read(
        [&](store::ReadSession& session) { return display_names(session, keys_, {program, responsible_}); });
    EXPECT_EQ(names->at(program), std::string(kProgramName) + " [API]");
    EXPECT_EQ(names->at(responsible_), kDisplayName);
}

TEST_P(ManagePrograms, somebody_who_can_be_asked_answers_for_a_program) {
    const Actor admin = command_line_actor();
    const UserId program = added_program();
    const auto try_with = [&](UserId responsible) {
        ProgramParts wanted = parts();
        wanted.responsible = responsible;
        return fields_of(create_program(*place_, admin, organisation_, wanted));
    };
    const std::set<std::string> refused{"responsible no_such_colleague"};
    EXPECT_EQ(try_with(new_id<User>()), refused);
    EXPECT_EQ(try_with(program), refused) << "another program answers for nothing";
    NewOrganisation other;
    other.name = "Elsewhere";
    other.agreement_valid_to = kNow + kDay;
    NewUser stranger = olena();
    stranger.organisation = add_organisation(*place_, admin, other).value();
    stranger.sign_in_name = "stranger";
    EXPECT_EQ(try_with(add(stranger)), refused);
    ASSERT_TRUE(disable_user(*place_, admin, responsible_));
    EXPECT_EQ(try_with(responsible_), refused);
    EXPECT_TRUE(read_back(program).responsible_disabled);
}

TEST_P(ManagePrograms, what_is_wrong_with_a_program_is_told_field_by_field) {
    ProgramParts wrong;
    EXPECT_EQ(
        fields_of(create_program(*place_, command_line_actor(), organisation_, wrong)),
        (std::set<std::string>{"display_name required", "responsible no_such_colleague", "roles required"}));
    EXPECT_EQ(fields_of(create_program(*place_, command_line_actor(), new_id<Organisation>(), parts())),
              std::set<std::string>{"organisation not_in_list"});
    EXPECT_EQ(count("user_account where responsible is not null"), 0);
}

TEST_P(ManagePrograms, a_program_is_changed_only_by_who_saw_what_is_there_now) {
    const Actor admin = command_line_actor();
    const UserId program = added_program();
    ProgramParts other = parts(Role::shelter);
    other.display_name = "Another name";
    ASSERT_TRUE(edit_program(*place_, admin, program, 1, other));
    EXPECT_EQ(read_back(program).program.display_name, "Another name");
    EXPECT_EQ(read_back(program).program.version, 2);
    EXPECT_EQ(edit_program(*place_, admin, program, 1, parts()).error().code, ProblemCode::edited_meanwhile);
    EXPECT_EQ(read_back(program).program.display_name, "Another name");
}

TEST_P(ManagePrograms, a_token_is_shown_once_and_listed_without_its_text) {
    const UserId program = added_program();
    const auto first = issued(program, {Scope::cases_read, Scope::concerns_write});
    clock_.advance(kDay);
    const auto second = issued(program);
    const auto tokens = read_back(program).tokens;
    ASSERT_EQ(tokens.size(), 2U);
    EXPECT_EQ(tokens[0].id, second.id);
    EXPECT_EQ(tokens[1].id, first.id);
    EXPECT_EQ(tokens[1].name, "intake server");
    EXPECT_EQ(text_of(tokens[1].scopes), "concerns:write cases:read");
    EXPECT_EQ(tokens[1].created_at, kNow);
    EXPECT_EQ(tokens[1].created_by, std::nullopt) << "the command line is nobody";
    EXPECT_EQ(count("audit_event where action = 'token.issue' and outcome = 'done'"), 2);
}

TEST_P(ManagePrograms, a_token_names_what_it_is_for_and_ends_within_a_year) {
    const UserId program = added_program();
    const auto refusal = [&](const NewToken& wanted) {
        return fields_of(issue_token(*place_, command_line_actor(), program, wanted));
    };
    NewToken token = wanted_token({});
    token.name = " ";
    token.expires_at = kNow;
    EXPECT_EQ(refusal(token), (std::set<std::string>{"name required", "scopes choose_at_least_one",
                                                     "expires_at must_be_later"}));
    token = wanted_token();
    token.expires_at = kNow + 366 * kDay + base::Duration(1);
    EXPECT_EQ(refusal(token), std::set<std::string>{"expires_at token_too_long"});
    token.expires_at = kNow + 366 * kDay;
    EXPECT_EQ(refusal(token), std::set<std::string>{});
    ASSERT_TRUE(disable_program(*place_, command_line_actor(), program));
    EXPECT_EQ(issue_token(*place_, command_line_actor(), program, token).error().code,
              ProblemCode::wrong_state);
}

TEST_P(ManagePrograms, a_token_that_ends_within_a_fortnight_is_named_until_nobody_needs_it) {
    const Actor admin = command_line_actor();
    const UserId program = added_program();
    const auto named = [&] {
        std::vector<std::string> names;
        const auto ending = list_ending_tokens(*place_, admin, 10);
        EXPECT_TRUE(ending) << base::to_text(ending.error());
        for (const EndingToken& one : *ending) names.push_back(one.program_name + ": " + one.token.name);
        const auto counted = database().read(
            [&](store::ReadSession& session) { return count_tokens_ending_soon(session, clock_.now()); });
        EXPECT_EQ(*counted, static_cast<std::int64_t>(names.size()));
        return names;
    };
    const auto issued_for = [&](const std::string& name, base::Duration length) {
        NewToken wanted = wanted_token();
        wanted.name = name;
        wanted.expires_at = clock_.now() + length;
        return issue_token(*place_, admin, program, wanted).value().id;
    };
    const std::string of_program = std::string(kProgramName) + ": ";
    const auto first = issued_for("first", 16 * kDay);
    issued_for("second", 15 * kDay);
    EXPECT_TRUE(named().empty());
    clock_.advance(kDay);
    EXPECT_EQ(named(), std::vector{of_program + "second"}) << "14 days to the microsecond";
    clock_.advance(kDay);
    EXPECT_EQ(named(), (std::vector{of_program + "second", of_program + "first"})) << "soonest first";
    ASSERT_TRUE(revoke_token(*place_, admin, first));
    EXPECT_EQ(named(), std::vector{of_program + "second"});
    ASSERT_TRUE(disable_program(*place_, admin, program));
    EXPECT_TRUE(named().empty()) << "a closed program misses nothing";
    ASSERT_TRUE(enable_program(*place_, admin, program));
    clock_.advance(13 * kDay);
    EXPECT_TRUE(named().empty()) << "what ended opens nothing any more";
}

TEST_P(ManagePrograms, a_token_is_revoked_for_good) {
    const UserId program = added_program();
    const auto token = issued(program);
    ASSERT_TRUE(revoke_token(*place_, command_line_actor(), token.id));
    clock_.advance(kDay);
    ASSERT_TRUE(revoke_token(*place_, command_line_actor(), token.id));
    EXPECT_EQ(read_back(program).tokens.front().revoked_at, kNow);
    EXPECT_EQ(count("audit_event where action = 'token.revoke'"), 1);
    EXPECT_EQ(revoke_token(*place_, command_line_actor(), new_id<ProgramToken>()).error().code,
              ProblemCode::not_found);
}

TEST_P(ManagePrograms, only_an_administrator_who_is_a_person_does_any_of_it) {
    const UserId program = added_program();
    const auto token = issued(program);
    Actor admin_program = actor_with(Role::administrator);
    admin_program.scopes = ScopeSet::everything();
    for (const Actor& actor : {actor_with(Role::ngo_case_worker), admin_program}) {
        const auto rule_of = [](const auto& result) { return result ? "done" : result.error().rule; };
        const std::string rule = actor.scopes ? "AUTH-PERSON-ONLY" : "AUTH-PROGRAM-MANAGE";
        EXPECT_EQ(rule_of(create_program(*place_, actor, organisation_, parts())), rule);
        EXPECT_EQ(rule_of(edit_program(*place_, actor, program, 1, parts())), rule);
        EXPECT_EQ(rule_of(disable_program(*place_, actor, program)), rule);
        EXPECT_EQ(rule_of(enable_program(*place_, actor, program)), rule);
        EXPECT_EQ(rule_of(issue_token(*place_, actor, program, wanted_token())), rule);
        EXPECT_EQ(rule_of(revoke_token(*place_, actor, token.id)), rule);
        EXPECT_EQ(rule_of(list_programs(*place_, actor, {}, {}, 10)), rule);
        EXPECT_EQ(rule_of(read_program(*place_, actor, program)), rule);
    }
    EXPECT_EQ(count("audit_event where outcome = 'denied'"), 16);
    EXPECT_TRUE(admitted(token));
}

TEST_P(ManagePrograms, programs_are_listed_page_by_page) {
    const Actor admin = command_line_actor();
    std::vector<UserId> added;
    for (int number = 0; number < 3; ++number) {
        clock_.advance(std::chrono::seconds(1));  // ids are in the order of time
        added.push_back(added_program());
    }
    std::vector<UserId> seen;
    std::optional<UserId> after;
    for (;;) {
        const auto page = list_programs(*place_, admin, organisation_, after, 2).value();
        if (page.empty()) break;
        for (const ProgramView& view : page) seen.push_back(view.program.id);
        after = seen.back();
    }
    EXPECT_EQ(seen, added);
    EXPECT_TRUE(list_programs(*place_, admin, new_id<Organisation>(), {}, 10)->empty());
}

WAYMARK_ON_EVERY_DATABASE(ManagePrograms);

}  // namespace
}  // namespace guard
