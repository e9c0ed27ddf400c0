#include "cli/jobs.hpp"

#include "cli/demo_for_test.hpp"
#include "cli/figures.hpp"
#include "guard/manage_programs.hpp"
#include "store/testing/on_every_database.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <string>

namespace cli {
namespace {

using ::testing::Gt;
using ::testing::HasSubstr;

class MemorySink final : public base::LogSink {
public:
    void write(std::string_view line) override { text_ += line; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

class JobsTest : public store::testing::OnEveryDatabase {
protected:
    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (!IsSkipped()) builder_ = std::make_unique<Builder>(database());
    }
    void TearDown() override {
        builder_.reset();
        OnEveryDatabase::TearDown();
    }

    std::int64_t escalated() {
        return builder_->number("select count(*) as found from case_clock where escalated_at is not null");
    }
    std::vector<std::string> states() {
        std::vector<std::string> states;
        for (const store::Row& row : builder_->rows("select id_state, as_state from case_file order by id")) {
            states.push_back(row.text("id_state") + row.text("as_state"));
        }
        return states;
    }

    std::unique_ptr<Builder> builder_;
    MemorySink sink_;
    base::Metrics metrics_;
};

TEST_P(JobsTest, bring_what_nobody_answered_before_the_supervisor_and_change_no_state) {
    builder_->build(kFewCases);
    const std::int64_t before = escalated();
    const std::vector<std::string> states_before = states();
    builder_->clock().advance(std::chrono::days(3));
    const casework::CaseDesk desk = builder_->desk();
    base::Logger log(builder_->clock(), sink_);
    {
        const Jobs jobs(desk, log, metrics_);
    }
    EXPECT_THAT(escalated(), Gt(before));
    EXPECT_EQ(states(), states_before);  // INV-04: a clock that runs out alerts and does nothing else
    EXPECT_THAT(sink_.text(), HasSubstr("escalate_referrals"));

    // The second time finds nothing.
    const std::int64_t once = escalated();
    {
        const Jobs jobs(desk, log, metrics_);
    }
    EXPECT_EQ(escalated(), once);
}

TEST_P(JobsTest, sweep_sessions_that_ended) {
    builder_->build(0);
    const auto inserted = database().run_write([&](store::WriteSession& session) -> base::Done {
        const auto user = session.query_one("select id from user_account limit 1");
        if (!user) return base::fail(user.error());
        const auto done = session.execute(
            "insert into sign_in_session (id, token_hash, user_id, created_at, last_seen_at, expires_at) "
            "values "
            "($1, $2, $3, $4, $4, $5)",
            {store::value(base::Bytes(16, 1)), store::value(base::Bytes(32, 1)),
             store::value((*user)->bytes("id")), store::value(kNow),
             store::value(kNow + std::chrono::hours(12))});
        if (!done) return base::fail(done.error());
        return {};
    });
    ASSERT_TRUE(inserted) << base::to_text(inserted.error());
    const casework::CaseDesk desk = builder_->desk();
    base::Logger log(builder_->clock(), sink_);
    const auto sessions = [&] { return builder_->number("select count(*) as found from sign_in_session"); };
    {
        const Jobs jobs(desk, log, metrics_);
    }
    EXPECT_EQ(sessions(), 1);
    builder_->clock().advance(std::chrono::hours(13));
    {
        const Jobs jobs(desk, log, metrics_);
    }
    EXPECT_EQ(sessions(), 0);
}

TEST_P(JobsTest, read_the_audit_log_and_tell_when_other_hands_changed_it) {
    builder_->build(kFewCases);
    const casework::CaseDesk desk = builder_->desk();
    base::Logger log(builder_->clock(), sink_);
    const std::int64_t rows = builder_->number("select number as found from audit_head");
    {
        const Jobs jobs(desk, log, metrics_);
    }
    EXPECT_EQ(metrics_.value(base::Metric::audit_broken), 0);
    EXPECT_GE(metrics_.value(base::Metric::audit_verified), rows);
    EXPECT_EQ(metrics_.value(base::Metric::audit_last_verified), builder_->clock().now().microseconds());
    EXPECT_THAT(sink_.text(), HasSubstr("\"event\":\"audit_verified\""));
    EXPECT_EQ(metrics_.value(base::Metric::job_runs,
                             {base::MetricLabel::job_verify_audit, base::MetricLabel::job_done}),
              1);

    const auto tampered = database().run_write([](store::WriteSession& session) -> base::Done {
        const auto done = session.execute("update audit_event set rule = 'INV-01' where number = 3");
        if (!done) return base::fail(done.error());
        return {};
    });
    ASSERT_TRUE(tampered);
    {
        const Jobs jobs(desk, log, metrics_);
    }
    EXPECT_EQ(metrics_.value(base::Metric::audit_broken), 1);
    EXPECT_THAT(sink_.text(), HasSubstr("\"event\":\"audit_broken\",\"count\":2"));
    EXPECT_EQ(metrics_.value(base::Metric::job_runs,
                             {base::MetricLabel::job_verify_audit, base::MetricLabel::job_failed}),
              1);
}

TEST_P(JobsTest, tell_once_a_day_whose_token_ends_soon) {
    builder_->build(0);
    const casework::CaseDesk desk = builder_->desk();
    const guard::Actor admin = guard::command_line_actor();
    const auto programs = guard::list_programs(desk.workplace, admin, {}, {}, 1);
    ASSERT_TRUE(programs && !programs->empty());
    const guard::UserId program = programs->front().program.id;
    const auto issued =
        guard::issue_token(desk.workplace, admin, program,
                           {.name = "short",
                            .scopes = {guard::Scope::cases_read},
                            .expires_at = builder_->clock().now() + std::chrono::hours(24 * 10)});
    ASSERT_TRUE(issued) << base::to_text(issued.error());
    base::Logger log(builder_->clock(), sink_);
    {
        const Jobs jobs(desk, log, metrics_);
    }
    const std::string line = R"("event":"token_ends_soon","id":")" + program.text() + '"';
    EXPECT_THAT(sink_.text(), HasSubstr(line));
    EXPECT_EQ(sink_.text().find("token_ends_soon"), sink_.text().rfind("token_ends_soon"));
    Figures figures(database(), builder_->clock(), "/", metrics_);
    figures.refresh();
    EXPECT_EQ(metrics_.value(base::Metric::tokens_ending), 1);
}

WAYMARK_ON_EVERY_DATABASE(JobsTest);

}  // namespace
}  // namespace cli
