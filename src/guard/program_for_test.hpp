#pragma once
// An organisation with a person who answers for a program, for the tests of programs and their tokens.

#include "guard/account_for_test.hpp"
#include "guard/admit_program.hpp"
#include "guard/manage_programs.hpp"

#include <memory>
#include <string>
#include <vector>

namespace guard {

class KeptLines final : public base::LogSink {
public:
    void write(std::string_view line) override { lines.emplace_back(line); }
    std::vector<std::string> lines;
};

class ProgramTest : public AccountTest {
protected:
    static constexpr const char* kProgramName = "Portal of Harbour House";
    static constexpr base::Duration kDay = std::chrono::hours(24);

    void SetUp() override {
        AccountTest::SetUp();
        if (IsSkipped()) return;
        responsible_ = add(olena());
    }

    ProgramParts parts(Role role = Role::ngo_case_worker) const {
        ProgramParts parts;
        parts.display_name = kProgramName;
        parts.duties.roles = {role};
        parts.responsible = responsible_;
        return parts;
    }
    UserId added_program() {
        auto added = create_program(*place_, command_line_actor(), organisation_, parts());
        EXPECT_TRUE(added) << base::to_text(added.error());
        return *added;
    }
    NewToken wanted_token(ScopeSet scopes = {Scope::cases_read}) const {
        return {.name = "intake server", .scopes = scopes, .expires_at = clock_.now() + 90 * kDay};
    }
    IssuedToken issued(UserId program, ScopeSet scopes = {Scope::cases_read}) {
        auto token = issue_token(*place_, command_line_actor(), program, wanted_token(scopes));
        EXPECT_TRUE(token) << base::to_text(token.error());
        return *std::move(token);
    }
    base::Result<AdmittedProgram> admitted(std::string_view bearer, std::string_view peer = "192.0.2.7") {
        return admit_program(*place_, refused_, bearer, peer);
    }
    base::Result<AdmittedProgram> admitted(const IssuedToken& token) { return admitted(token.text.expose()); }
    std::int64_t refusals(const std::string& why) {
        return count("audit_event where outcome = 'denied' and action = 'token.refuse_" + why + "'");
    }
    ProgramView read_back(UserId program) {
        return read_program(*place_, command_line_actor(), program).value();
    }

    KeptLines lines_;
    base::Logger log_{clock_, lines_};
    RefusedTokens refused_{log_};
    UserId responsible_;
};

}  // namespace guard
