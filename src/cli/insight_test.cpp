// What the program shows of itself, on both databases: readiness, figures, and their page.
#include "cli/demo_for_test.hpp"
#include "cli/figures.hpp"
#include "cli/metrics_page.hpp"
#include "cli/readiness.hpp"
#include "store/testing/on_every_database.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <map>
#include <string>

namespace cli {
namespace {

using base::Metric;
using base::MetricLabel;
using ::testing::Gt;
using ::testing::HasSubstr;

class MemorySink final : public base::LogSink {
public:
    void write(std::string_view line) override { text_ += line; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

class Insight : public store::testing::OnEveryDatabase {
protected:
    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped()) return;
        builder_ = std::make_unique<Builder>(database());
        const auto bound = database().run_write(
            [&](store::WriteSession& session) { return builder_->keys().bind_to(session, kNow); });
        ASSERT_TRUE(bound) << base::to_text(bound.error());
    }
    void TearDown() override {
        builder_.reset();
        OnEveryDatabase::TearDown();
    }

    static std::vector<store::Migration> migrations() { return store::program_migrations().value(); }
    static std::map<std::string, std::string> states(const web::Readiness& readiness) {
        std::map<std::string, std::string> states;
        for (const auto& check : readiness.checks) states.emplace(check.name, check.state);
        return states;
    }
    std::unique_ptr<Builder> builder_;
    MemorySink sink_;
    base::ManualClock log_clock_{kNow};
    base::Logger log_{log_clock_, sink_};
    base::Metrics metrics_;
};

TEST_P(Insight, is_ready_with_its_own_database_and_says_when_it_is_told_to_stop) {
    builder_->build(0);
    ReadinessCheck readiness(database(), builder_->keys(), builder_->clock(), "/", migrations(), log_, 1);
    const std::map<std::string, std::string> well{
        {"database", "ok"}, {"migrations", "ok"}, {"keys", "ok"}, {"disk", "ok"}, {"stopping", "ok"}};
    EXPECT_EQ(states(readiness.now()), well);
    EXPECT_EQ(sink_.text(), "");
    readiness.begin_stop();
    EXPECT_EQ(states(readiness.now())["stopping"], "shutting_down") << "at once, not a second later";
    EXPECT_THAT(sink_.text(), HasSubstr("\"event\":\"readiness_changed\",\"status\":503"));
}

TEST_P(Insight, is_not_ready_on_a_full_disk_or_with_a_database_of_another_shape) {
    builder_->build(0);
    ReadinessCheck full(database(), builder_->keys(), builder_->clock(), "/", migrations(), log_,
                        std::uintmax_t{1} << 62);
    EXPECT_EQ(states(full.now())["disk"], "disk_full");
    ReadinessCheck gone(database(), builder_->keys(), builder_->clock(), "/nowhere at all", migrations(),
                        log_, 1);
    EXPECT_EQ(states(gone.now())["disk"], "no_permission");
    auto more = migrations();
    more.push_back({.number = 9999, .name = "later", .sql = "select 1", .checksum = "c"});
    ReadinessCheck older(database(), builder_->keys(), builder_->clock(), "/", std::move(more), log_, 1);
    EXPECT_EQ(states(older.now())["migrations"], "wrong_state");
    auto fewer = migrations();
    fewer.pop_back();
    ReadinessCheck newer(database(), builder_->keys(), builder_->clock(), "/", std::move(fewer), log_, 1);
    EXPECT_EQ(states(newer.now())["migrations"], "database_newer");
}

TEST_P(Insight, is_not_ready_with_the_key_of_another_installation) {
    builder_->build(0);
    base::SeededRandom random(99);
    const auto other = guard::KeyRing::from_master(base::crypto::SealingKey::generate(random));
    ReadinessCheck readiness(database(), other, builder_->clock(), "/", migrations(), log_, 1);
    EXPECT_EQ(states(readiness.now())["keys"], "wrong_key");
    EXPECT_EQ(states(readiness.now())["database"], "ok");
}

TEST_P(Insight, counts_clocks_referrals_and_the_audit_log_and_reads_them_at_most_every_ten_seconds) {
    builder_->build(kFewCases);
    builder_->clock().advance(std::chrono::days(3));
    Figures figures(database(), builder_->clock(), "/", metrics_);
    figures.refresh();
    const auto count = [&](const std::string& what) {
        return builder_->number("select count(*) as found from " + what);
    };
    const std::string now = std::to_string(builder_->clock().now().microseconds());
    EXPECT_EQ(metrics_.value(Metric::clocks, {MetricLabel::clock_overdue}),
              count("case_clock where stopped_at is null and due_at < " + now));
    EXPECT_THAT(metrics_.value(Metric::clocks, {MetricLabel::clock_overdue}), Gt(0));
    EXPECT_THAT(metrics_.value(Metric::clock_oldest), Gt(0));
    EXPECT_EQ(metrics_.value(Metric::referrals_waiting),
              count("referral where status in ('sent', 'acknowledged', 'asked_back')"));
    EXPECT_EQ(metrics_.value(Metric::audit_rows), count("audit_event"));
    EXPECT_EQ(metrics_.value(Metric::audit_last_row),
              builder_->number("select max(at) as found from audit_event"));
    EXPECT_EQ(metrics_.value(Metric::database_up), 1);

    const std::int64_t before = metrics_.value(Metric::clocks, {MetricLabel::clock_overdue});
    const auto stopped = database().run_write([&](store::WriteSession& session) -> base::Done {
        const auto done = session.execute("update case_clock set stopped_at = due_at");
        if (!done) return base::fail(done.error());
        return {};
    });
    ASSERT_TRUE(stopped) << base::to_text(stopped.error());
    figures.refresh();
    EXPECT_EQ(metrics_.value(Metric::clocks, {MetricLabel::clock_overdue}), before);
    builder_->clock().advance(std::chrono::seconds(10));
    figures.refresh();
    EXPECT_EQ(metrics_.value(Metric::clocks, {MetricLabel::clock_overdue}), 0);
    EXPECT_EQ(metrics_.value(Metric::clock_oldest), 0);
}

TEST_P(Insight, shows_its_figures_to_who_asks_from_this_machine_without_a_proxy) {
    builder_->build(0);
    Figures figures(database(), builder_->clock(), "/", metrics_);
    const web::http::Handler page = metrics_page(figures, metrics_);
    const auto ask = [&](std::vector<web::http::Header> headers) {
        web::http::Request request;
        request.path = "/metrics";
        request.headers = std::move(headers);
        return page(request);
    };
    for (const char* host : {"127.0.0.1:9464", "127.0.0.1", "localhost:9464", "localhost"}) {
        const auto answer = ask({{"Host", host}});
        EXPECT_EQ(answer.status, 200) << host;
        EXPECT_EQ(answer.content_type, "text/plain; version=0.0.4; charset=utf-8");
        EXPECT_THAT(answer.body, HasSubstr("waymark_database_up 1\n"));
    }
    for (const char* host :
         {"waymark.example", "127.0.0.1.example:9464", "localhost.example", "", "127.0.0.12"}) {
        EXPECT_EQ(ask({{"Host", host}}).status, 403) << host;
    }
    for (const char* name : {"X-Forwarded-For", "x-forwarded-for", "Forwarded", "Via", "X-Real-IP"}) {
        const auto refused = ask({{"Host", "127.0.0.1"}, {name, "127.0.0.1"}});
        EXPECT_EQ(refused.status, 403) << name;
        EXPECT_EQ(refused.body.find("waymark_"), std::string::npos) << name;
    }
    EXPECT_EQ(metrics_options(9464).address, "127.0.0.1");
}

WAYMARK_ON_EVERY_DATABASE(Insight);

}  // namespace
}  // namespace cli
