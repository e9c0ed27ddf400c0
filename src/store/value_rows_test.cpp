#include "store/value_rows.hpp"

#include <gtest/gtest.h>

namespace store {
namespace {

TEST(ValueRows, NumbersThePlacesThroughAllRows) {
    EXPECT_EQ(value_rows(1, 1), "($1)");
    EXPECT_EQ(value_rows(2, 3), "($1, $2, $3), ($4, $5, $6)");
    EXPECT_EQ(value_rows(0, 3), "");
}

}  // namespace
}  // namespace store
