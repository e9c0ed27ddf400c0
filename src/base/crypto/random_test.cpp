#include "base/crypto/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <thread>
#include <vector>

namespace {

using Draw = std::array<std::uint8_t, 16>;

TEST(SystemRandom, never_repeats_itself_across_threads) {
    base::crypto::SystemRandom random;
    std::vector<std::vector<Draw>> drawn(4, std::vector<Draw>(200));
    std::vector<std::thread> threads;
    for (auto& draws : drawn) {
        threads.emplace_back([&draws, &random] {
            for (Draw& draw : draws) random.fill(draw);
        });
    }
    for (std::thread& thread : threads) thread.join();
    std::set<Draw> distinct;
    for (const auto& draws : drawn) distinct.insert(draws.begin(), draws.end());
    EXPECT_EQ(distinct.size(), 800U);
}

TEST(SystemRandom, accepts_an_empty_request) {
    base::crypto::SystemRandom random;
    EXPECT_NO_THROW(random.fill({}));
    EXPECT_LT(random.below(7), 7U);
}

}  // namespace
