#include "guard/lock_out.hpp"

#include <algorithm>

namespace guard {

namespace {

constexpr base::Duration kFirstDelay = std::chrono::minutes(1);
constexpr base::Duration kDelayMax = std::chrono::hours(1);
constexpr int kDoublingsMax = 6;

}  // namespace

Failures remembered(const Failures& failures, base::Time now) {
    if (failures.last_at + kFailuresForgottenAfter <= now) return {};
    // Counted while the clock was ahead: nobody is kept out until it gets there again.
    if (failures.last_at > now + kDelayMax) return {};
    return failures;
}

std::optional<base::Time> locked_until(const Failures& failures, base::Time now) {
    const Failures counted = remembered(failures, now);
    if (counted.count < kFailuresFree) return std::nullopt;
    const int doublings = std::min(counted.count - kFailuresFree, kDoublingsMax);
    const base::Time until = counted.last_at + std::min(kDelayMax, kFirstDelay * (1 << doublings));
    if (until <= now) return std::nullopt;
    return until;
}

}  // namespace guard
