#pragma once
// Moments in UTC, in microseconds since 1970-01-01T00:00:00Z, and the clock that tells them.
// The clock is passed in; nothing below cli/ asks the system for the time.

#include "base/result.hpp"

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

using Duration = std::chrono::microseconds;

class Time {
public:
    constexpr Time() = default;
    constexpr explicit Time(std::int64_t microseconds_utc) : microseconds_(microseconds_utc) {}

    constexpr std::int64_t microseconds() const { return microseconds_; }
    constexpr std::int64_t seconds() const { return floor_to(1'000'000); }
    constexpr std::int64_t days() const { return floor_to(86'400'000'000); }

    friend constexpr Time operator+(Time time, Duration by) { return Time(time.microseconds_ + by.count()); }
    friend constexpr Time operator-(Time time, Duration by) { return Time(time.microseconds_ - by.count()); }
    friend constexpr Duration operator-(Time later, Time earlier) {
        return Duration(later.microseconds_ - earlier.microseconds_);
    }
    friend constexpr auto operator<=>(Time, Time) = default;

private:
    constexpr std::int64_t floor_to(std::int64_t unit) const {
        const std::int64_t quotient = microseconds_ / unit;
        return microseconds_ % unit < 0 ? quotient - 1 : quotient;
    }
    std::int64_t microseconds_ = 0;
};

// "2026-11-24T14:30:05Z" (with a fraction only where there is one). RFC 3339.
std::string to_iso(Time time);
// "2026-11-24"
std::string to_iso_date(Time time);
// Reads both forms above; a date alone is its midnight in UTC. Problem: invalid_input.
Result<Time> time_from_iso(std::string_view text);

class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override;
};

// For tests and the demo country: stands still until moved.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Time start) : now_(start) {}
    Time now() const override { return now_; }
    void advance(Duration by) { now_ = now_ + by; }
    void set(Time to) { now_ = to; }

private:
    Time now_;
};

}  // namespace base
