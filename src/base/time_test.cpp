#include "base/time.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::Time;
using base::time_from_iso;

TEST(Time, is_written_as_rfc_3339) {
    EXPECT_EQ(to_iso(Time(0)), "1970-01-01T00:00:00Z");
    EXPECT_EQ(to_iso(Time(1'250'000)), "1970-01-01T00:00:01.250000Z");
    EXPECT_EQ(to_iso(Time(-1)), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(to_iso_date(time_from_iso("2024-02-29").value()), "2024-02-29");
}

TEST(Time, refuses_days_and_hours_that_do_not_exist) {
    for (const char* text : {"2023-02-29", "2026-13-01", "2026-01-01T24:00:00Z", "2026-01-01T10:00:00",
                             "yesterday", "2026-01-01T10:00:00.Z", "2026-1-01", ""}) {
        EXPECT_FALSE(time_from_iso(text).has_value()) << text;
    }
}

RC_GTEST_PROP(Time, reads_back_what_it_writes, ()) {
    const Time time(*rc::gen::inRange<std::int64_t>(-60'000'000'000'000'000, 250'000'000'000'000'000));
    RC_ASSERT(time_from_iso(to_iso(time)).value() == time);
}

}  // namespace
