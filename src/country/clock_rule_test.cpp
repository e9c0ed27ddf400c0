#include "country/clock_rule.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::Time;
using base::WorkCalendar;
using country::ClockRule;
using country::due_at;
using country::Span;
using country::Unit;
using country::Urgency;

Time at(const char* text) {
    return base::time_from_iso(text).value();
}

WorkCalendar weekdays(int offset_minutes = 0) {
    return WorkCalendar::from_rules({.standard_offset_minutes = offset_minutes}).value();
}

TEST(DueAt, adds_hours_and_days_as_fixed_lengths) {
    EXPECT_EQ(due_at(Span{24, Unit::hour}, at("2026-11-24T14:30:00Z"), weekdays()),
              at("2026-11-25T14:30:00Z"));
    EXPECT_EQ(due_at(Span{30, Unit::day}, at("2026-01-31T08:00:00Z"), weekdays()),
              at("2026-03-02T08:00:00Z"));
    EXPECT_EQ(due_at(Span{0, Unit::hour}, at("2026-11-24T14:30:00Z"), weekdays()),
              at("2026-11-24T14:30:00Z"));
}

TEST(DueAt, does_not_move_with_daylight_saving) {
    // Europe changes its clocks on 29 March and 25 October 2026; a day stays 24 hours on every calendar.
    for (const char* day : {"2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z"}) {
        for (const int offset : {0, 60, 120}) {
            EXPECT_EQ(due_at(Span{1, Unit::day}, at(day), weekdays(offset)) - at(day),
                      std::chrono::hours(24));
            EXPECT_EQ(due_at(Span{1, Unit::working_day}, at(day), weekdays(offset)) - at(day),
                      std::chrono::hours(48));
        }
    }
}

TEST(DueAt, counts_working_days_over_the_weekend) {
    EXPECT_EQ(due_at(Span{5, Unit::working_day}, at("2026-11-24T09:00:00Z"), weekdays()),
              at("2026-12-01T09:00:00Z"));
    EXPECT_EQ(due_at(Span{1, Unit::working_day}, at("2026-11-27T09:00:00Z"), weekdays()),
              at("2026-11-30T09:00:00Z"));
    EXPECT_EQ(due_at(Span{1, Unit::working_day}, at("2026-11-28T09:00:00Z"), weekdays()),
              at("2026-11-30T09:00:00Z"));
}

TEST(DueAt, ends_months_on_their_last_day) {
    EXPECT_EQ(due_at(Span{1, Unit::month}, at("2026-01-31T10:00:00Z"), weekdays()),
              at("2026-02-28T10:00:00Z"));
    EXPECT_EQ(due_at(Span{3, Unit::month}, at("2026-11-30T10:00:00Z"), weekdays()),
              at("2027-02-28T10:00:00Z"));
    EXPECT_EQ(due_at(Span{24, Unit::month}, at("2028-02-29T10:00:00Z"), weekdays()),
              at("2030-02-28T10:00:00Z"));
    // 23:30 UTC on 31 January is 1 February two hours east.
    EXPECT_EQ(due_at(Span{1, Unit::month}, at("2026-01-31T23:30:00Z"), weekdays(120)),
              at("2026-02-28T23:30:00Z"));
}

TEST(DueAt, is_sooner_in_danger_where_the_rule_says_so) {
    ClockRule rule;
    rule.span = {24, Unit::hour};
    const Time start = at("2026-11-24T14:30:00Z");
    EXPECT_EQ(due_at(rule, start, weekdays(), Urgency::danger), at("2026-11-25T14:30:00Z"));
    rule.in_danger = Span{1, Unit::hour};
    EXPECT_EQ(due_at(rule, start, weekdays(), Urgency::danger), at("2026-11-24T15:30:00Z"));
    EXPECT_EQ(due_at(rule, start, weekdays()), at("2026-11-25T14:30:00Z"));
}

RC_GTEST_PROP(DueAt, is_never_before_the_days_that_are_certain, ()) {
    const Time start(*rc::gen::inRange<std::int64_t>(1'600'000'000, 2'000'000'000) * 1'000'000);
    const Span span{*rc::gen::inRange(0, 100),
                    *rc::gen::element(Unit::hour, Unit::day, Unit::working_day, Unit::month)};
    const Time due = due_at(span, start, weekdays(*rc::gen::inRange(-12, 14) * 60));
    RC_ASSERT(due - start >= std::chrono::days(country::days_at_least(span)));
}

}  // namespace
