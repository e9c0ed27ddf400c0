#pragma once
// What may be counted over all cases for the people who keep the program running: clocks and unanswered
// referrals, whole numbers of the whole country, no case and no organisation (zone Z1, fewer than the board
// shows). Thread rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"

#include <cstdint>
#include <optional>

namespace casework {

struct CaseFigures {
    std::int64_t clocks_due = 0;  // running, until the moment asked for, without the overdue
    std::int64_t clocks_overdue = 0;
    std::optional<base::Time> overdue_since;  // of the one that is longest
    std::int64_t referrals_waiting = 0;
};

base::Result<CaseFigures> case_figures(store::ReadSession& session, base::Time now, base::Time until);

}  // namespace casework
