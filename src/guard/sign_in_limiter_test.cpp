#include "guard/sign_in_limiter.hpp"

#include <gtest/gtest.h>

namespace guard {
namespace {

constexpr base::Time kNow{1'800'000'000'000'000};

TEST(SignInLimiter, stops_one_address_after_its_burst_and_lets_it_try_again_later) {
    SignInLimiter limiter({.peer_burst = 3, .peer_per_second = 0.5});
    for (int attempt = 0; attempt < 3; ++attempt) EXPECT_TRUE(limiter.admit("192.0.2.1", kNow));
    EXPECT_FALSE(limiter.admit("192.0.2.1", kNow));
    EXPECT_TRUE(limiter.admit("192.0.2.2", kNow)) << "another address has its own";
    EXPECT_FALSE(limiter.admit("192.0.2.1", kNow + std::chrono::seconds(1)));
    EXPECT_TRUE(limiter.admit("192.0.2.1", kNow + std::chrono::seconds(2)));
    EXPECT_FALSE(limiter.admit("192.0.2.1", kNow + std::chrono::seconds(2)));
}

TEST(SignInLimiter, stops_all_together_however_many_addresses_there_are) {
    SignInLimiter limiter({.peer_burst = 5, .global_burst = 10, .global_per_second = 1});
    int admitted = 0;
    for (int peer = 0; peer < 100; ++peer) {
        admitted += limiter.admit("192.0.2." + std::to_string(peer), kNow) ? 1 : 0;
    }
    EXPECT_EQ(admitted, 10);
    EXPECT_TRUE(limiter.admit("198.51.100.1", kNow + std::chrono::seconds(1)));
}

TEST(SignInLimiter, a_flood_from_elsewhere_keeps_nobody_out_where_they_sign_in) {
    SignInLimiter limiter({.peer_burst = 2, .peer_per_second = 0, .global_burst = 5, .global_per_second = 0});
    for (int peer = 0; peer < 10; ++peer) limiter.admit("203.0.113." + std::to_string(peer), kNow);
    EXPECT_FALSE(limiter.admit("192.0.2.1", kNow));
    EXPECT_TRUE(limiter.admit("192.0.2.1", kNow, Origin::known_place));
    EXPECT_TRUE(limiter.admit("192.0.2.1", kNow, Origin::known_place));
    EXPECT_FALSE(limiter.admit("192.0.2.1", kNow, Origin::known_place)) << "its own limit stands";
}

TEST(SignInLimiter, counts_no_attempt_that_was_right) {
    SignInLimiter limiter({.peer_burst = 2, .peer_per_second = 0, .global_burst = 2, .global_per_second = 0});
    for (int colleague = 0; colleague < 10; ++colleague) {
        EXPECT_TRUE(limiter.admit("192.0.2.1", kNow));
        limiter.give_back("192.0.2.1");
    }
    limiter.give_back("192.0.2.1");
    EXPECT_TRUE(limiter.admit("192.0.2.1", kNow));
    EXPECT_TRUE(limiter.admit("192.0.2.1", kNow));
    EXPECT_FALSE(limiter.admit("192.0.2.1", kNow)) << "giving back fills no bucket beyond its brim";
}

TEST(SignInLimiter, a_clock_that_is_set_back_gives_no_attempt_and_closes_nothing) {
    SignInLimiter limiter({.peer_burst = 1, .peer_per_second = 1, .global_burst = 1, .global_per_second = 1});
    EXPECT_TRUE(limiter.admit("192.0.2.1", kNow));
    const base::Time before = kNow - std::chrono::hours(1);
    EXPECT_FALSE(limiter.admit("192.0.2.1", before));
    EXPECT_TRUE(limiter.admit("192.0.2.1", before + std::chrono::seconds(1)));
    EXPECT_FALSE(limiter.admit("192.0.2.1", before + std::chrono::seconds(1)));
}

TEST(SignInLimiter, forgets_the_address_not_seen_for_longest_when_there_are_too_many) {
    SignInLimiter limiter({.peer_burst = 1, .peer_per_second = 0, .global_burst = 1000, .peers_max = 2});
    EXPECT_TRUE(limiter.admit("a", kNow));
    EXPECT_TRUE(limiter.admit("b", kNow));
    EXPECT_FALSE(limiter.admit("a", kNow));
    EXPECT_TRUE(limiter.admit("c", kNow)) << "takes the place of b";
    EXPECT_FALSE(limiter.admit("a", kNow));
    EXPECT_TRUE(limiter.admit("b", kNow));
}

}  // namespace
}  // namespace guard
