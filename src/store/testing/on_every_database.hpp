#pragma once
// For integration tests: a fresh database with all migrations, on real SQLite and on real PostgreSQL. Tests
// only.
//
//   class RaiseConcern : public store::testing::OnEveryDatabase {};
//   TEST_P(RaiseConcern, starts_its_clocks) { auto& database = this->database(); ... }
//   WAYMARK_ON_EVERY_DATABASE(RaiseConcern);
//
// PostgreSQL comes from WAYMARK_TEST_POSTGRES (tools/with_postgres sets it). Without it those cases are
// skipped, and fail where WAYMARK_REQUIRE_POSTGRES says that they must run.

#include "store/database.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace store::testing {

class OnEveryDatabase : public ::testing::TestWithParam<Engine> {
protected:
    void SetUp() override;
    void TearDown() override;

    Database& database() { return *database_; }
    // A folder of this test's own, removed after it.
    const std::filesystem::path& folder() const { return folder_; }
    // Closes and opens the same database again, as after a restart.
    void reopen();
    // Another database of either kind, in which nothing is, gone after the test.
    std::unique_ptr<Database> empty_database(Engine engine);
    // The same database as another process on another machine opens it; none on SQLite, which has one.
    std::unique_ptr<Database> of_another_process();
    // Every byte the database stores, to search for what must not be there.
    std::string everything_stored();

private:
    void open();
    std::unique_ptr<Database> opened();

    std::filesystem::path folder_;
    std::string postgres_name_;
    std::vector<std::string> others_;
    std::unique_ptr<Database> database_;
};

std::string engine_name(const ::testing::TestParamInfo<Engine>& info);

}  // namespace store::testing

#define WAYMARK_ON_EVERY_DATABASE(suite)                                                          \
    INSTANTIATE_TEST_SUITE_P(Databases, suite,                                                    \
                             ::testing::Values(store::Engine::sqlite, store::Engine::postgresql), \
                             store::testing::engine_name)
