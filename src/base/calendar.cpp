#include "base/calendar.hpp"

#include <algorithm>
#include <utility>

namespace base {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::int64_t kDayMicroseconds = 86'400'000'000;

Date date_at(int in_year, int month, int day) {
    return Date{year_month_day{year{in_year}, std::chrono::month{static_cast<unsigned>(month)},
                               std::chrono::day{static_cast<unsigned>(day)}}};
}

// The "Anonymous Gregorian" algorithm (Meeus, Astronomical Algorithms, chapter 8).
Date western_easter(int in_year) {
    const int a = in_year % 19;
    const int b = in_year / 100;
    const int c = in_year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return date_at(in_year, n / 31, n % 31 + 1);
}

// Meeus's Julian algorithm; thirteen days lie between the two calendars from 1900 to 2099, fourteen after 28
// February 2100.
Date orthodox_easter(int in_year) {
    const int d = (19 * (in_year % 19) + 15) % 30;
    const int e = (2 * (in_year % 4) + 4 * (in_year % 7) - d + 34) % 7;
    const int n = d + e + 114;
    return date_at(in_year, n / 31, n % 31 + 1) + days(in_year < 2100 ? 13 : 14);
}

}  // namespace

Result<Date> date_from_iso(std::string_view text) {
    if (text.size() != 10) return fail(invalid_field("date", "not_a_date", "2026-11-24"));
    return time_from_iso(text).map([](Time time) { return Date{days{time.days()}}; });
}

std::string to_iso(Date date) {
    return to_iso_date(Time(date.time_since_epoch().count() * kDayMicroseconds));
}

Date easter_sunday(int in_year, Easter tradition) {
    switch (tradition) {
        case Easter::western: return western_easter(in_year);
        case Easter::orthodox: return orthodox_easter(in_year);
    }
    return {};
}

Result<WorkCalendar> WorkCalendar::from_rules(WorkCalendarRules rules) {
    if (rules.weekend.all()) return fail(invalid_field("weekend", "no_working_day", "at most six days"));
    const bool possible = std::ranges::all_of(rules.fixed, [](const FixedHoliday& holiday) {
        // Year 2000, so that 29 February may be one.
        return year_month_day{year{2000}, std::chrono::month{holiday.month}, std::chrono::day{holiday.day}}
            .ok();
    });
    // A year of holidays would make the search for a working day endless.
    if (!possible || rules.fixed.size() > 100)
        return fail(invalid_field("fixed", "not_a_day", "at most 100 of MM-DD"));
    if (rules.easter.size() > 100) return fail(invalid_field("easter", "too_many", "at most 100"));
    if (rules.standard_offset_minutes < -720 || rules.standard_offset_minutes > 840) {
        return fail(invalid_field("standard_offset_minutes", "out_of_range", "-720 to 840"));
    }
    std::ranges::sort(rules.dates);
    return WorkCalendar(std::move(rules));
}

bool WorkCalendar::is_working_day(Date date) const {
    if (rules_.weekend.test(weekday{date}.c_encoding())) return false;
    const year_month_day civil{date};
    const bool fixed = std::ranges::any_of(rules_.fixed, [&civil](const FixedHoliday& holiday) {
        return static_cast<unsigned>(civil.month()) == holiday.month &&
               static_cast<unsigned>(civil.day()) == holiday.day;
    });
    if (fixed || std::ranges::binary_search(rules_.dates, date)) return false;
    return std::ranges::none_of(rules_.easter, [&](const EasterHoliday& holiday) {
        return easter_sunday(static_cast<int>(civil.year()), holiday.tradition) + days(holiday.days_after) ==
               date;
    });
}

Date WorkCalendar::date_of(Time time) const {
    return Date{days{(time + offset()).days()}};
}

Time WorkCalendar::add_working_days(Time start, int count) const {
    Date date = date_of(start);
    std::int64_t passed = 0;
    for (int left = count; left > 0; ++passed) {
        date += days(1);
        if (is_working_day(date)) --left;
    }
    return start + Duration(passed * kDayMicroseconds);
}

Time WorkCalendar::add_months(Time start, int count) const {
    const Date date = date_of(start);
    year_month_day moved = year_month_day{date} + months(count);
    if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
    const std::int64_t passed = (Date{moved} - date).count();
    return start + Duration(passed * kDayMicroseconds);
}

}  // namespace base
