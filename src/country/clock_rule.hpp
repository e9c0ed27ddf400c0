#pragma once
// How long a clock runs in one country (domain.md 4.1), and when it is due. Pure.
// There is nothing here for what happens when it runs out, because nothing does but an alert (INV-04).

#include "base/calendar.hpp"
#include "base/time.hpp"
#include "country/clock_kind.hpp"
#include "country/evidence.hpp"

#include <optional>
#include <string_view>

namespace country {

enum class Unit { hour, day, working_day, month };         // "h", "d", "wd", "month"
enum class RuleStatus { law, policy, target, suggested };  // how binding the number is
enum class Urgency { ordinary, danger };

std::string_view code_of(Unit unit);
std::string_view code_of(RuleStatus status);

struct Span {
    int value = 0;
    Unit unit = Unit::hour;

    friend bool operator==(const Span&, const Span&) = default;
};

struct ClockRule {
    ClockKind kind = ClockKind::triage;
    Span span;
    std::optional<int> least;  // in the unit of span
    std::optional<int> most;
    std::optional<Span> in_danger;  // another length while somebody is in danger
    bool repeats = false;           // alerts again each time the span has passed
    RuleStatus status = RuleStatus::suggested;
    Evidence evidence;
};

// Hours and days are 3600 and 86400 seconds whatever the season; working days and months are the calendar's.
base::Time due_at(const Span& span, base::Time started, const base::WorkCalendar& calendar);
base::Time due_at(const ClockRule& rule, base::Time started, const base::WorkCalendar& calendar,
                  Urgency urgency = Urgency::ordinary);

// The fewest whole days the span can last (a month: 28), for comparing it with a floor.
int days_at_least(const Span& span);

// ECAT Art. 13(1): the recovery and reflection period lasts at least 30 days. No profile goes below
// (domain.md 4.2).
inline constexpr int kReflectionDaysMin = 30;

}  // namespace country
