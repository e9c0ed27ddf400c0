#include "cli/settings.hpp"

#include "cli/program_for_test.hpp"

#include <gmock/gmock.h>

namespace cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SettingsTest : public ProgramTest {
protected:
    // The line of "waymark config" that shows a setting.
    std::string line_of(const std::string& setting) {
        std::istringstream lines(out());
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with(setting + " = ")) return line;
        }
        return {};
    }
};

TEST_F(SettingsTest, have_standards_of_their_own) {
    EXPECT_EQ(waymark({"config"}), 0);
    EXPECT_THAT(line_of("port"), HasSubstr("port = 8080  # standard"));
    EXPECT_THAT(line_of("address"), HasSubstr("\"127.0.0.1\"  # standard"));
}

TEST_F(SettingsTest, come_from_file_environment_and_flags_in_rising_order) {
    write_settings("port = 1001\naddress = \"127.0.0.2\"\ntime_zone = \"Europe/Kyiv\"\n");
    environment_ = {{"WAYMARK_PORT", "1002"}, {"WAYMARK_ADDRESS", "127.0.0.3"}};
    EXPECT_EQ(waymark({"config", "--port", "1003"}), 0) << err();
    EXPECT_THAT(line_of("port"), HasSubstr("port = 1003  # --port"));
    EXPECT_THAT(line_of("address"), HasSubstr("\"127.0.0.3\"  # WAYMARK_ADDRESS"));
    EXPECT_THAT(line_of("time_zone"), HasSubstr("\"Europe/Kyiv\"  # waymark.toml"));
}

TEST_F(SettingsTest, that_are_unknown_are_refused_naming_those_there_are) {
    write_settings("prot = 1001\n");
    EXPECT_EQ(waymark({"config"}), 2);
    EXPECT_THAT(err(), HasSubstr("400.5 invalid_configuration"));
    EXPECT_THAT(err(), HasSubstr("prot: unknown setting; accepted: address, port, database"));
}

TEST_F(SettingsTest, that_are_not_accepted_name_the_setting_and_what_is_but_never_the_value) {
    write_settings("port = \"planted-value\"\ndatabase = \"mysql://planted-value\"\n");
    EXPECT_EQ(waymark({"config"}), 2);
    EXPECT_THAT(err(), HasSubstr("port: not accepted; accepted: a whole number from 0 to 65535"));
    EXPECT_THAT(err(), HasSubstr("database: not accepted; accepted: postgresql://"));
    EXPECT_THAT(err(), Not(HasSubstr("planted")));
}

TEST_F(SettingsTest, in_a_file_that_is_no_toml_name_its_line_only) {
    write_settings("port = 1\nplanted-value\n");
    EXPECT_EQ(waymark({"config"}), 2);
    EXPECT_THAT(err(), HasSubstr("400.4 invalid_file"));
    EXPECT_THAT(err(), HasSubstr("waymark.toml, line 2"));
    EXPECT_THAT(err(), Not(HasSubstr("planted")));
}

TEST_F(SettingsTest, of_a_time_zone_that_nobody_knows_are_refused) {
    for (const char* known : {"UTC", "Europe/Kyiv", "Etc/GMT+2"}) {
        EXPECT_EQ(waymark({"config", "--time-zone", known}), 0) << known;
    }
    for (const char* unknown : {"Mars/Base", "Europe/Kiew", ""}) {
        EXPECT_EQ(waymark({"config", "--time-zone", unknown}), 2) << unknown;
    }
    EXPECT_THAT(err(), HasSubstr("time_zone: not accepted; accepted: a name such as Europe/Kyiv"));
}

TEST_F(SettingsTest, are_not_taken_from_what_is_no_file) {
    std::filesystem::create_directories(data() / "waymark.toml");
    EXPECT_EQ(waymark({"config"}), 2);
    EXPECT_THAT(err(), HasSubstr("waymark.toml is no file"));
}

TEST_F(SettingsTest, are_printed_without_the_password_of_the_database) {
    EXPECT_EQ(waymark({"config", "--database", "postgresql://user:planted@host/name"}), 0);
    EXPECT_THAT(line_of("database"), HasSubstr("postgresql://user:(hidden)@host/name"));
    EXPECT_THAT(out(), Not(HasSubstr("planted")));
}

TEST(WithoutPassword, hides_every_form_a_password_may_take) {
    EXPECT_EQ(without_password("postgresql://u@h/d"), "postgresql://u@h/d");
    EXPECT_EQ(without_password("postgresql://h/d"), "postgresql://h/d");
    EXPECT_EQ(without_password("postgresql://u:p@h:1/d"), "postgresql://u:(hidden)@h:1/d");
    EXPECT_EQ(without_password("postgresql://u:p@q/r@h/d"), "postgresql://u:(hidden)@h/d");
    EXPECT_EQ(without_password("postgresql://h/d?user=u&password=p"), "postgresql://h/d?(hidden)");
    EXPECT_EQ(without_password("host=h password=p"), "(hidden)");
    EXPECT_EQ(without_password(""), "");
}

TEST(Loopback, is_what_nobody_else_can_reach) {
    EXPECT_TRUE(is_loopback("127.0.0.1"));
    EXPECT_TRUE(is_loopback("::1"));
    EXPECT_FALSE(is_loopback("0.0.0.0"));
    EXPECT_FALSE(is_loopback("::"));
    EXPECT_FALSE(is_loopback("192.0.2.1"));
}

}  // namespace
}  // namespace cli
