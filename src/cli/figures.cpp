#include "cli/figures.hpp"

#include "casework/case_figures.hpp"
#include "courier/courier_figures.hpp"
#include "guard/guard_figures.hpp"

#include <chrono>
#include <cstdint>
#include <system_error>
#include <utility>

namespace cli {
namespace {

using base::Metric;
using base::MetricLabel;

constexpr std::chrono::seconds kFreshFor{10};
constexpr std::chrono::hours kDueWithin{24};

base::Result<std::int64_t> size_of(store::Database& database, const std::filesystem::path& data) {
    if (database.engine() == store::Engine::postgresql) {
        return database.read([](store::ReadSession& session) -> base::Result<std::int64_t> {
            const auto row = session.query_one("select pg_database_size(current_database()) as n");
            if (!row) return base::fail(row.error());
            return (*row)->integer("n");
        });
    }
    std::int64_t size = 0;
    for (const char* name : {"waymark.db", "waymark.db-wal"}) {
        std::error_code error;
        const auto bytes = std::filesystem::file_size(data / name, error);
        if (!error) size += static_cast<std::int64_t>(bytes);
    }
    return size;
}

}  // namespace

void Figures::refresh() {
    fill_process_figures(metrics_);
    std::error_code error;
    const auto space = std::filesystem::space(data_, error);
    if (error) {
        metrics_.forget(Metric::disk_free);
    } else {
        metrics_.set(Metric::disk_free, static_cast<std::int64_t>(space.available));
    }
    const base::Time now = clock_.now();
    if (read_at_ && now >= *read_at_ && now - *read_at_ < kFreshFor) return;
    read_at_ = now;
    const bool known = read_database(now);
    metrics_.set(Metric::database_up, known ? 1 : 0);
    if (!known) forget_database();
}

bool Figures::read_database(base::Time now) {
    struct Read {
        casework::CaseFigures cases;
        guard::GuardFigures house;
        courier::CourierFigures messages;
    };
    const auto read = database_.read([&](store::ReadSession& session) -> base::Result<Read> {
        auto cases = casework::case_figures(session, now, now + kDueWithin);
        if (!cases) return base::fail(cases.error());
        auto house = guard::guard_figures(session, now);
        if (!house) return base::fail(house.error());
        const auto messages = courier::courier_figures(session);
        if (!messages) return base::fail(messages.error());
        return Read{.cases = *cases, .house = *house, .messages = *messages};
    });
    if (!read) return false;
    const auto size = size_of(database_, data_);
    if (!size) return false;
    metrics_.set(Metric::clocks, read->cases.clocks_due, {MetricLabel::clock_due});
    metrics_.set(Metric::clocks, read->cases.clocks_overdue, {MetricLabel::clock_overdue});
    metrics_.set(Metric::clock_oldest, now - read->cases.overdue_since.value_or(now));
    metrics_.set(Metric::referrals_waiting, read->cases.referrals_waiting);
    metrics_.set(Metric::audit_rows, read->house.audit_rows);
    if (read->house.last_audit_row) metrics_.set(Metric::audit_last_row, *read->house.last_audit_row);
    metrics_.set(Metric::sessions, read->house.sessions);
    metrics_.set(Metric::tokens_ending, read->house.tokens_ending);
    metrics_.set(Metric::webhook_waiting, read->messages.waiting);
    metrics_.set(Metric::webhook_oldest, now - read->messages.waiting_since.value_or(now));
    metrics_.set(Metric::webhooks_off, read->messages.switched_off);
    metrics_.set(Metric::database_size, *size);
    metrics_.set(Metric::figures_read, now);
    return true;
}

void Figures::forget_database() {
    for (const Metric metric :
         {Metric::clocks, Metric::clock_oldest, Metric::referrals_waiting, Metric::audit_rows,
          Metric::audit_last_row, Metric::sessions, Metric::tokens_ending, Metric::webhook_waiting,
          Metric::webhook_oldest, Metric::webhooks_off, Metric::database_size}) {
        metrics_.forget(metric);
    }
}

}  // namespace cli
