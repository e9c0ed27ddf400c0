#pragma once
// Use case: the board of the national co-ordinator, so that nobody falls through: clocks, unanswered
// referrals, who was referred and who was helped, how far cases came, how long things took, where there is
// room. Pseudonymous: zone Z1 alone.
//
// What is a duty of an organisation (a clock, a referral that waits) is shown as it is: it is there to be
// acted upon, and the co-ordinator sees it line by line. What describes people (who identified them, how far
// they came, what they were given) is a statistic, and no cell of one to four people is shown
// (domain.md 9.7). Statistics may be a few minutes old, and say when they were counted.

#include "base/result.hpp"
#include "base/small_cells.hpp"
#include "casework/board_repository.hpp"
#include "casework/board_statistics.hpp"
#include "casework/case_desk.hpp"
#include "casework/referral_queue.hpp"
#include "guard/actor.hpp"

#include <optional>
#include <vector>

namespace casework {

// How far back the statistics look, in days: 30, 90 or 365.
const std::vector<int>& board_spans();

struct Board {
    std::vector<ClockLoad> clocks;
    std::int64_t waiting = 0;
    std::vector<QueueLine> longest_waiting;
    BoardStatistics statistics;
    CapacityCounts capacity;
    std::vector<CapacityLine> oldest_counts;
};

// Problem: invalid_input (span), not_allowed.
base::Result<Board> read_board(const CaseDesk& desk, const guard::Actor& actor, int span_days);

}  // namespace casework
