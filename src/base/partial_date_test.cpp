#include "base/partial_date.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>

namespace {

using base::Date;
using base::PartialDate;

PartialDate of(const std::string& text) {
    return PartialDate::from_text(text).value();
}
std::string first(const std::string& text) {
    const auto date = of(text).earliest();
    return date ? base::to_iso(*date) : "open";
}
std::string last(const std::string& text) {
    const auto date = of(text).latest();
    return date ? base::to_iso(*date) : "open";
}

TEST(PartialDate, means_an_interval_of_days) {
    EXPECT_EQ(first("2007") + " " + last("2007"), "2007-01-01 2007-12-31");
    EXPECT_EQ(first("2024-02") + " " + last("2024-02"), "2024-02-01 2024-02-29");
    EXPECT_EQ(first("2026-03-05") + " " + last("2026-03-05"), "2026-03-05 2026-03-05");
    EXPECT_EQ(first("about 2007") + " " + last("about 2007"), "2006-01-01 2008-12-31");
    EXPECT_EQ(first("about 2026-01") + " " + last("about 2026-01"), "2025-12-01 2026-02-28");
    EXPECT_EQ(first("before 2026-03") + " " + last("before 2026-03"), "open 2026-02-28");
    EXPECT_EQ(first("after 2007") + " " + last("after 2007"), "2008-01-01 open");
}

TEST(PartialDate, refuses_what_it_cannot_mean) {
    for (const char* text :
         {"", "07", "20071", "2007-13", "2007-02-30", "around 2007", "about", "about  2007",
          "before before 2007", "1799", "2200", "2007-5", "2026-03-05T10:00:00Z"}) {
        EXPECT_FALSE(PartialDate::from_text(text).has_value()) << text;
    }
}

TEST(PartialDate, compares_only_what_is_certain) {
    EXPECT_TRUE(of("2005").certainly_before(of("about 2007")));
    EXPECT_FALSE(of("2006").certainly_before(of("about 2007")));
    EXPECT_TRUE(of("before 2026-03").certainly_before(of("2026-03-01")));
    EXPECT_FALSE(of("before 2026-03").certainly_before(of("before 2027")));
    EXPECT_TRUE(of("before 2026-03").may_equal(of("2020")));
    EXPECT_FALSE(of("after 2026").may_equal(of("2026-12-31")));
}

TEST(PartialDate, has_an_order_for_lists) {
    std::vector<PartialDate> dates{of("after 2007"),  of("about 2007"), of("2007"),
                                   of("before 2007"), of("2006-12-31"), of("2007-01")};
    std::ranges::sort(dates);
    std::string all;
    for (const PartialDate& date : dates) all += date.text() + ", ";
    EXPECT_EQ(all, "2006-12-31, before 2007, 2007, 2007-01, about 2007, after 2007, ");
}

PartialDate any_date() {
    const std::string whole = base::to_iso(Date{std::chrono::days{*rc::gen::inRange(-60000, 80000)}});
    const std::string prefix = *rc::gen::element<std::string>("", "about ", "before ", "after ");
    return of(prefix + whole.substr(0, *rc::gen::element<std::size_t>(4, 7, 10)));
}

RC_GTEST_PROP(PartialDate, reads_back_what_it_writes, ()) {
    const PartialDate date = any_date();
    RC_ASSERT(of(date.text()) == date);
}

RC_GTEST_PROP(PartialDate, ends_no_earlier_than_it_begins, ()) {
    const PartialDate date = any_date();
    if (date.earliest() && date.latest()) RC_ASSERT(*date.earliest() <= *date.latest());
    RC_ASSERT(date.may_equal(date));
}

RC_GTEST_PROP(PartialDate, is_before_in_one_direction_only, ()) {
    const PartialDate one = any_date();
    const PartialDate two = any_date();
    RC_ASSERT(!(one.certainly_before(two) && two.certainly_before(one)));
    RC_ASSERT(one.may_equal(two) == two.may_equal(one));
}

}  // namespace
