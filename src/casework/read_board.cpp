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

base::Result<BoardStatistics> statistics_of(const CaseDesk& desk, guard::ReadWork& work, int span_days) {
    if (desk.board_memory != nullptr) {
        if (auto kept = desk.board_memory->recall(span_days, work.now())) return std::move(*kept);
    }
    auto counted = count_statistics(work.session(), work.now(), span_days);
    if (counted && desk.board_memory != nullptr) desk.board_memory->keep(span_days, *counted);
    return counted;
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
        if (auto read = read_duties(work.session(), work.now(), board); !read)
            return base::fail(read.error());
        auto statistics = statistics_of(desk, work, span_days);
        if (!statistics) return base::fail(statistics.error());
        board.statistics = std::move(*statistics);
        return board;
    });
}

}  // namespace casework
