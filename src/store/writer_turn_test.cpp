// Several processes on one PostgreSQL, and servers that are not fit for real data.

#include "store/durability.hpp"
#include "store/testing/on_every_database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace {

using store::value;
using store::WriteSession;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class TwoProcesses : public store::testing::OnEveryDatabase {
protected:
    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped()) return;
        other_ = of_another_process();
        if (!other_) GTEST_SKIP() << "SQLite has one process";
        ASSERT_TRUE(database().run_write([](WriteSession& session) -> base::Done {
            auto made = session.execute("create table thing (id bigint primary key, number bigint not null)");
            if (!made) return base::fail(made.error());
            auto filled = session.execute("insert into thing (id, number) values (1, 0)");
            if (!filled) return base::fail(filled.error());
            return {};
        }));
    }
    void TearDown() override {
        other_.reset();
        OnEveryDatabase::TearDown();
    }

    // Adds one to the number by so many statements; counts how often it was run.
    static base::Done add_one(store::Database& database, int statements, std::atomic<int>& runs) {
        return database.run_write([&](WriteSession& session) -> base::Done {
            ++runs;
            const auto row = session.query_one("select number from thing where id = 1");
            if (!row) return base::fail(row.error());
            for (int statement = 0; statement < statements; ++statement) {
                const auto done = session.execute("update thing set number = $1 where id = 1",
                                                  {value((*row)->integer("number") + 1)});
                if (!done) return base::fail(done.error());
            }
            return {};
        });
    }

    std::unique_ptr<store::Database> other_;
};

TEST_P(TwoProcesses, none_is_run_again_and_again_against_a_quicker_one) {
    constexpr int kLong = 20;
    std::atomic<bool> over{false};
    std::atomic<int> quick_runs{0};
    std::atomic<int> quick_kept{0};
    std::jthread quick([&] {
        do {
            if (add_one(*other_, 1, quick_runs)) ++quick_kept;
        } while (!over);
    });
    std::atomic<int> long_runs{0};
    for (int number = 0; number < kLong; ++number) {
        const auto done = add_one(database(), 50, long_runs);
        EXPECT_TRUE(done) << base::to_text(done.error());
    }
    over = true;
    quick.join();
    EXPECT_EQ(long_runs, kLong);
    EXPECT_EQ(quick_runs, quick_kept);
    const auto row = database().read([](store::ReadSession& session) {
        return session.query_one("select number from thing where id = 1");
    });
    EXPECT_EQ((*row)->integer("number"), kLong + quick_kept);
}

WAYMARK_ON_EVERY_DATABASE(TwoProcesses);

class Durability : public store::testing::OnEveryDatabase {};

TEST_P(Durability, a_server_that_does_not_wait_for_its_disk_is_noticed) {
    const auto risks = store::durability_risks(database());
    ASSERT_TRUE(risks) << base::to_text(risks.error());
    if (GetParam() == store::Engine::sqlite) {
        EXPECT_THAT(*risks, IsEmpty());
    } else {  // tools/with_postgres, on purpose
        EXPECT_THAT(*risks, UnorderedElementsAre(store::Risk::fsync, store::Risk::full_page_writes));
    }
}

WAYMARK_ON_EVERY_DATABASE(Durability);

}  // namespace
