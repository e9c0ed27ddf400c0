#include "guard/unit_of_work.hpp"

#include "guard/workplace_for_test.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace guard {
namespace {

using base::ProblemCode;

class UnitOfWork : public GuardTest {
protected:
    void SetUp() override {
        GuardTest::SetUp();
        if (IsSkipped()) return;
        ASSERT_TRUE(execute("create table thing (number bigint primary key)"));
    }

    Ask raise() const { return {.permission = Permission::concern_raise, .purpose = Purpose::triage}; }
    Ask read_identity(Relation relation) const {
        return {.permission = Permission::identity_read, .purpose = Purpose::support, .relation = relation};
    }
    AuditEvent raised() {
        AuditEvent event;
        event.action = "concern.raise";
        event.subject_kind = "concern";
        event.subject = case_.uuid();
        event.concerned_case = case_;
        event.zone = Zone::z3;
        event.purpose = Purpose::triage;
        return event;
    }
    static base::Done insert(WriteWork& work, std::int64_t number) {
        auto inserted =
            work.session().execute("insert into thing (number) values ($1)", {store::value(number)});
        if (!inserted) return base::fail(std::move(inserted.error()));
        return {};
    }
    std::vector<AuditRow> log() {
        return database()
            .read(
                [&](store::ReadSession& session) { return audit_of_case(session, case_, std::nullopt, 100); })
            .value();
    }

    Actor actor_ = actor_with(Role::ngo_case_worker);
    CaseId case_ = new_id<Case>();
};

TEST_P(UnitOfWork, a_job_is_logged_without_a_user_under_the_rule_it_acts_by) {
    Workplace place = workplace();
    ASSERT_TRUE(write_as_job(place, "C-ACK", [&](WriteWork& work) -> base::Done {
        if (auto done = insert(work, 1); !done) return done;
        AuditEvent event = raised();
        event.action = "clock.escalate";
        work.record(event);
        return {};
    }));
    const auto rows = log();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_FALSE(rows.front().user);
    EXPECT_FALSE(rows.front().organisation);
    EXPECT_EQ(rows.front().event.rule, "C-ACK");
    EXPECT_EQ(rows.front().event.outcome, Outcome::done);
}

TEST_P(UnitOfWork, a_job_opens_nothing) {
    Workplace place = workplace();
    const auto done = write_as_job(place, "C-ACK", [&](WriteWork& work) -> base::Done {
        const auto grant =
            work.grant<Zone::z4>(read_identity(Relation::lead), "identity", case_.uuid(), case_);
        if (!grant) return base::fail(grant.error());
        return {};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().rule, "AUTH-NO-ROLE");
    ASSERT_EQ(log().size(), 1U);
    EXPECT_FALSE(log().front().user);
    EXPECT_EQ(log().front().event.outcome, Outcome::denied);
}

TEST_P(UnitOfWork, commits_what_was_done_together_with_its_audit_row) {
    Workplace place = workplace();
    const auto number = write(place, actor_, [&](WriteWork& work) -> base::Result<int> {
        if (auto allowed = work.allow(raise()); !allowed) return base::fail(std::move(allowed.error()));
        if (auto done = insert(work, 1); !done) return base::fail(std::move(done.error()));
        work.record(raised());
        return 7;
    });
    ASSERT_TRUE(number) << base::to_text(number.error());
    EXPECT_EQ(*number, 7);
    EXPECT_EQ(count("thing"), 1);
    const auto rows = log();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().event.rule, "AUTH-CONCERN-RAISE");
    EXPECT_EQ(rows.front().event.outcome, Outcome::done);
    EXPECT_EQ(rows.front().user, actor_.user);
    EXPECT_EQ(rows.front().organisation, actor_.organisation);
    EXPECT_EQ(rows.front().at, kNow);
    EXPECT_EQ(verdict().reason, "");
}

TEST_P(UnitOfWork, refuses_a_write_that_recorded_nothing) {
    Workplace place = workplace();
    const auto silent = write(place, actor_, [&](WriteWork& work) { return insert(work, 1); });
    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.error().code, ProblemCode::internal);
    const auto returning = write(place, actor_, [&](WriteWork& work) -> base::Done {
        auto rows = work.session().query("insert into thing (number) values (2) RETURNING number");
        if (!rows) return base::fail(std::move(rows.error()));
        return {};
    });
    EXPECT_FALSE(returning);
    const auto only_looked = write(place, actor_, [&](WriteWork& work) -> base::Done {
        const auto grant =
            work.grant<Zone::z4>(read_identity(Relation::lead), "identity", case_.uuid(), case_);
        if (!grant) return base::fail(grant.error());
        return insert(work, 3);
    });
    EXPECT_FALSE(only_looked);
    EXPECT_EQ(count("thing"), 0);
    EXPECT_EQ(count("audit_event"), 0);
}

TEST_P(UnitOfWork, a_write_that_finds_nothing_left_to_do_needs_no_row) {
    Workplace place = workplace();
    EXPECT_TRUE(write(place, actor_, [&](WriteWork& work) { return work.allow(raise()); }));
    EXPECT_EQ(count("audit_event"), 0);
}

TEST_P(UnitOfWork, a_problem_or_an_exception_leaves_neither_row_nor_audit) {
    Workplace place = workplace();
    const auto refused = write(place, actor_, [&](WriteWork& work) -> base::Done {
        if (auto done = insert(work, 1); !done) return done;
        work.record(raised());
        return base::fail(ProblemCode::wrong_state);
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ProblemCode::wrong_state);
    EXPECT_THROW(static_cast<void>(write(place, actor_,
                                         [&](WriteWork& work) -> base::Done {
                                             if (auto done = insert(work, 2); !done) return done;
                                             work.record(raised());
                                             throw std::runtime_error("the machine burns");
                                         })),
                 std::runtime_error);
    EXPECT_EQ(count("thing"), 0);
    EXPECT_EQ(count("audit_event"), 0);
    EXPECT_EQ(count("audit_head"), 0);
}

TEST_P(UnitOfWork, INV_10_a_look_is_in_the_log_with_its_purpose_when_its_result_is_handed_out) {
    Workplace place = workplace();
    const Zoned<Zone::z4, std::string> sealed(std::string("a name"));
    const auto name = read(place, actor_, [&](ReadWork& work) -> base::Result<std::string> {
        const auto grant =
            work.grant<Zone::z4>(read_identity(Relation::lead), "identity", case_.uuid(), case_);
        if (!grant) return base::fail(grant.error());
        return sealed.expose(*grant);
    });
    ASSERT_TRUE(name) << base::to_text(name.error());
    EXPECT_EQ(*name, "a name");
    const auto rows = log();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().event.action, "identity.read");
    EXPECT_EQ(rows.front().event.outcome, Outcome::seen);
    EXPECT_EQ(rows.front().event.zone, Zone::z4);
    EXPECT_EQ(rows.front().event.purpose, Purpose::support);
    EXPECT_EQ(rows.front().event.subject, case_.uuid());
    EXPECT_EQ(rows.front().event.rule, "AUTH-IDENTITY-READ");
}

TEST_P(UnitOfWork, INV_10_a_look_that_cannot_be_logged_is_not_handed_out) {
    Workplace place = workplace();
    ASSERT_TRUE(execute("drop table audit_head"));
    const auto name = read(place, actor_, [&](ReadWork& work) -> base::Result<std::string> {
        const auto grant =
            work.grant<Zone::z4>(read_identity(Relation::lead), "identity", case_.uuid(), case_);
        if (!grant) return base::fail(grant.error());
        return std::string("a name");
    });
    EXPECT_FALSE(name);
}

TEST_P(UnitOfWork, a_refusal_is_logged_with_its_rule_and_stays_the_problem) {
    Workplace place = workplace();
    const auto seen = read(place, actor_, [&](ReadWork& work) -> base::Done {
        const auto grant = work.grant<Zone::z4>(read_identity(Relation::recipient_accepted), "identity",
                                                case_.uuid(), case_);
        if (!grant) return base::fail(grant.error());
        return {};
    });
    ASSERT_FALSE(seen);
    EXPECT_EQ(seen.error().code, ProblemCode::not_allowed);
    EXPECT_EQ(seen.error().rule, "AUTH-IDENTITY-READ");
    Ask send{.permission = Permission::referral_send, .purpose = Purpose::referral};
    send.relation = Relation::lead;
    send.consent = ConsentState::withdrawn;
    const auto sent = write(place, actor_, [&](WriteWork& work) -> base::Done {
        if (auto done = insert(work, 1); !done) return done;
        return work.allow(send, "case", case_.uuid(), case_);
    });
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code, ProblemCode::consent_missing);
    EXPECT_EQ(count("thing"), 0);
    const auto rows = log();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows.back().event.action, "identity.read");
    EXPECT_EQ(rows.back().event.outcome, Outcome::denied);
    EXPECT_EQ(rows.back().event.rule, "AUTH-IDENTITY-READ");
    EXPECT_EQ(rows.front().event.action, "referral.send");
    EXPECT_EQ(rows.front().event.rule, "INV-02");
    EXPECT_EQ(verdict().reason, "");
}

TEST_P(UnitOfWork, a_refusal_that_cannot_be_logged_stays_the_problem) {
    Workplace place = workplace();
    ASSERT_TRUE(execute("drop table audit_head"));
    const auto seen =
        read(place, actor_, [&](ReadWork& work) { return work.allow(read_identity(Relation::none)); });
    ASSERT_FALSE(seen);
    EXPECT_EQ(seen.error().code, ProblemCode::not_allowed);
    EXPECT_EQ(seen.error().rule, "AUTH-IDENTITY-READ");
}

TEST_P(UnitOfWork, grants_no_content_at_the_door_and_none_above_the_permission) {
    Workplace place = workplace();
    const auto at_the_door = read(place, actor_, [&](ReadWork& work) -> base::Done {
        const auto grant =
            work.grant<Zone::z4>(read_identity(Relation::at_the_door), "identity", case_.uuid(), case_);
        if (!grant) return base::fail(grant.error());
        return {};
    });
    ASSERT_FALSE(at_the_door);
    EXPECT_EQ(at_the_door.error().code, ProblemCode::internal);
    const auto above = read(place, actor_, [&](ReadWork& work) -> base::Done {
        const Ask ask{
            .permission = Permission::case_read, .purpose = Purpose::support, .relation = Relation::lead};
        const auto grant = work.grant<Zone::z4>(ask, "identity", case_.uuid(), case_);
        if (!grant) return base::fail(grant.error());
        return {};
    });
    ASSERT_FALSE(above);
    EXPECT_EQ(above.error().code, ProblemCode::internal);
    EXPECT_EQ(count("audit_event"), 0);
}

TEST_P(UnitOfWork, four_writers_and_readers_at_once_keep_one_chain_without_gaps) {
    constexpr int kThreads = 4;
    constexpr int kTurns = 25;
    Workplace place = workplace();
    std::vector<std::string> problems(kThreads);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            for (int turn = 0; turn < kTurns; ++turn) {
                const auto written = write(place, actor_, [&](WriteWork& work) -> base::Done {
                    if (auto allowed = work.allow(raise()); !allowed) return allowed;
                    if (auto done = insert(work, thread * kTurns + turn); !done) return done;
                    work.record(raised());
                    return {};
                });
                const auto seen = read(place, actor_, [&](ReadWork& work) -> base::Done {
                    const auto grant =
                        work.grant<Zone::z4>(read_identity(Relation::lead), "identity", case_.uuid(), case_);
                    if (!grant) return base::fail(grant.error());
                    return {};
                });
                if (!written) problems.at(static_cast<std::size_t>(thread)) = base::to_text(written.error());
                if (!seen) problems.at(static_cast<std::size_t>(thread)) = base::to_text(seen.error());
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(problems, std::vector<std::string>(kThreads));
    EXPECT_EQ(count("thing"), kThreads * kTurns);
    // Attempts that were rolled back left nothing: one row for each write and each look.
    EXPECT_EQ(verdict().rows, 2 * kThreads * kTurns);
    EXPECT_EQ(verdict().reason, "");
}

TEST_P(UnitOfWork, two_processes_at_once_keep_one_chain_too) {
    // Two workplaces on one database stand for two processes: nothing but the database keeps them apart.
    Workplace places[] = {{.database = database(), .keys = keys_, .clock = clock_, .random = random_},
                          {.database = database(), .keys = keys_, .clock = clock_, .random = random_}};
    std::vector<std::thread> threads;
    for (Workplace& place : places) {
        threads.emplace_back([&] {
            for (int turn = 0; turn < 20; ++turn) {
                base::Done written;
                do {
                    written = write(place, actor_, [&](WriteWork& work) -> base::Done {
                        if (auto allowed = work.allow(raise()); !allowed) return allowed;
                        work.record(raised());
                        return {};
                    });
                } while (!written && written.error().kind().retryable);
                EXPECT_TRUE(written) << base::to_text(written.error());
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(verdict().rows, 40);
    EXPECT_EQ(verdict().reason, "");
}

// A database whose first attempt always conflicts, as PostgreSQL's do now and then.
class ConflictingOnce final : public store::Database {
public:
    explicit ConflictingOnce(store::Database& inner) : inner_(inner) {}
    store::Engine engine() const override { return inner_.engine(); }
    base::Done check() override { return inner_.check(); }
    base::Done run_snapshot(const std::function<base::Done(store::ReadSession&)>& body) override {
        return run_read(body);
    }
    base::Done run_read(const std::function<base::Done(store::ReadSession&)>& body) override {
        static_cast<void>(inner_.run_read(body));
        return inner_.run_read(body);
    }
    base::Done run_write(const std::function<base::Done(store::WriteSession&)>& body) override {
        static_cast<void>(inner_.run_write([&](store::WriteSession& session) -> base::Done {
            if (auto done = body(session); !done) return done;
            return base::fail(ProblemCode::wrong_state, "rolled back after all was done");
        }));
        return inner_.run_write(body);
    }

private:
    store::Database& inner_;
};

TEST_P(UnitOfWork, a_body_that_ran_twice_is_logged_once) {
    ConflictingOnce conflicting(database());
    Workplace place{.database = conflicting, .keys = keys_, .clock = clock_, .random = random_};
    int runs = 0;
    ASSERT_TRUE(write(place, actor_, [&](WriteWork& work) -> base::Done {
        ++runs;
        if (auto allowed = work.allow(raise()); !allowed) return allowed;
        if (auto done = insert(work, 1); !done) return done;
        work.record(raised());
        return {};
    }));
    ASSERT_TRUE(read(place, actor_, [&](ReadWork& work) -> base::Done {
        ++runs;
        const auto grant =
            work.grant<Zone::z4>(read_identity(Relation::lead), "identity", case_.uuid(), case_);
        if (!grant) return base::fail(grant.error());
        return {};
    }));
    EXPECT_EQ(runs, 4);
    EXPECT_EQ(count("thing"), 1);
    EXPECT_EQ(verdict().rows, 2);
}

WAYMARK_ON_EVERY_DATABASE(UnitOfWork);

}  // namespace
}  // namespace guard
