#pragma once
// Working days and months: a calendar is data (which weekdays are free, which days are holidays, the standard
// offset from UTC that decides where a day begins). Pure. Deliberately without daylight saving: an hour more
// or less twice a year would make the same period end at different moments, and a deadline that depends on a
// time-zone table cannot be recomputed years later.

#include "base/result.hpp"
#include "base/time.hpp"

#include <bitset>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace base {

using Date = std::chrono::sys_days;

// "2026-11-24" exactly. Problem: invalid_input.
Result<Date> date_from_iso(std::string_view text);
std::string to_iso(Date date);

enum class Easter { western, orthodox };

// In the Gregorian calendar, for years 1900 to 2199.
Date easter_sunday(int year, Easter tradition);

// A day that is free every year, by its date ("every 25 December") or by its distance from Easter.
struct FixedHoliday {
    unsigned month = 1;
    unsigned day = 1;
};
struct EasterHoliday {
    Easter tradition = Easter::western;
    int days_after = 0;
};

struct WorkCalendarRules {
    std::bitset<7> weekend{0b1000001};  // bit 0 is Sunday, as in std::chrono::weekday
    std::vector<FixedHoliday> fixed;
    std::vector<EasterHoliday> easter;
    std::vector<Date> dates;  // once: a lunar feast, a day moved by decree
    int standard_offset_minutes = 0;
};

class WorkCalendar {
public:
    // Monday to Friday, no holidays, UTC.
    WorkCalendar() = default;
    // Problem: invalid_input, where no day of the week would be left to work on.
    static Result<WorkCalendar> from_rules(WorkCalendarRules rules);

    bool is_working_day(Date date) const;
    // The day that `time` falls on where this calendar is used.
    Date date_of(Time time) const;

    // The same time of day, `days` (not negative) working days later; zero days is `start` itself. A start on
    // a free day counts from there, so that the first working day after it is the first day.
    Time add_working_days(Time start, int days) const;
    // The same time of day so many months later; the last day of a shorter month where the day does not exist
    // (31 January plus one month is 28 or 29 February; Regulation 1182/71, Art. 3(2)(c)).
    Time add_months(Time start, int months) const;

private:
    explicit WorkCalendar(WorkCalendarRules rules) : rules_(std::move(rules)) {}
    Duration offset() const { return std::chrono::minutes(rules_.standard_offset_minutes); }
    WorkCalendarRules rules_;
};

}  // namespace base
