#include "casework/board_statistics.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace casework {
namespace {

constexpr base::Duration kFresh = std::chrono::minutes(1);
// While somebody counts again, or if that failed.
constexpr base::Duration kShownAtMost = std::chrono::minutes(10);
constexpr base::Duration kCountingAtMost = std::chrono::seconds(30);

// domain.md 14: the funnel.
constexpr std::array kFunnel{State::concern_raised, State::presumed, State::submitted,
                             State::reasonable_grounds, State::confirmed};

FunnelTable funnel_from(const std::vector<ReachedCount>& reached) {
    FunnelTable funnel;
    for (const State state : kFunnel) {
        const bool anybody = std::ranges::find(reached, state, &ReachedCount::state) != reached.end();
        if (anybody || state == State::concern_raised || state == State::presumed)
            funnel.states.push_back(state);
    }
    std::map<std::string, std::vector<std::int64_t>> rows;
    for (const ReachedCount& count : reached) {
        auto& counts = rows[count.first_identifier];
        counts.resize(funnel.states.size());
        const auto column = std::ranges::find(funnel.states, count.state) - funnel.states.begin();
        counts[static_cast<std::size_t>(column)] = count.cases;
    }
    std::vector<base::CountRow> table;
    for (auto& [identifier, counts] : rows) table.push_back({identifier, std::move(counts)});
    std::ranges::stable_sort(table, std::ranges::greater{},
                             [](const base::CountRow& row) { return row.counts.front(); });
    funnel.table = base::safe_table(table);
    return funnel;
}

std::optional<HalfTime> shown(const HalfTime& half) {
    return half.all < base::kSmallestShown ? std::nullopt : std::optional(half);
}

}  // namespace

base::Result<BoardStatistics> count_statistics(store::ReadSession& session, base::Time now, int span_days) {
    BoardStatistics counted;
    counted.counted_at = now;
    counted.since = now - std::chrono::hours(24) * span_days;
    const auto uptake = uptake_since(session, counted.since);
    if (!uptake) return base::fail(uptake.error());
    counted.referred = base::safe_count(uptake->referred);
    counted.helped = counted.referred ? base::safe_count(uptake->helped) : base::SafeCount{};
    if (counted.referred && counted.helped && *counted.referred > 0) {
        counted.uptake = static_cast<double>(*counted.helped) / static_cast<double>(*counted.referred);
    }
    const auto reached = reached_since(session, counted.since, {kFunnel.begin(), kFunnel.end()});
    if (!reached) return base::fail(reached.error());
    counted.funnel = funnel_from(*reached);
    const auto information = concern_to_information(session, counted.since);
    if (!information) return base::fail(information.error());
    counted.information = shown(*information);
    const auto service = referral_to_service(session, counted.since);
    if (!service) return base::fail(service.error());
    counted.first_service = shown(*service);
    return counted;
}

std::optional<BoardStatistics> BoardMemory::recall(int span_days, base::Time now) {
    const std::lock_guard hold(mutex_);
    const auto found = entries_.find(span_days);
    if (found == entries_.end()) return std::nullopt;
    Entry& entry = found->second;
    const base::Duration age = now - entry.counted.counted_at;
    // A clock that was set back: what was counted lies ahead of it.
    if (age < base::Duration(0) || age >= kShownAtMost) return std::nullopt;
    if (age >= kFresh && now - entry.renewed_from >= kCountingAtMost) {
        entry.renewed_from = now;
        return std::nullopt;
    }
    return entry.counted;
}

void BoardMemory::keep(int span_days, BoardStatistics counted) {
    const std::lock_guard hold(mutex_);
    const base::Time counted_at = counted.counted_at;
    entries_.insert_or_assign(span_days, Entry{.counted = std::move(counted), .renewed_from = counted_at});
}

}  // namespace casework
