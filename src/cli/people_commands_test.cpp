#include "cli/people_commands.hpp"

#include "cli/program_for_test.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class PeopleCommands : public ProgramTest {
protected:
    void SetUp() override {
        ProgramTest::SetUp();
        ASSERT_EQ(waymark({"migrate"}), 0) << err();
        ASSERT_EQ(waymark({"org", "add", "--name", "Lantern House", "--kind", "NGO"}), 0) << err();
    }

    int add(const std::string& sign_in_name, const std::string& role = "NGO_CASE") {
        return waymark({"user", "add", sign_in_name, "--display-name", "Planted Person", "--organisation",
                        "Lantern House", "--role", role, "--training", "interview"});
    }

    // What "One-time password...: xxxx" printed.
    std::string password() const {
        const std::string printed = out();
        const std::size_t start = printed.find(": ", printed.find("ne-time password"));
        return printed.substr(start + 2, printed.find('\n', start) - start - 2);
    }
};

TEST_F(PeopleCommands, add_somebody_with_a_one_time_password) {
    ASSERT_EQ(add("olena"), 0) << err();
    EXPECT_GE(password().size(), 12U);
    ASSERT_EQ(waymark({"user", "list"}), 0) << err();
    EXPECT_THAT(out(), HasSubstr("olena\tPlanted Person\tNGO_CASE\tactive\tno second factor"));
}

TEST_F(PeopleCommands, list_those_of_one_organisation) {
    ASSERT_EQ(waymark({"org", "add", "--name", "Other House", "--kind", "NGO"}), 0) << err();
    ASSERT_EQ(add("olena"), 0) << err();
    ASSERT_EQ(waymark({"user", "list", "--organisation", "Other House"}), 0) << err();
    EXPECT_EQ(out(), "");
    EXPECT_EQ(waymark({"user", "list", "--organisation", "No House"}), 4);
}

TEST_F(PeopleCommands, disable_an_account) {
    ASSERT_EQ(add("olena"), 0) << err();
    ASSERT_EQ(waymark({"user", "disable", "olena"}), 0) << err();
    ASSERT_EQ(waymark({"user", "list"}), 0) << err();
    EXPECT_THAT(out(), HasSubstr("disabled"));
}

TEST_F(PeopleCommands, reset_to_another_password) {
    ASSERT_EQ(add("olena"), 0) << err();
    const std::string first = password();
    ASSERT_EQ(waymark({"user", "reset", "olena"}), 0) << err();
    EXPECT_GE(password().size(), 12U);
    EXPECT_NE(password(), first);
}

TEST_F(PeopleCommands, refuse_what_is_there_already_and_who_is_not_there) {
    ASSERT_EQ(add("olena"), 0) << err();
    EXPECT_EQ(add("olena"), 2);
    EXPECT_THAT(err(), HasSubstr("sign_in_name"));
    EXPECT_EQ(waymark({"org", "add", "--name", "Lantern House", "--kind", "NGO"}), 2);
    EXPECT_EQ(waymark({"user", "disable", "nobody"}), 4);
    EXPECT_EQ(waymark({"user", "reset", "nobody"}), 4);
}

TEST_F(PeopleCommands, refuse_a_role_that_is_none_naming_those_there_are) {
    EXPECT_EQ(add("olena", "CASTLE"), 2);
    EXPECT_THAT(err(), HasSubstr("role: not in list; accepted: RECEPTION"));
    EXPECT_EQ(waymark({"org", "add", "--name", "Castle", "--kind", "Castle"}), 2);
}

TEST_F(PeopleCommands, leave_audit_rows_and_no_name_in_the_open) {
    ASSERT_EQ(add("olena"), 0) << err();
    ASSERT_EQ(waymark({"audit", "verify"}), 0) << err();
    EXPECT_THAT(out(), Not(HasSubstr(": 0 rows")));
    std::string stored;
    for (const auto& entry : std::filesystem::directory_iterator(data())) {
        std::ifstream file(entry.path(), std::ios::binary);
        stored.append(std::istreambuf_iterator<char>(file), {});
    }
    EXPECT_THAT(stored, HasSubstr("Lantern House"));
    EXPECT_EQ(stored.find("Planted Person"), std::string::npos);
    EXPECT_EQ(stored.find("olena"), std::string::npos);
}

}  // namespace
}  // namespace cli
