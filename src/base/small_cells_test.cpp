#include "base/small_cells.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

TEST(SmallCells, counts_of_one_to_four_people_are_not_shown_and_zero_is) {
    EXPECT_EQ(safe_count(0), 0);
    EXPECT_EQ(safe_count(1), std::nullopt);
    EXPECT_EQ(safe_count(4), std::nullopt);
    EXPECT_EQ(safe_count(5), 5);
}

TEST(SmallCells, one_small_cell_takes_the_next_one_with_it) {
    const SafeTable table = safe_table({{"a", {3}}, {"b", {40}}, {"c", {9}}, {"d", {0}}});
    EXPECT_EQ(table.rows[0].counts[0], std::nullopt);
    EXPECT_EQ(table.rows[1].counts[0], 40);
    EXPECT_EQ(table.rows[2].counts[0], std::nullopt);
    EXPECT_EQ(table.rows[3].counts[0], 0);
    EXPECT_EQ(table.totals[0], 52);
}

TEST(SmallCells, small_cells_that_hide_one_another_are_enough) {
    const SafeTable table = safe_table({{"a", {3}}, {"b", {4}}, {"c", {9}}});
    EXPECT_EQ(table.rows[2].counts[0], 9);
    EXPECT_EQ(table.totals[0], 16);
}

TEST(SmallCells, where_nothing_can_hide_a_cell_the_total_goes_too) {
    const SafeTable table = safe_table({{"a", {3}}, {"b", {0}}});
    EXPECT_EQ(table.totals[0], std::nullopt);
    EXPECT_EQ(safe_table({{"a", {1}}, {"b", {2}}}).totals[0], std::nullopt);
}

RC_GTEST_PROP(SmallCells,
              what_the_total_tells_of_the_hidden_cells_is_never_fewer_than_five_people_or_one_cell, ()) {
    const auto counts = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 12));
    std::vector<CountRow> rows;
    for (const std::int64_t count : counts) rows.push_back({"row", {count}});
    if (rows.empty()) return;
    const SafeTable table = safe_table(rows);
    std::int64_t hidden = table.totals[0].value_or(0);
    int hidden_cells = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (table.rows[row].counts[0]) {
            RC_ASSERT(*table.rows[row].counts[0] == counts[row]);
            RC_ASSERT(counts[row] == 0 || counts[row] >= kSmallestShown);
            hidden -= counts[row];
        } else {
            hidden_cells += 1;
        }
    }
    if (table.totals[0] && hidden_cells > 0) {
        RC_ASSERT(hidden_cells >= 2);
        RC_ASSERT(hidden >= kSmallestShown);
    }
}

}  // namespace
}  // namespace base
