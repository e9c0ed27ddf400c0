#include "guard/lock_out.hpp"

#include <gtest/gtest.h>

namespace guard {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr base::Time kNow{1'800'000'000'000'000};

TEST(LockOut, lets_five_attempts_fail) {
    for (int count = 0; count < kFailuresFree; ++count) {
        EXPECT_FALSE(locked_until({.count = count, .last_at = kNow}, kNow)) << count;
    }
    EXPECT_EQ(locked_until({.count = 5, .last_at = kNow}, kNow), kNow + minutes(1));
}

TEST(LockOut, doubles_the_wait_with_every_failure_up_to_an_hour) {
    EXPECT_EQ(locked_until({.count = 6, .last_at = kNow}, kNow), kNow + minutes(2));
    EXPECT_EQ(locked_until({.count = 7, .last_at = kNow}, kNow), kNow + minutes(4));
    EXPECT_EQ(locked_until({.count = 10, .last_at = kNow}, kNow), kNow + minutes(32));
    EXPECT_EQ(locked_until({.count = 11, .last_at = kNow}, kNow), kNow + hours(1));
    EXPECT_EQ(locked_until({.count = 1'000'000, .last_at = kNow}, kNow), kNow + hours(1));
}

TEST(LockOut, is_over_when_the_wait_is_over) {
    const Failures failures{.count = 6, .last_at = kNow};
    EXPECT_TRUE(locked_until(failures, kNow + minutes(2) - base::Duration(1)));
    EXPECT_FALSE(locked_until(failures, kNow + minutes(2)));
}

TEST(LockOut, forgets_after_a_day_without_a_failure) {
    const Failures failures{.count = 9, .last_at = kNow};
    EXPECT_EQ(remembered(failures, kNow + hours(24) - base::Duration(1)).count, 9);
    EXPECT_EQ(remembered(failures, kNow + hours(24)).count, 0);
}

TEST(LockOut, lasts_no_longer_than_two_hours_when_the_clock_is_set_back) {
    const Failures failures{.count = 11, .last_at = kNow};
    EXPECT_TRUE(locked_until(failures, kNow - minutes(30)));
    EXPECT_LE(*locked_until(failures, kNow - hours(1)) - (kNow - hours(1)), hours(2));
    EXPECT_FALSE(locked_until(failures, kNow - hours(1) - base::Duration(1)));
}

}  // namespace
}  // namespace guard
