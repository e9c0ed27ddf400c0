#include "engines/estimation/capture_table.hpp"

#include <gtest/gtest.h>

namespace estimation {
namespace {

TEST(CaptureTable, CountsEverybodyOnceAndThoseOnSeveralListsApart) {
    // Lists A, B, C; artificial_3 of Chan, Silverman and Vincent (2021), table 2, has the same shape.
    const CaptureTable table{{"A", "B", "C"}, {0, 27, 37, 3, 19, 4, 1, 0}};
    EXPECT_EQ(observed(table), 91);
    EXPECT_EQ(overlapping(table), 8);
}

}  // namespace
}  // namespace estimation
