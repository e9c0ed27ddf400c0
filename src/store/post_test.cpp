// Statements whose answer nobody waits for, and questions asked ahead: on every database as if each had been
// done at once, whatever travelled together.

#include "store/testing/on_every_database.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using base::ProblemCode;
using store::Question;
using store::ReadSession;
using store::value;
using store::WriteSession;

constexpr const char* kInsert = "insert into thing (id, number) values ($1, $2)";
constexpr const char* kUpdate = "update thing set number = $2 where id = $1";

base::Problem meanwhile() {
    return base::problem(ProblemCode::edited_meanwhile, "thing");
}

class Post : public store::testing::OnEveryDatabase {
protected:
    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        ASSERT_TRUE(write([](WriteSession& session) {
            return session.post("create table thing (id bigint primary key, number bigint not null)");
        }));
    }
    template <class Body>
    base::Done write(Body body) {
        return database().run_write(body);
    }
    std::int64_t sum() {
        return database()
            .read([](ReadSession& session) -> base::Result<std::int64_t> {
                return session
                    .query_one("select cast(coalesce(sum(number), 0) as bigint) as total from thing")
                    .map([](const auto& row) { return row->integer("total"); });
            })
            .value();
    }
};

TEST_P(Post, is_done_before_what_is_asked_next_and_kept_with_the_rest) {
    const auto done = write([](WriteSession& session) -> base::Done {
        base::Done posted = session.post(kInsert, {value(1), value(10)});
        if (!posted) return posted;
        const auto seen = session.query_one("select number from thing where id = 1");
        if (!seen) return base::fail(seen.error());
        EXPECT_EQ((*seen)->integer("number"), 10);
        return session.post(kInsert, {value(2), value(20)});
    });
    ASSERT_TRUE(done) << base::to_text(done.error());
    EXPECT_EQ(sum(), 30);
}

TEST_P(Post, by_the_thousand_is_kept_in_order) {
    const std::string words(3000, 'w');  // more than the buffers between the two hold
    const auto done = write([&](WriteSession& session) -> base::Done {
        base::Done made = session.post("create table many (id bigint primary key, words text not null)");
        for (std::int64_t id = 0; made && id < 2000; ++id) {
            made = session.post("insert into many (id, words) values ($1, $2)", {value(id), value(words)});
        }
        return made;
    });
    ASSERT_TRUE(done) << base::to_text(done.error());
    const auto row = database().read([](ReadSession& session) {
        return session.query_one("select count(*) as rows, sum(length(words)) as size from many");
    });
    ASSERT_TRUE(row.has_value()) << base::to_text(row.error());
    EXPECT_EQ((*row)->integer("rows"), 2000);
}

// The last statement before the end, one that is followed by a question, and one that other posts follow.
TEST_P(Post, that_fails_fails_the_whole_write_wherever_it_stands) {
    ASSERT_TRUE(write([](WriteSession& session) { return session.post(kInsert, {value(1), value(1)}); }));
    for (const int followed_by : {0, 1, 2}) {
        const auto done = write([&](WriteSession& session) -> base::Done {
            base::Done posted = session.post(kInsert, {value(7), value(100)});
            if (posted) posted = session.post(kInsert, {value(1), value(100)});
            if (posted && followed_by == 1) {
                const auto asked = session.query_one("select number from thing where id = 7");
                if (!asked) return base::fail(asked.error());
            }
            if (posted && followed_by == 2) posted = session.post(kUpdate, {value(7), value(200)});
            return posted;
        });
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, ProblemCode::already_exists) << followed_by;
        EXPECT_EQ(sum(), 1) << followed_by;
    }
}

TEST_P(Post, of_one_row_that_changes_none_is_the_problem_that_was_named) {
    ASSERT_TRUE(write([](WriteSession& session) { return session.post(kInsert, {value(1), value(1)}); }));
    for (const bool last : {true, false}) {
        const auto done = write([&](WriteSession& session) -> base::Done {
            base::Done posted = session.post(kInsert, {value(8), value(100)});
            if (posted) posted = session.post_one(kUpdate, {value(99), value(5)}, meanwhile());
            if (posted && !last) posted = session.post(kInsert, {value(9), value(100)});
            return posted;
        });
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, ProblemCode::edited_meanwhile);
        EXPECT_EQ(sum(), 1);
    }
    EXPECT_TRUE(write(
        [](WriteSession& session) { return session.post_one(kUpdate, {value(1), value(5)}, meanwhile()); }));
    EXPECT_EQ(sum(), 5);
}

TEST_P(Post, of_a_new_row_that_is_there_is_the_problem_that_was_named) {
    const auto insert = [](WriteSession& session) {
        return session.post_new(kInsert, {value(1), value(1)}, meanwhile());
    };
    EXPECT_TRUE(write(insert));
    const auto again = write(insert);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ProblemCode::edited_meanwhile);
    // What else goes wrong is not taken for it.
    const auto missing = write([](WriteSession& session) {
        return session.post_new("insert into thing (id, number) values ($1, null)", {value(2)}, meanwhile());
    });
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ProblemCode::invalid_input);
}

// A statement that was to be made known behind one that failed is not taken for known.
TEST_P(Post, that_never_arrived_can_be_posted_again) {
    const auto twice = [this](std::int64_t id) {
        return write([id](WriteSession& session) -> base::Done {
            base::Done posted = session.post(kInsert, {value(id), value(1)});
            if (posted)
                posted = session.post("update thing set number = number + 1 where id = $1", {value(id)});
            return posted;
        });
    };
    ASSERT_TRUE(write([](WriteSession& session) { return session.post(kInsert, {value(1), value(1)}); }));
    EXPECT_FALSE(twice(1));
    const auto done = twice(2);
    EXPECT_TRUE(done) << base::to_text(done.error());
    EXPECT_EQ(sum(), 3);
}

TEST_P(Post, what_was_asked_ahead_is_what_is_there) {
    ASSERT_TRUE(write([](WriteSession& session) { return session.post(kInsert, {value(1), value(1)}); }));
    const auto number_of = [](std::int64_t id) {
        return Question{"select number from thing where id = $1", {value(id)}};
    };
    const auto done = write([&](WriteSession& session) -> base::Done {
        session.will_ask(number_of(1));
        session.will_ask(number_of(2));
        for (int times = 0; times < 2; ++times) {  // asked twice, asked in another order, and not there
            EXPECT_FALSE(session.query_one(number_of(2)).value());
            EXPECT_EQ(session.query_one(number_of(1)).value()->integer("number"), 1);
        }
        session.will_ask(number_of(1));
        base::Done posted = session.post(kUpdate, {value(1), value(7)});
        if (!posted) return posted;
        EXPECT_EQ(session.query_one(number_of(1)).value()->integer("number"), 7);
        session.will_ask(number_of(1));  // and never asked
        return {};
    });
    ASSERT_TRUE(done) << base::to_text(done.error());
    EXPECT_EQ(sum(), 7);
}

TEST_P(Post, what_was_asked_ahead_in_words_the_database_does_not_know_fails_where_it_is_asked) {
    const Question wrong{"select nothing_of_the_kind from thing"};
    const auto done = database().run_read([&](ReadSession& session) -> base::Done {
        session.will_ask(wrong);
        const auto asked = session.query(wrong);
        if (!asked) return base::fail(asked.error());
        return {};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ProblemCode::internal);
}

WAYMARK_ON_EVERY_DATABASE(Post);

}  // namespace
