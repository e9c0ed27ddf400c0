#include "base/calendar.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::Date;
using base::Easter;
using base::Time;
using base::WorkCalendar;
using base::WorkCalendarRules;

Time at(const char* text) {
    return base::time_from_iso(text).value();
}
Date on(const char* text) {
    return base::date_from_iso(text).value();
}

WorkCalendar some_calendar() {
    return WorkCalendar::from_rules({.fixed = {{12, 25}, {12, 26}, {1, 1}},
                                     .easter = {{Easter::western, -2}, {Easter::western, 1}},
                                     .dates = {on("2026-11-26")},
                                     .standard_offset_minutes = 60})
        .value();
}

TEST(Easter, falls_where_the_published_tables_say) {
    EXPECT_EQ(easter_sunday(2000, Easter::western), on("2000-04-23"));
    EXPECT_EQ(easter_sunday(2025, Easter::western), on("2025-04-20"));
    EXPECT_EQ(easter_sunday(2026, Easter::western), on("2026-04-05"));
    EXPECT_EQ(easter_sunday(2027, Easter::western), on("2027-03-28"));
    EXPECT_EQ(easter_sunday(2038, Easter::western), on("2038-04-25"));
    EXPECT_EQ(easter_sunday(2024, Easter::orthodox), on("2024-05-05"));
    EXPECT_EQ(easter_sunday(2025, Easter::orthodox), on("2025-04-20"));
    EXPECT_EQ(easter_sunday(2026, Easter::orthodox), on("2026-04-12"));
    EXPECT_EQ(easter_sunday(2027, Easter::orthodox), on("2027-05-02"));
}

RC_GTEST_PROP(Easter, is_a_sunday_in_both_traditions, ()) {
    const int year = *rc::gen::inRange(1900, 2200);
    for (const Easter tradition : {Easter::western, Easter::orthodox}) {
        RC_ASSERT(std::chrono::weekday{easter_sunday(year, tradition)} == std::chrono::Sunday);
    }
}

TEST(Date, is_read_strictly) {
    EXPECT_EQ(base::to_iso(on("2024-02-29")), "2024-02-29");
    for (const char* text :
         {"", "2026-2-9", "2025-02-29", "2026-11-24T00:00:00Z", "2026-13-01", "1/2/2026"}) {
        EXPECT_FALSE(base::date_from_iso(text).has_value()) << text;
    }
}

TEST(WorkCalendar, skips_weekends_and_holidays) {
    const WorkCalendar calendar = some_calendar();
    EXPECT_EQ(calendar.add_working_days(at("2026-11-24T09:15:00Z"), 2),
              at("2026-11-27T09:15:00Z"));  // Thursday is free
    EXPECT_EQ(calendar.add_working_days(at("2026-12-24T10:00:00Z"), 1), at("2026-12-28T10:00:00Z"));
    EXPECT_EQ(calendar.add_working_days(at("2026-04-02T10:00:00Z"), 1),
              at("2026-04-07T10:00:00Z"));  // over Easter
    EXPECT_EQ(calendar.add_working_days(at("2026-11-21T10:00:00Z"), 1),
              at("2026-11-23T10:00:00Z"));  // from a Saturday
}

TEST(WorkCalendar, lets_a_day_begin_at_its_own_midnight) {
    const WorkCalendar calendar = some_calendar();
    // 23:30 in UTC on Friday is Saturday already, one hour east.
    EXPECT_EQ(calendar.date_of(at("2026-11-20T23:30:00Z")), on("2026-11-21"));
    EXPECT_EQ(calendar.add_working_days(at("2026-11-20T22:30:00Z"), 1), at("2026-11-23T22:30:00Z"));
    EXPECT_EQ(calendar.add_working_days(at("2026-11-20T23:30:00Z"), 1), at("2026-11-22T23:30:00Z"));
}

TEST(WorkCalendar, knows_other_weekends) {
    const auto friday_and_saturday = WorkCalendar::from_rules({.weekend = std::bitset<7>(0b1100000)}).value();
    EXPECT_TRUE(friday_and_saturday.is_working_day(on("2026-11-22")));
    EXPECT_FALSE(friday_and_saturday.is_working_day(on("2026-11-20")));
}

TEST(WorkCalendar, without_a_working_day_is_refused) {
    EXPECT_FALSE(WorkCalendar::from_rules({.weekend = std::bitset<7>(0b1111111)}).has_value());
    EXPECT_FALSE(WorkCalendar::from_rules({.fixed = {{2, 30}}}).has_value());
    EXPECT_TRUE(WorkCalendar::from_rules({.fixed = {{2, 29}}}).has_value());
}

TEST(WorkCalendar, clamps_months_to_their_last_day) {
    const WorkCalendar calendar;
    EXPECT_EQ(calendar.add_months(at("2026-01-31T12:00:00Z"), 1), at("2026-02-28T12:00:00Z"));
    EXPECT_EQ(calendar.add_months(at("2028-01-31T12:00:00Z"), 1), at("2028-02-29T12:00:00Z"));
    EXPECT_EQ(calendar.add_months(at("2026-11-30T12:00:00Z"), 3), at("2027-02-28T12:00:00Z"));
    EXPECT_EQ(calendar.add_months(at("2026-12-15T12:00:00Z"), 1), at("2027-01-15T12:00:00Z"));
    EXPECT_EQ(some_calendar().add_months(at("2026-01-30T23:30:00Z"), 1), at("2026-02-27T23:30:00Z"));
}

Time any_time() {
    return Time(*rc::gen::inRange<std::int64_t>(1'600'000'000, 2'000'000'000) * 1'000'000);
}

RC_GTEST_PROP(WorkCalendar, counts_exactly_the_working_days_it_was_asked_for, ()) {
    const WorkCalendar calendar = some_calendar();
    const Time start = any_time();
    const int count = *rc::gen::inRange(1, 60);
    const Time end = calendar.add_working_days(start, count);
    int working = 0;
    for (Date date = calendar.date_of(start) + std::chrono::days(1); date <= calendar.date_of(end);
         date += std::chrono::days(1)) {
        if (calendar.is_working_day(date)) ++working;
    }
    RC_ASSERT(working == count);
    RC_ASSERT(calendar.is_working_day(calendar.date_of(end)));
}

RC_GTEST_PROP(WorkCalendar, adds_in_parts_what_it_adds_at_once, ()) {
    const WorkCalendar calendar = some_calendar();
    const Time start = any_time();
    const int one = *rc::gen::inRange(0, 30);
    const int two = *rc::gen::inRange(0, 30);
    RC_ASSERT(calendar.add_working_days(calendar.add_working_days(start, one), two) ==
              calendar.add_working_days(start, one + two));
}

RC_GTEST_PROP(WorkCalendar, keeps_the_order_of_starts, ()) {
    const WorkCalendar calendar = some_calendar();
    const Time one = any_time();
    const Time two = one + base::Duration(*rc::gen::inRange<std::int64_t>(0, 400'000'000'000));
    const int count = *rc::gen::inRange(0, 30);
    RC_ASSERT(calendar.date_of(calendar.add_working_days(one, count)) <=
              calendar.date_of(calendar.add_working_days(two, count)));
    RC_ASSERT(calendar.add_months(one, 1) > one);
}

}  // namespace
