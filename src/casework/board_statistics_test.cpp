#include "casework/board_statistics.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace casework {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const base::Time kCounted = base::Time(0) + std::chrono::hours(24) * 20'000;

BoardStatistics counted_at(base::Time at) {
    BoardStatistics statistics;
    statistics.counted_at = at;
    return statistics;
}

TEST(BoardMemory, knows_nothing_before_somebody_counted) {
    BoardMemory memory;
    EXPECT_FALSE(memory.recall(90, kCounted));
    memory.keep(90, counted_at(kCounted));
    EXPECT_TRUE(memory.recall(90, kCounted));
    EXPECT_FALSE(memory.recall(30, kCounted));
}

TEST(BoardMemory, sends_one_to_count_again_after_a_minute_and_shows_the_others_what_it_has) {
    BoardMemory memory;
    memory.keep(90, counted_at(kCounted));
    EXPECT_TRUE(memory.recall(90, kCounted + seconds(59)));
    EXPECT_FALSE(memory.recall(90, kCounted + seconds(60)));
    EXPECT_TRUE(memory.recall(90, kCounted + seconds(60)));
    EXPECT_TRUE(memory.recall(90, kCounted + seconds(89)));
    // The one that was sent did not come back.
    EXPECT_FALSE(memory.recall(90, kCounted + seconds(90)));
    memory.keep(90, counted_at(kCounted + seconds(91)));
    EXPECT_EQ(memory.recall(90, kCounted + seconds(92))->counted_at, kCounted + seconds(91));
}

TEST(BoardMemory, shows_nothing_that_is_ten_minutes_old_or_lies_ahead) {
    BoardMemory memory;
    memory.keep(90, counted_at(kCounted));
    EXPECT_FALSE(memory.recall(90, kCounted + minutes(10)));
    EXPECT_FALSE(memory.recall(90, kCounted + minutes(10)));
    EXPECT_FALSE(memory.recall(90, kCounted - seconds(1)));
}

}  // namespace
}  // namespace casework
