#include "casework/read_board.hpp"

#include "directory/match_services.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>
#include <utility>

namespace casework {
namespace {

constexpr int kClockRowsMax = 200;
constexpr int kWaitingRowsMax = 20;
constexpr int kCapacityRowsMax = 15;
constexpr base::Duration kDueAhead = std::chrono::hours(24);

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
    std::vector<CountRow> table;
    for (auto& [identifier, counts] : rows) table.push_back({identifier, std::move(counts)});
    std::ranges::stable_sort(table, std::ranges::greater{},
                             [](const CountRow& row) { return row.counts.front(); });
    funnel.table = safe_table(table);
    return funnel;
}

std::optional<HalfTime> shown(const HalfTime& half) {
    return half.all < kSmallestShown ? std::nullopt : std::optional(half);
}

// Duties: clocks, what waits, room.
base::Done read_duties(store::ReadSession& session, base::Time now, Board& board) {
    auto clocks = clock_loads(session, now, now + kDueAhead, kClockRowsMax);
    if (!clocks) return base::fail(clocks.error());
    board.clocks = std::move(*clocks);
    const auto waiting = count_waiting(session);
    if (!waiting) return base::fail(waiting.error());
    board.waiting = *waiting;
    auto lines = queue_lines(
        session, {.queue = Queue::outbox, .part = QueuePart::waiting, .organisation = {}, .after = {}}, now,
        kWaitingRowsMax);
    if (!lines) return base::fail(lines.error());
    for (QueueLine& line : *lines) leave_only_organisations(line);
    board.longest_waiting = std::move(*lines);
    const auto capacity = capacity_counts(session, now - directory::kCapacityFreshFor);
    if (!capacity) return base::fail(capacity.error());
    board.capacity = *capacity;
    auto oldest = oldest_counts(session, kCapacityRowsMax);
    if (!oldest) return base::fail(oldest.error());
    board.oldest_counts = std::move(*oldest);
    return {};
}

// Statistics of people, made safe before they leave the transaction.
base::Done read_statistics(store::ReadSession& session, Board& board) {
    const auto uptake = uptake_since(session, board.since);
    if (!uptake) return base::fail(uptake.error());
    board.referred = safe_count(uptake->referred);
    board.helped = board.referred ? safe_count(uptake->helped) : SafeCount{};
    if (board.referred && board.helped && *board.referred > 0) {
        board.uptake = static_cast<double>(*board.helped) / static_cast<double>(*board.referred);
    }
    const auto reached = reached_since(session, board.since, {kFunnel.begin(), kFunnel.end()});
    if (!reached) return base::fail(reached.error());
    board.funnel = funnel_from(*reached);
    const auto information = concern_to_information(session, board.since);
    if (!information) return base::fail(information.error());
    board.information = shown(*information);
    const auto service = referral_to_service(session, board.since);
    if (!service) return base::fail(service.error());
    board.first_service = shown(*service);
    return {};
}

}  // namespace

const std::vector<int>& board_spans() {
    static const std::vector<int> spans{30, 90, 365};
    return spans;
}

base::Result<Board> read_board(const CaseDesk& desk, const guard::Actor& actor, int span_days) {
    if (std::ranges::find(board_spans(), span_days) == board_spans().end()) {
        return base::fail(base::invalid_field("span", "not_in_list"));
    }
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<Board> {
        if (auto allowed = work.allow({.permission = guard::Permission::board_read,
                                       .purpose = guard::Purpose::co_ordination,
                                       .relation = guard::Relation::none});
            !allowed) {
            return base::fail(allowed.error());
        }
        Board board;
        board.since = work.now() - std::chrono::hours(24) * span_days;
        if (auto read = read_duties(work.session(), work.now(), board); !read)
            return base::fail(read.error());
        if (auto read = read_statistics(work.session(), board); !read) return base::fail(read.error());
        return board;
    });
}

}  // namespace casework
