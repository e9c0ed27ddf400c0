#include "store/bulk_load.hpp"

#include "store/migration.hpp"
#include "store/postgres_copy.hpp"
#include "store/sqlite_database.hpp"
#include "store/table_shape.hpp"
#include "store/testing/on_every_database.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>

namespace {

using base::ProblemCode;
using store::Engine;
using store::ReadSession;
using store::value;
using store::Value;
using store::WriteSession;

class BulkLoad : public store::testing::OnEveryDatabase {
protected:
    void execute(const char* sql) {
        const auto done = database().write(
            [&](WriteSession& session) -> base::Result<std::int64_t> { return session.execute(sql); });
        ASSERT_TRUE(done.has_value()) << base::to_text(done.error());
    }
    std::int64_t count_of(const std::string& table) {
        return database()
            .read([&](ReadSession& session) { return session.query("select count(*) as n from " + table); })
            .value()
            .front()
            .integer("n");
    }
};

TEST_P(BulkLoad, inserts_every_kind_of_value_as_it_is) {
    execute("create table thing (id bytea primary key, number bigint, words text, share double precision)");
    const std::vector<std::vector<Value>> rows{
        {base::Bytes{0, 1, 92, 255}, std::numeric_limits<std::int64_t>::min(),
         std::string("Ніна \\N\t\r\n\\. '\""), 0.1},
        {base::Bytes{}, Value{}, std::string(), -1e300},
        {base::Bytes{9}, std::numeric_limits<std::int64_t>::max(), Value{}, Value{}},
    };
    const auto inserted = database().run_write([&](WriteSession& session) {
        return session.insert_rows("thing", {"id", "number", "words", "share"}, rows);
    });
    ASSERT_TRUE(inserted) << base::to_text(inserted.error());
    const auto back = database().read([](ReadSession& session) {
        return session.query("select id, number, words, share from thing order by number nulls first");
    });
    ASSERT_EQ(back.value().size(), rows.size());
    for (const auto& row : rows) {
        EXPECT_TRUE(std::ranges::any_of(*back, [&](const store::Row& one) { return one.values() == row; }));
    }
}

TEST_P(BulkLoad, names_a_row_that_no_column_takes_and_inserts_none) {
    execute("create table thing (id bytea primary key, number bigint not null)");
    const auto inserted = database().run_write([&](WriteSession& session) {
        return session.insert_rows("thing", {"id", "number"},
                                   {{base::Bytes{1}, std::int64_t{1}}, {base::Bytes{1}, std::int64_t{2}}});
    });
    EXPECT_EQ(inserted.error().code, ProblemCode::already_exists);
    EXPECT_EQ(count_of("thing"), 0);
}

TEST_P(BulkLoad, takes_a_row_before_the_one_it_refers_to_and_still_asks_for_that) {
    execute("create table thing (id bigint primary key, before bigint references thing (id))");
    const auto load = [&](std::int64_t refers_to) {
        return database().run_write([&](WriteSession& session) -> base::Done {
            if (auto begun = begin_bulk_load(session, GetParam()); !begun) return begun;
            if (auto inserted = session.insert_rows(
                    "thing", {"id", "before"}, {{std::int64_t{1}, refers_to}, {std::int64_t{2}, Value{}}});
                !inserted) {
                return inserted;
            }
            return end_bulk_load(session, GetParam());
        });
    };
    EXPECT_EQ(load(3).error().code, ProblemCode::still_referenced);
    EXPECT_EQ(count_of("thing"), 0);
    const auto loaded = load(2);
    ASSERT_TRUE(loaded) << base::to_text(loaded.error());
    // And from then on as before: at once.
    const auto orphan = database().write([](WriteSession& session) -> base::Result<std::int64_t> {
        auto inserted = session.execute("insert into thing (id, before) values (7, 8)");
        if (!inserted) return inserted;
        return session.execute("insert into thing (id, before) values (8, null)");
    });
    EXPECT_EQ(orphan.error().code, ProblemCode::still_referenced);
}

TEST_P(BulkLoad, knows_an_empty_database_from_one_that_was_ever_used) {
    const auto is_empty = [](store::Database& database) {
        return database
            .read([&](ReadSession& session) { return store::is_empty(session, database.engine()); })
            .value();
    };
    EXPECT_FALSE(is_empty(database()));
    const auto fresh = empty_database(GetParam());
    EXPECT_TRUE(is_empty(*fresh));
    // Looking at what migrations a new database lacks leaves their list in it, without a row.
    ASSERT_TRUE(store::schema_state(*fresh, store::program_migrations().value()));
    EXPECT_TRUE(is_empty(*fresh));
    ASSERT_TRUE(
        fresh->write([](WriteSession& session) { return session.execute("create table note (a bigint)"); }));
    EXPECT_FALSE(is_empty(*fresh));
}

TEST_P(BulkLoad, tells_the_migrations_of_a_database_that_it_only_looks_at) {
    const auto migrations = store::program_migrations().value();
    const auto state_of = [&](store::Database& database) {
        return database
            .read([&](ReadSession& session) {
                return store::schema_state_in(session, database.engine(), migrations);
            })
            .value();
    };
    EXPECT_EQ(state_of(database()).pending, 0);
    const auto fresh = empty_database(GetParam());
    EXPECT_EQ(state_of(*fresh).applied, 0);
    EXPECT_EQ(state_of(*fresh).pending, static_cast<std::int64_t>(migrations.size()));
}

TEST_P(BulkLoad, finds_the_shape_that_the_migrations_made) {
    const auto shapes = store::table_shapes(store::program_migrations().value()).value();
    const auto place = [&](const std::string& name) {
        return std::ranges::find(shapes, name, &store::TableShape::name) - shapes.begin();
    };
    EXPECT_LT(place("organisation"), place("user_account"));
    EXPECT_LT(place("consent"), place("referral"));
    EXPECT_LT(place("referral"), place("disclosure"));
    const auto& keys = shapes.at(static_cast<std::size_t>(place("subject_key")));
    EXPECT_EQ(keys.key, (store::ColumnNames{"subject", "zone", "organisation"}));
    const auto read = database().run_read([&](ReadSession& session) -> base::Done {
        for (const store::TableShape& shape : shapes) {
            for (const std::string& column : shape.columns) {
                const auto rows = session.query("select " + column + " from " + shape.name + " limit 1");
                if (!rows) return base::fail(rows.error());
            }
        }
        return {};
    });
    EXPECT_TRUE(read) << base::to_text(read.error());
}

TEST_P(BulkLoad, sees_one_moment_however_much_is_written_meanwhile) {
    execute("create table thing (id bigint primary key)");
    const auto read = database().run_snapshot([&](ReadSession& session) -> base::Done {
        const auto before = session.query("select id from thing");
        if (!before) return base::fail(before.error());
        execute("insert into thing (id) values (1)");
        const auto after = session.query("select id from thing");
        if (!after) return base::fail(after.error());
        EXPECT_EQ(after->size(), before->size());
        return {};
    });
    EXPECT_TRUE(read) << base::to_text(read.error());
    EXPECT_EQ(count_of("thing"), 1);
}

TEST_P(BulkLoad, looks_on_beside_whoever_holds_a_sqlite_database_and_never_writes) {
    if (GetParam() != Engine::sqlite) return;
    execute("create table thing (id bigint primary key)");
    const auto log = std::filesystem::path(folder() / "waymark.db-wal");
    {
        const auto onlooker = store::open_sqlite_beside(folder() / "waymark.db");
        ASSERT_TRUE(onlooker) << base::to_text(onlooker.error());
        const auto rows = (*onlooker)->snapshot([&](ReadSession& session) -> base::Result<store::Rows> {
            auto before = session.query("select id from thing");
            execute("insert into thing (id) values (1)");
            return before;
        });
        EXPECT_EQ(rows.value().size(), 0U);
        const auto written = (*onlooker)->write(
            [](WriteSession& session) { return session.execute("insert into thing (id) values (2)"); });
        EXPECT_EQ(written.error().code, ProblemCode::no_permission);
        const auto sly = (*onlooker)->read([](ReadSession& session) {
            return session.query("insert into thing (id) values (3) returning id");
        });
        EXPECT_FALSE(sly.has_value());
    }
    EXPECT_EQ(count_of("thing"), 1);
    // Nor does it fold the log into the database when it is the last that closes.
    std::filesystem::copy(folder(), folder().string() + "_left", std::filesystem::copy_options::recursive);
    const auto left = std::filesystem::path(folder().string() + "_left");
    const auto size = std::filesystem::file_size(left / "waymark.db-wal");
    EXPECT_GT(size, 0U);
    {
        const auto onlooker = store::open_sqlite_beside(left / "waymark.db");
        ASSERT_TRUE((*onlooker)->check());
    }
    EXPECT_EQ(std::filesystem::file_size(left / "waymark.db-wal"), size);
    std::filesystem::remove_all(left);
    EXPECT_TRUE(std::filesystem::exists(log));
}

WAYMARK_ON_EVERY_DATABASE(BulkLoad);

TEST(TableShapes, refuse_tables_that_refer_to_one_another_in_a_circle) {
    constexpr std::array<base::EmbeddedFile, 1> kCircle{
        {{"9001_circle.sql",
          "create table one (a bigint primary key, b bigint references two (a)); create table two (a bigint "
          "primary key, b bigint references one (a));"}}};
    EXPECT_THROW(static_cast<void>(store::table_shapes(store::migrations_from(kCircle).value())),
                 std::logic_error);
}

TEST(PostgresCopy, writes_each_value_so_that_no_other_reads_the_same) {
    std::string lines;
    store::append_copy_line(lines, {Value{}, std::int64_t{-5}, std::string("\\N"), std::string("a\tb\nc\r"),
                                    base::Bytes{0, 255}, base::Bytes{}});
    EXPECT_EQ(lines, "\\N\t-5\t\\\\N\ta\\tb\\nc\\r\t\\\\x00ff\t\\\\x\n");
    EXPECT_EQ(store::copy_statement("thing", {"a", "b"}), "copy thing (a, b) from stdin");
}

}  // namespace
