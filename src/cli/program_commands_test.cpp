#include "cli/program_commands.hpp"

#include "cli/program_for_test.hpp"

#include <gmock/gmock.h>

namespace cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class ProgramCommands : public ProgramTest {
protected:
    void SetUp() override {
        ProgramTest::SetUp();
        ASSERT_EQ(waymark({"migrate"}), 0) << err();
        ASSERT_EQ(waymark({"org", "add", "--name", "Lantern House", "--kind", "NGO"}), 0) << err();
        ASSERT_EQ(waymark({"user", "add", "olena", "--display-name", "Planted Person", "--organisation",
                           "Lantern House", "--role", "NGO_CASE"}),
                  0)
            << err();
    }

    int add(const std::string& name = "Intake portal") {
        return waymark({"program", "add", name, "--responsible", "olena", "--role", "NGO_CASE"});
    }
    int issue(const std::string& program = "Intake portal", const std::string& scope = "concerns:write") {
        return waymark({"token", "issue", program, "--name", "intake server", "--scope", scope});
    }
    // The first column of the first line printed.
    std::string first_id() const { return out().substr(0, out().find('\t')); }
};

TEST_F(ProgramCommands, add_a_program_that_is_not_among_the_people) {
    ASSERT_EQ(add(), 0) << err();
    ASSERT_EQ(waymark({"program", "list"}), 0) << err();
    EXPECT_THAT(out(), HasSubstr("\tIntake portal\tNGO_CASE\tactive\tPlanted Person\t0 valid"));
    ASSERT_EQ(waymark({"user", "list"}), 0) << err();
    EXPECT_THAT(out(), Not(HasSubstr("Intake portal")));
    EXPECT_EQ(waymark({"program", "add", "Another", "--responsible", "nobody", "--role", "NGO_CASE"}), 4);
}

TEST_F(ProgramCommands, issue_a_token_that_is_printed_once_and_take_it_back) {
    ASSERT_EQ(add(), 0) << err();
    ASSERT_EQ(issue(), 0) << err();
    EXPECT_THAT(out(), ContainsRegex("wm_[A-Za-z0-9_-]+"));
    const std::string token = out().substr(out().find("wm_"), 51);
    ASSERT_EQ(waymark({"token", "list", "Intake portal"}), 0) << err();
    EXPECT_THAT(out(), HasSubstr("\tIntake portal\tintake server\tvalid\t"));
    EXPECT_THAT(out(), HasSubstr("\tconcerns:write"));
    EXPECT_THAT(out(), Not(HasSubstr(token.substr(3, 10))));
    ASSERT_EQ(waymark({"token", "revoke", first_id()}), 0) << err();
    ASSERT_EQ(waymark({"token", "list"}), 0) << err();
    EXPECT_THAT(out(), HasSubstr("\trevoked\t"));
    EXPECT_EQ(waymark({"token", "revoke", "no id"}), 2);
}

TEST_F(ProgramCommands, tell_what_is_accepted_for_a_scope_and_for_a_program) {
    ASSERT_EQ(add(), 0) << err();
    EXPECT_EQ(issue("Intake portal", "everything"), 2);
    EXPECT_THAT(err(), HasSubstr("concerns:write"));
    EXPECT_EQ(issue("Nobody"), 4);
    EXPECT_EQ(
        waymark({"token", "issue", "Intake portal", "--name", "n", "--scope", "cases:read", "--days", "367"}),
        2);
    ASSERT_EQ(add(), 0) << err();
    EXPECT_EQ(issue(), 2) << "two have the name";
    ASSERT_EQ(waymark({"program", "list"}), 0) << err();
    EXPECT_EQ(issue(first_id()), 0) << err();
}

TEST_F(ProgramCommands, close_a_program_and_open_it_again) {
    ASSERT_EQ(add(), 0) << err();
    ASSERT_EQ(waymark({"program", "disable", "Intake portal"}), 0) << err();
    ASSERT_EQ(waymark({"program", "list"}), 0) << err();
    EXPECT_THAT(out(), HasSubstr("\tdisabled\t"));
    EXPECT_EQ(issue(), 4) << "no token for a program that is closed";
    ASSERT_EQ(waymark({"program", "enable", "Intake portal"}), 0) << err();
    EXPECT_EQ(issue(), 0) << err();
}

}  // namespace
}  // namespace cli
