#pragma once
// The statistics of the board: who was referred and helped, how far cases came, how long things took. Counted
// over every case of the span, so kept for a minute: a country of 100,000 cases takes a third of a second to
// count, and the answer is the same for everybody who may see it.

#include "base/result.hpp"
#include "base/small_cells.hpp"
#include "base/time.hpp"
#include "casework/board_repository.hpp"
#include "casework/state.hpp"
#include "store/session.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace casework {

struct FunnelTable {
    std::vector<State> states;  // ID1, ID5 and what comes after, as far as anybody came
    base::SafeTable table;      // rows: first_identifier_type
};

struct BoardStatistics {
    base::Time counted_at;
    base::Time since;
    base::SafeCount referred;
    base::SafeCount helped;
    std::optional<double> uptake;  // helped of referred; only where both are shown
    FunnelTable funnel;
    std::optional<HalfTime> information;    // none: of fewer than five people
    std::optional<HalfTime> first_service;  // none: of fewer than five people
};

// Made safe before they leave the transaction.
base::Result<BoardStatistics> count_statistics(store::ReadSession& session, base::Time now, int span_days);

// What was counted last. Thread rule: safe to call from any thread.
class BoardMemory {
public:
    // What was counted for this span, while it may be shown; none: the caller counts, and keeps it. One
    // caller is told so when it is a minute old, while the others get the old figures for as long as that may
    // take.
    std::optional<BoardStatistics> recall(int span_days, base::Time now);
    void keep(int span_days, BoardStatistics counted);

private:
    struct Entry {
        BoardStatistics counted;
        base::Time renewed_from;  // when somebody was told to count again
    };
    std::mutex mutex_;
    std::map<int, Entry> entries_;
};

}  // namespace casework
