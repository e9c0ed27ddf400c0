#include "store/database.hpp"
#include "store/migration.hpp"
#include "store/testing/on_every_database.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <limits>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

using base::ProblemCode;
using store::ReadSession;
using store::value;
using store::Value;
using store::WriteSession;

class Store : public store::testing::OnEveryDatabase {
protected:
    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        execute(
            "create table thing (id bytea primary key, number bigint not null, words text, share double "
            "precision)");
        execute(
            "create table part (id bytea primary key, thing bytea not null references thing (id), "
            "place bigint not null check (place >= 0))");
    }
    void execute(const char* sql) {
        const auto done = database().write(
            [&](WriteSession& session) -> base::Result<std::int64_t> { return session.execute(sql); });
        ASSERT_TRUE(done.has_value()) << base::to_text(done.error());
    }
    base::Result<std::int64_t> insert_thing(std::uint8_t id, std::int64_t number) {
        return database().write([&](WriteSession& session) -> base::Result<std::int64_t> {
            return session.execute("insert into thing (id, number) values ($1, $2)",
                                   {value(base::Bytes{id}), value(number)});
        });
    }
    std::int64_t things() {
        return database()
            .read([](ReadSession& session) -> base::Result<std::int64_t> {
                return session.query_one("select count(*) as amount from thing").map([](const auto& row) {
                    return row->integer("amount");
                });
            })
            .value();
    }
};

TEST_P(Store, gives_back_every_kind_of_value_as_it_was) {
    const base::Bytes bytes{0, 1, 255, 0};
    const std::string words = "Ніна، نينا, ნინა \"'; drop table thing; --";
    const auto written = database().write([&](WriteSession& session) -> base::Result<std::int64_t> {
        return session.execute(
            "insert into thing (id, number, words, share) values ($1, $2, $3, $4)",
            {value(bytes), value(std::numeric_limits<std::int64_t>::min()), value(words), value(0.1)});
    });
    ASSERT_TRUE(written.has_value()) << base::to_text(written.error());
    const auto row = database().read([&](ReadSession& session) {
        return session.query_one(
            "select id, number, words, share, cast(null as text) as absent_one from thing where id = $1",
            {value(bytes)});
    });
    ASSERT_TRUE(row.has_value()) << base::to_text(row.error());
    ASSERT_TRUE(row->has_value());
    EXPECT_EQ((*row)->bytes("id"), bytes);
    EXPECT_EQ((*row)->integer("number"), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ((*row)->text("words"), words);
    EXPECT_EQ((*row)->real("share"), 0.1);
    EXPECT_TRUE((*row)->is_null("absent_one"));
    EXPECT_THROW(static_cast<void>((*row)->text("number")), std::logic_error);
    EXPECT_THROW(static_cast<void>((*row)->text("absent")), std::logic_error);
}

TEST_P(Store, rolls_back_on_a_problem_and_on_an_exception) {
    const auto refused = database().write([&](WriteSession& session) -> base::Done {
        static_cast<void>(
            session.execute("insert into thing (id, number) values ($1, 1)", {value(base::Bytes{1})}));
        return base::fail(ProblemCode::rule_refuses);
    });
    EXPECT_EQ(refused.error().code, ProblemCode::rule_refuses);
    EXPECT_THROW(static_cast<void>(database().write([&](WriteSession& session) -> base::Done {
                     static_cast<void>(session.execute("insert into thing (id, number) values ($1, 1)",
                                                       {value(base::Bytes{2})}));
                     throw std::runtime_error("a bug");
                 })),
                 std::runtime_error);
    EXPECT_EQ(things(), 0);
}

TEST_P(Store, names_a_broken_constraint_without_its_values) {
    ASSERT_TRUE(insert_thing(1, 1).has_value());
    const auto twice = insert_thing(1, 987654321);
    ASSERT_FALSE(twice.has_value());
    EXPECT_EQ(twice.error().code, ProblemCode::already_exists);
    EXPECT_EQ(base::to_text(twice.error()).find("987654321"), std::string::npos);
    const auto orphan = database().write([&](WriteSession& session) {
        return session.execute("insert into part (id, thing, place) values ($1, $2, 0)",
                               {value(base::Bytes{1}), value(base::Bytes{9})});
    });
    EXPECT_EQ(orphan.error().code, ProblemCode::still_referenced);
    const auto unchecked = database().write([&](WriteSession& session) {
        return session.execute("insert into part (id, thing, place) values ($1, $2, -1)",
                               {value(base::Bytes{1}), value(base::Bytes{1})});
    });
    EXPECT_EQ(unchecked.error().code, ProblemCode::invalid_input);
}

TEST_P(Store, refuses_to_write_in_a_reading_transaction) {
    const auto written = database().read([](ReadSession& session) {
        return session.query("insert into thing (id, number) values ($1, 1) returning number",
                             {value(base::Bytes{1})});
    });
    EXPECT_FALSE(written.has_value());
    EXPECT_EQ(things(), 0);
}

TEST_P(Store, makes_a_problem_of_a_statement_that_does_not_fit) {
    const auto answer =
        database().read([](ReadSession& session) { return session.query("select 1 from nowhere"); });
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, ProblemCode::internal);
}

TEST_P(Store, keeps_read_modify_write_exact_under_four_threads) {
    constexpr int kThreads = 4;
    constexpr int kRounds = 25;
    ASSERT_TRUE(insert_thing(1, 0).has_value());
    std::atomic<int> acknowledged{0};
    const auto work = [&] {
        for (int round = 0; round < kRounds; ++round) {
            const auto done = database().write([](WriteSession& session) -> base::Result<std::int64_t> {
                const auto row =
                    session.query_one("select number from thing where id = $1", {value(base::Bytes{1})});
                if (!row) return base::fail(row.error());
                return session.execute("update thing set number = $1 where id = $2",
                                       {value((*row)->integer("number") + 1), value(base::Bytes{1})});
            });
            if (done) ++acknowledged;
        }
    };
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < kThreads; ++thread) threads.emplace_back(work);
    threads.clear();
    const auto number = database().read([](ReadSession& session) {
        return session.query_one("select number from thing where id = $1", {value(base::Bytes{1})});
    });
    EXPECT_EQ((*number)->integer("number"), acknowledged.load());
    EXPECT_GT(acknowledged.load(), 0);
}

TEST_P(Store, keeps_what_was_acknowledged_over_a_restart) {
    ASSERT_TRUE(insert_thing(7, 42).has_value());
    reopen();
    EXPECT_EQ(things(), 1);
}

TEST_P(Store, waits_for_the_disk_also_where_others_were_told_not_to) {
    if (GetParam() != store::Engine::postgresql) return;
    execute(
        "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); "
        "end $$");
    reopen();
    const auto setting = database().read([](ReadSession& session) {
        return session.query_one("select current_setting('synchronous_commit') as held");
    });
    ASSERT_TRUE(setting.has_value()) << base::to_text(setting.error());
    EXPECT_EQ((*setting)->text("held"), "on");
}

// Tests of secrecy search what this gives: it must find what lies in clear, whatever the column's type.
TEST_P(Store, finds_what_was_stored_in_clear_also_inside_bytes) {
    const std::string in_bytes = "Ketevan in bytes";
    ASSERT_TRUE(database()
                    .write([&](WriteSession& session) {
                        return session.execute(
                            "insert into thing (id, number, words) values ($1, $2, $3)",
                            {value(base::bytes_of(in_bytes)), value(1), value("Ketevan in text")});
                    })
                    .has_value());
    const std::string stored = everything_stored();
    EXPECT_NE(stored.find(in_bytes), std::string::npos);
    EXPECT_NE(stored.find("Ketevan in text"), std::string::npos);
    EXPECT_EQ(stored.find("Ketevan nowhere"), std::string::npos);
}

WAYMARK_ON_EVERY_DATABASE(Store);

class Migrations : public store::testing::OnEveryDatabase {};

constexpr std::array<base::EmbeddedFile, 2> kFirstTwo{
    {{"9001_one.sql", "create table one (a bigint);"},
     {"9002_two.sql", "create table two (a text); -- ; not an end\n"}}};

std::vector<store::Migration> with_program_migrations(std::span<const base::EmbeddedFile> files) {
    auto migrations = store::program_migrations().value();
    auto more = store::migrations_from(files).value();
    for (auto& migration : more) migrations.push_back(std::move(migration));
    return migrations;
}

TEST_P(Migrations, run_once_and_in_order) {
    const auto migrations = with_program_migrations(kFirstTwo);
    EXPECT_EQ(store::migrate(database(), migrations, base::Time(5)).value(), 2);
    EXPECT_EQ(store::migrate(database(), migrations, base::Time(6)).value(), 0);
    EXPECT_EQ(store::schema_state(database(), migrations).value().applied, 9002);
}

TEST_P(Migrations, of_a_newer_program_are_refused) {
    ASSERT_TRUE(store::migrate(database(), with_program_migrations(kFirstTwo), base::Time(5)).has_value());
    const auto older = store::migrate(database(), store::program_migrations().value(), base::Time(6));
    ASSERT_FALSE(older.has_value());
    EXPECT_EQ(older.error().code, ProblemCode::database_newer);
}

TEST_P(Migrations, that_were_edited_afterwards_are_refused) {
    ASSERT_TRUE(store::migrate(database(), with_program_migrations(kFirstTwo), base::Time(5)).has_value());
    auto edited = kFirstTwo;
    edited[0].content = "create table one (b bigint);";
    const auto refused = store::migrate(database(), with_program_migrations(edited), base::Time(6));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ProblemCode::data_damaged);
}

TEST_P(Migrations, that_fail_leave_nothing_half_done) {
    constexpr std::array<base::EmbeddedFile, 1> kBroken{
        {{"9003_bad.sql", "create table three (a bigint); create tabel x;"}}};
    ASSERT_FALSE(store::migrate(database(), with_program_migrations(kBroken), base::Time(5)).has_value());
    const auto there =
        database().read([](ReadSession& session) { return session.query("select a from three"); });
    EXPECT_FALSE(there.has_value());
}

WAYMARK_ON_EVERY_DATABASE(Migrations);

TEST(SplitStatements, respects_quotes_and_comments) {
    EXPECT_EQ(store::split_statements("a 'x;y' ;/* ; */ b \"q;r\"; -- c;\n").value(),
              (std::vector<std::string>{"a 'x;y' ", "  b \"q;r\""}));
    EXPECT_FALSE(store::split_statements("a 'x").has_value());
    EXPECT_FALSE(store::split_statements("/* x").has_value());
}

}  // namespace
