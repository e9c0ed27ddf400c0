#pragma once
// When signing in is closed for a while after failures: the rule, pure. Five may fail; then a minute must
// pass before the next attempt, then two, four, up to an hour. After a day without a failure all is
// forgotten.

#include "base/time.hpp"

#include <optional>

namespace guard {

struct Failures {
    int count = 0;
    base::Time last_at;
};

inline constexpr int kFailuresFree = 5;
inline constexpr base::Duration kFailuresForgottenAfter = std::chrono::hours(24);
// How long an address is one that somebody signs in from.
inline constexpr base::Duration kPlaceForgottenAfter = std::chrono::hours(24 * 90);

// Those that still count.
Failures remembered(const Failures& failures, base::Time now);
// Until when nothing may be tried; none when it may be tried now.
std::optional<base::Time> locked_until(const Failures& failures, base::Time now);

}  // namespace guard
