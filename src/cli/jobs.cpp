#include "cli/jobs.hpp"

#include "casework/escalate_referrals.hpp"
#include "casework/index_names.hpp"
#include "courier/take_delivery.hpp"
#include "guard/program_token_repository.hpp"
#include "guard/sign_in.hpp"
#include "guard/sign_in_repository.hpp"
#include "guard/write_unaudited.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <set>

namespace cli {
namespace {

using base::LogEvent;
using base::LogField;
using base::Metric;
using base::MetricLabel;

constexpr std::chrono::minutes kEvery{1};
constexpr int kHourly = 60;  // of these
constexpr std::chrono::hours kTokensWarnedOfEvery{24};
constexpr int kTokensToldMax = 100;
constexpr int kNameBatchesEach = 10;
// A fraction of a second of one processor; 100,000 cases leave some millions of rows, read in an hour or two.
constexpr std::int64_t kAuditRowsEach = 20'000;
// So that a row changed after it was read is found within two days, and no reader is kept open for long.
constexpr std::chrono::hours kAuditAnew{24};

base::Result<std::int64_t> counted(const base::Result<int>& count) {
    if (!count) return base::fail(count.error());
    return std::int64_t{*count};
}

base::Result<std::int64_t> sweep_sessions(guard::Workplace& workplace) {
    const base::Time now = workplace.clock.now();
    const auto swept = guard::write_unaudited(workplace, [&](store::WriteSession& session) {
        return guard::remove_ended_sessions(session, now, now - guard::kSessionIdle);
    });
    if (!swept) return base::fail(swept.error());
    return std::int64_t{0};
}

// Some at a time, so that people's writes go in between: 30,000 identities in half an hour.
base::Result<std::int64_t> index_names_owed(const casework::CaseDesk& desk) {
    std::int64_t all = 0;
    for (int batch = 0; batch < kNameBatchesEach; ++batch) {
        const auto done = casework::index_names(desk);
        if (!done) return base::fail(done.error());
        all += *done;
        if (*done < casework::kNamesARun) break;
    }
    return all;
}

}  // namespace

Jobs::Jobs(const casework::CaseDesk& desk, base::Logger& log, base::Metrics& metrics)
    : desk_(desk),
      log_(log),
      metrics_(metrics),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Jobs::run(const std::stop_token& stop) {
    int round = 0;
    do {
        once(round++ % kHourly == 0);
        std::unique_lock hold(waiting_);
        woken_.wait_for(hold, stop, kEvery, [] { return false; });
    } while (!stop.stop_requested());
}

void Jobs::once(bool hourly) {
    run_one("escalate_referrals", MetricLabel::job_escalate_referrals,
            [this] { return counted(casework::escalate_referrals(desk_)); });
    if (hourly) {
        run_one("sweep_sessions", MetricLabel::job_sweep_sessions,
                [this] { return sweep_sessions(desk_.workplace); });
        run_one("sweep_deliveries", MetricLabel::job_sweep_deliveries,
                [this] { return courier::sweep_deliveries(desk_.workplace); });
        run_one("warn_of_tokens", MetricLabel::job_warn_of_tokens, [this] { return warn_of_tokens(); });
    }
    run_one("index_names", MetricLabel::job_index_names, [this] { return index_names_owed(desk_); });
    run_one("verify_audit", MetricLabel::job_verify_audit, [this] { return verify_audit(); });
}

// A job that fails is told and does not keep the others from their turn.
void Jobs::run_one(base::LogName name, MetricLabel label,
                   const std::function<base::Result<std::int64_t>()>& job) {
    const base::Time began = desk_.workplace.clock.now();
    base::Result<std::int64_t> done = base::fail(base::ProblemCode::internal);
    try {
        done = job();
    } catch (const std::exception& mistake) {
        log_.error(LogEvent::exception_caught, {LogField::component(name), LogField::exception(mistake)});
    }
    const base::Time ended = desk_.workplace.clock.now();
    metrics_.observe(Metric::job_seconds, ended - began, {label});
    metrics_.add(Metric::job_runs, {label, done ? MetricLabel::job_done : MetricLabel::job_failed});
    if (!done) {
        log_.error(LogEvent::job_failed, {LogField::component(name), LogField::problem(done.error().code)});
        return;
    }
    metrics_.set(Metric::job_last_success, ended, {label});
    if (*done > 0) log_.info(LogEvent::job_finished, {LogField::component(name), LogField::count(*done)});
}

// One line a day for each program: who reads the log of a night must find it, and not a thousand of them.
base::Result<std::int64_t> Jobs::warn_of_tokens() {
    const base::Time now = desk_.workplace.clock.now();
    if (warned_of_tokens_at_ && now - *warned_of_tokens_at_ < kTokensWarnedOfEvery) return std::int64_t{0};
    const auto ending = desk_.workplace.database.read([&](store::ReadSession& session) {
        return guard::tokens_ending_soon(session, desk_.workplace.keys, now, kTokensToldMax);
    });
    if (!ending) return base::fail(ending.error());
    std::set<guard::UserId> programs;
    for (const guard::ProgramToken& token : *ending) programs.insert(token.program);
    for (const guard::UserId program : programs) {
        log_.warning(LogEvent::token_ends_soon, {LogField::id(program.uuid())});
    }
    warned_of_tokens_at_ = now;
    return std::int64_t{0};
}

base::Result<std::int64_t> Jobs::verify_audit() {
    const base::Time now = desk_.workplace.clock.now();
    if (audit_end_ && now - *audit_end_ >= kAuditAnew) {
        audit_place_ = {};
        audit_end_.reset();
    }
    guard::AuditPlace place = audit_place_;
    const auto verdict = desk_.workplace.database.read([&](store::ReadSession& session) {
        place = audit_place_;  // the body may run again
        return guard::verify_audit_from(session, desk_.workplace.keys.audit_key(), place, kAuditRowsEach);
    });
    if (!verdict) return base::fail(verdict.error());
    note_verdict(*verdict);
    if (verdict->first_bad_row) {
        // From the beginning again: whoever mends it must see that it holds as a whole.
        audit_place_ = {};
        return base::fail(base::ProblemCode::audit_chain_broken);
    }
    audit_place_ = std::move(place);
    audit_verified_ = std::max(audit_verified_, audit_place_.number);
    metrics_.set(Metric::audit_verified, audit_verified_);
    if (verdict->rows == kAuditRowsEach) return std::int64_t{0};
    metrics_.set(Metric::audit_last_verified, now);
    if (!audit_end_) {
        audit_end_ = now;
        log_.info(LogEvent::audit_verified, {LogField::count(audit_place_.number)});
    }
    return std::int64_t{0};
}

// One line when it breaks, not one a minute.
void Jobs::note_verdict(const guard::AuditVerdict& verdict) {
    const bool broken = verdict.first_bad_row.has_value();
    metrics_.set(Metric::audit_broken, broken ? 1 : 0);
    if (broken && !audit_broken_) log_.error(LogEvent::audit_broken, {LogField::count(verdict.rows)});
    audit_broken_ = broken;
}

}  // namespace cli
