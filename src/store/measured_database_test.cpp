#include "store/measured_database.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace store {
namespace {

using base::Metric;
using base::MetricLabel;

class NoSession final : public WriteSession {
public:
    base::Result<Rows> query(std::string_view, std::vector<Value>) override { return Rows{}; }
    base::Result<std::int64_t> execute(std::string_view, std::vector<Value>) override { return 0; }
};

// Runs each body as often as it is told to, as a database does after conflicts.
class Scripted final : public Database {
public:
    Engine engine() const override { return Engine::postgresql; }
    base::Done check() override { return answers; }
    base::Done run_read(const std::function<base::Done(ReadSession&)>& body) override {
        return again([&](NoSession& session) { return body(session); });
    }
    base::Done run_snapshot(const std::function<base::Done(ReadSession&)>& body) override {
        return run_read(body);
    }
    base::Done run_write(const std::function<base::Done(WriteSession&)>& body) override {
        return again([&](NoSession& session) { return body(session); });
    }

    int attempts = 1;
    base::Done answers;

private:
    template <class Body>
    base::Done again(const Body& body) {
        if (!answers) return answers;
        NoSession session;
        base::Done done;
        for (int attempt = 0; attempt < attempts; ++attempt) done = body(session);
        return done;
    }
};

class AMeasuredDatabase : public testing::Test {
protected:
    std::unique_ptr<Scripted> made_ = std::make_unique<Scripted>();
    Scripted& scripted_ = *made_;
    base::Metrics metrics_;
    MeasuredDatabase database_{std::move(made_), metrics_};

    std::int64_t ended(MetricLabel operation, MetricLabel outcome) const {
        return metrics_.value(Metric::database_transactions, {operation, outcome});
    }
};

TEST_F(AMeasuredDatabase, counts_what_was_committed_refused_and_failed_and_passes_it_on) {
    const auto read = database_.read([](ReadSession&) -> base::Result<int> { return 7; });
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, 7);
    const auto refused =
        database_.write([](WriteSession&) -> base::Done { return base::fail(base::ProblemCode::not_found); });
    EXPECT_EQ(refused.error().code, base::ProblemCode::not_found);
    const auto failed =
        database_.write([](WriteSession&) -> base::Done { return base::fail(base::ProblemCode::disk_full); });
    EXPECT_EQ(failed.error().code, base::ProblemCode::disk_full);
    EXPECT_EQ(ended(MetricLabel::operation_read, MetricLabel::outcome_committed), 1);
    EXPECT_EQ(ended(MetricLabel::operation_write, MetricLabel::outcome_refused), 1);
    EXPECT_EQ(ended(MetricLabel::operation_write, MetricLabel::outcome_failed), 1);
    EXPECT_EQ(ended(MetricLabel::operation_write, MetricLabel::outcome_committed), 0);
    EXPECT_EQ(metrics_.value(Metric::database_seconds, {MetricLabel::operation_write}), 2);
    EXPECT_EQ(metrics_.value(Metric::database_wait_seconds, {MetricLabel::operation_write}), 2);
    EXPECT_EQ(database_.engine(), Engine::postgresql);
    ASSERT_TRUE(database_.snapshot([](ReadSession&) -> base::Done { return {}; }));
    EXPECT_EQ(ended(MetricLabel::operation_read, MetricLabel::outcome_committed), 2);
    EXPECT_EQ(metrics_.value(Metric::database_seconds, {MetricLabel::operation_read}), 1)
        << "a backup would hide how long the others take";
}

TEST_F(AMeasuredDatabase, counts_a_body_that_runs_again_as_a_repeat_of_one_transaction) {
    scripted_.attempts = 3;
    ASSERT_TRUE(database_.write([](WriteSession&) -> base::Done { return {}; }));
    EXPECT_EQ(metrics_.value(Metric::database_retries, {MetricLabel::operation_write}), 2);
    EXPECT_EQ(metrics_.value(Metric::database_retries, {MetricLabel::operation_read}), 0);
    EXPECT_EQ(ended(MetricLabel::operation_write, MetricLabel::outcome_committed), 1);
    EXPECT_EQ(metrics_.value(Metric::database_wait_seconds, {MetricLabel::operation_write}), 1);
}

TEST_F(AMeasuredDatabase, says_whether_it_answered_the_last_time) {
    ASSERT_TRUE(database_.check());
    EXPECT_EQ(metrics_.value(Metric::database_up), 1);
    scripted_.answers = base::fail(base::ProblemCode::database_unreachable);
    EXPECT_FALSE(database_.check());
    EXPECT_EQ(metrics_.value(Metric::database_up), 0);
    EXPECT_FALSE(database_.read([](ReadSession&) -> base::Result<int> { return 7; }));
    EXPECT_EQ(ended(MetricLabel::operation_read, MetricLabel::outcome_failed), 1);
}

}  // namespace
}  // namespace store
