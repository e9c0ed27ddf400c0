#include "cli/program.hpp"

#include "cli/installation.hpp"
#include "cli/plain_problem.hpp"
#include "cli/program_for_test.hpp"
#include "store/migration.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

namespace cli {
namespace {

using ::testing::HasSubstr;

class Program : public ProgramTest {
protected:
    static mode_t mode_of(const std::filesystem::path& path) {
        struct stat status = {};
        EXPECT_EQ(::stat(path.c_str(), &status), 0);
        return status.st_mode & 07777;
    }

    void execute(const std::string& sql) {
        const auto database = store::open_sqlite(data() / "waymark.db");
        ASSERT_TRUE(database) << base::to_text(database.error());
        const auto done = (*database)->run_write([&](store::WriteSession& session) -> base::Done {
            const auto executed = session.execute(sql);
            if (!executed) return base::fail(executed.error());
            return {};
        });
        ASSERT_TRUE(done) << base::to_text(done.error());
    }
};

TEST_F(Program, without_a_command_says_how_it_is_used) {
    EXPECT_EQ(waymark_alone({}), 2);
    EXPECT_THAT(err(), HasSubstr("--help"));
    EXPECT_EQ(waymark_alone({"--help"}), 0);
    EXPECT_THAT(out(), HasSubstr("migrate"));
    EXPECT_EQ(waymark_alone({"migrate", "--help"}), 0);
    EXPECT_THAT(out(), HasSubstr("--data"));
}

TEST_F(Program, makes_a_data_directory_that_nobody_else_can_look_into) {
    ASSERT_EQ(waymark({"migrate"}), 0) << err();
    EXPECT_EQ(mode_of(data()), 0700U);
    EXPECT_EQ(mode_of(data() / "master.key"), 0600U);
    EXPECT_EQ(mode_of(data() / "waymark.db"), 0600U);
    EXPECT_EQ(waymark({"migrate"}), 0) << err();
    EXPECT_THAT(out(), HasSubstr("Migrations run: 0"));
}

TEST_F(Program, finds_nothing_where_there_is_no_data_directory_and_makes_none) {
    EXPECT_EQ(waymark({"audit", "verify"}), 4);
    EXPECT_THAT(err(), HasSubstr("404.1 not_found"));
    EXPECT_FALSE(std::filesystem::exists(data()));
}

TEST_F(Program, refuses_a_folder_that_is_a_file) {
    std::ofstream(data()) << "something else";
    EXPECT_EQ(waymark({"migrate"}), 4);
    EXPECT_THAT(err(), HasSubstr("409.1 already_exists"));
}

TEST_F(Program, refuses_the_key_file_of_another_installation) {
    ASSERT_EQ(waymark({"migrate"}), 0) << err();
    std::ofstream(data() / "master.key", std::ios::binary) << std::string(32, 'k');
    EXPECT_EQ(waymark({"audit", "verify"}), 6);
    EXPECT_THAT(err(), HasSubstr("500.4 wrong_key"));
    EXPECT_THAT(err(), HasSubstr("Put the right master.key back"));
}

TEST_F(Program, never_makes_a_second_key_for_a_database_that_has_one) {
    ASSERT_EQ(waymark({"migrate"}), 0) << err();
    std::filesystem::remove(data() / "master.key");
    EXPECT_EQ(waymark({"migrate"}), 6);
    EXPECT_THAT(err(), HasSubstr("500.4 wrong_key"));
    EXPECT_FALSE(std::filesystem::exists(data() / "master.key"));
}

TEST_F(Program, refuses_a_key_file_that_others_may_read) {
    ASSERT_EQ(waymark({"migrate"}), 0) << err();
    ASSERT_EQ(::chmod((data() / "master.key").c_str(), 0644), 0);
    EXPECT_EQ(waymark({"migrate"}), 2);
    EXPECT_THAT(err(), HasSubstr("its mode must be 0600"));
}

TEST_F(Program, refuses_a_database_that_is_newer_than_itself) {
    ASSERT_EQ(waymark({"migrate"}), 0) << err();
    execute("insert into schema_version (number, name, checksum, applied_at) values (9999, 'later', 'x', 0)");
    EXPECT_EQ(waymark({"migrate"}), 6);
    EXPECT_THAT(err(), HasSubstr("500.5 database_newer"));
}

TEST_F(Program, refuses_a_database_that_is_none) {
    ASSERT_EQ(waymark({"migrate"}), 0) << err();
    std::ofstream(data() / "waymark.db", std::ios::binary) << std::string(8192, 'x');
    EXPECT_EQ(waymark({"migrate"}), 6);
    EXPECT_THAT(err(), HasSubstr("500.2 data_damaged"));
}

TEST_F(Program, refuses_a_database_that_another_process_holds) {
    ASSERT_EQ(waymark({"migrate"}), 0) << err();
    const auto held = store::open_sqlite(data() / "waymark.db");
    ASSERT_TRUE(held);
    EXPECT_EQ(waymark({"audit", "verify"}), 5);
    EXPECT_THAT(err(), HasSubstr("503.2 database_busy"));
    EXPECT_THAT(err(), HasSubstr("Stop the server"));
}

TEST_F(Program, says_when_postgresql_does_not_answer) {
    EXPECT_EQ(waymark({"migrate", "--database", "postgresql://nobody:planted@127.0.0.1:1/none"}), 5);
    EXPECT_THAT(err(), HasSubstr("503.1 database_unreachable"));
    EXPECT_THAT(err(), ::testing::Not(HasSubstr("planted")));
}

TEST_F(Program, stops_at_a_full_disk) {
    base::ManualClock clock(base::Time{1});
    store::SqliteOptions small;
    small.pages_max = 8;
    const auto opened =
        Installation::open(DataDirectory(data()), Settings{}, Opening::migrated, clock, small);
    ASSERT_FALSE(opened);
    EXPECT_THAT(told(opened.error()), HasSubstr("503.6 disk_full"));
    EXPECT_EQ(opened.error().kind().exit_status, 5);
    // What was there opens again when there is room.
    EXPECT_EQ(waymark({"migrate"}), 0) << err();
}

TEST_F(Program, asks_for_a_migration_where_one_is_pending) {
    std::filesystem::create_directories(data());
    {
        ASSERT_TRUE(store::open_sqlite(data() / "waymark.db"));
    }
    EXPECT_EQ(waymark({"audit", "verify"}), 4);
    EXPECT_THAT(err(), HasSubstr("409.2 wrong_state"));
    EXPECT_THAT(err(), HasSubstr("waymark migrate"));
}

TEST(PlainProblem, says_for_every_problem_what_is_wrong_and_what_to_do) {
    for (const base::ProblemCode code : base::all_problem_codes()) {
        const base::Problem problem = base::problem(code);
        EXPECT_FALSE(plain_words(problem).empty()) << problem.kind().name;
        EXPECT_FALSE(what_to_do(problem).empty()) << problem.kind().name;
    }
}

}  // namespace
}  // namespace cli
