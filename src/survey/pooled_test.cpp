// Totals over States: the source document's 13,547 cases (survey.md 1.2, 10.1), and the rest against trying.

#include "survey/pooled.hpp"
#include "survey/rounds_for_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace survey {
namespace {

constexpr std::size_t kLaw[] = {0};
constexpr std::size_t kNgo[] = {1};
constexpr std::size_t kAll[] = {0, 1, 2};

TEST(Pooled, totals_are_13547_cases_with_71_per_cent_and_70_per_cent_of_the_remaining) {
    const Round round = synthetic_2021();
    const std::size_t item = item_of(round, "P-IDENT-FIRST");
    const Pooled law = pooled(amounts_of(round, item, kLaw, kAll).value()).value();
    EXPECT_EQ(law.whole, 13547);
    EXPECT_EQ(law.part, 9618);
    EXPECT_EQ(law.contributing, 40);
    EXPECT_EQ(to_text(percent(*law.share, 0).value()), "71");
    const Pooled ngo = pooled(amounts_of(round, item, kNgo, kAll).value()).value();
    const Share remaining = share_of_remaining(law.part, ngo.part, law.whole).value();
    EXPECT_EQ(remaining, (Share{2750, 3929}));
    EXPECT_EQ(to_text(*percent(remaining, 0)), "70");
    EXPECT_EQ(to_text(percent(*ngo.share, 0).value()), "20") << "of all cases";
}

TEST(Pooled, share_is_bounded_where_the_total_is_larger_than_what_is_classified) {
    const Pooled law{.part = 9618, .whole = 13547};
    const Bounds found = bounds_of_share(law, 14000).value();
    EXPECT_EQ(found, (Bounds{9618, 10071, 14000}));
    EXPECT_EQ(to_text(*percent(Share{found.lower, found.den}, 1)), "68.7");
    EXPECT_EQ(to_text(*percent(Share{found.upper, found.den}, 1)), "71.9");
    EXPECT_EQ(bounds_of_share(law, 13546).error().fields[0].field, "total");
}

TEST(Pooled, knows_the_median_the_largest_and_what_one_state_changes) {
    const Pooled all = pooled(std::vector<StateAmount>{{0, 1, 2}, {1, 10, 90}, {2, 0, 0}, {3, 3, 8}}).value();
    EXPECT_EQ(all.share, Ratio::of(14, 100));
    EXPECT_EQ(all.contributing, 4);
    EXPECT_EQ(all.median_share, Ratio::of(3, 8));
    EXPECT_EQ(all.largest, 1U);
    EXPECT_EQ(all.largest_share, Ratio::of(9, 10));
    EXPECT_EQ(all.without_one_least, Ratio::of(11, 92));
    EXPECT_EQ(all.without_one_most, Ratio::of(4, 10));
    const Pooled single = pooled(std::vector<StateAmount>{{0, 1, 2}, {1, 0, 0}}).value();
    EXPECT_FALSE(single.without_one_least) << "one State alone has cases";
    const Pooled none = pooled({}).value();
    EXPECT_FALSE(none.share || none.median_share || none.largest || none.without_one_least);
}

TEST(Pooled, refuses_what_cannot_be_and_what_does_not_fit) {
    EXPECT_FALSE(pooled(std::vector<StateAmount>{{0, -1, 2}}));
    EXPECT_FALSE(pooled(std::vector<StateAmount>{{0, 3, 2}}));
    const auto most = std::numeric_limits<std::int64_t>::max();
    EXPECT_FALSE(pooled(std::vector<StateAmount>{{0, 0, most}, {1, 0, most}}));
    EXPECT_FALSE(pooled_change(std::vector<StateAmount>{{0, 0, most}, {1, 0, most}}, {}));
    EXPECT_FALSE(share_of_remaining(5, 5, 9));
    EXPECT_EQ(share_of_remaining(9, 0, 9).value(), (Share{0, 0}));
    const Round round = synthetic_2021();
    const std::size_t beyond[] = {3};
    EXPECT_FALSE(amounts_of(round, item_of(round, "P-IDENT-FIRST"), beyond, kAll));
}

TEST(Pooled, years_are_compared_over_the_states_of_both) {
    const auto change = pooled_change(std::vector<StateAmount>{{0, 0, 5}, {1, 0, 7}},
                                      std::vector<StateAmount>{{1, 0, 9}, {2, 0, 100}})
                            .value();
    EXPECT_EQ(change.all_before, 12);
    EXPECT_EQ(change.all_after, 109);
    EXPECT_EQ(change.matched, 1);
    EXPECT_EQ(change.matched_before, 7);
    EXPECT_EQ(change.matched_after, 9);
}

RC_GTEST_PROP(Pooled, bounds_of_a_share_are_attained_by_classifying_the_rest, ()) {
    const auto part = *rc::gen::inRange<std::int64_t>(0, 20);
    const auto whole = part + *rc::gen::inRange<std::int64_t>(1, 20);
    const auto open = *rc::gen::inRange<std::int64_t>(0, 20);
    const Bounds found = bounds_of_share({.part = part, .whole = whole}, whole + open).value();
    std::int64_t least = whole + open, most = 0;
    for (std::int64_t of_open = 0; of_open <= open; ++of_open) {
        least = std::min(least, part + of_open);
        most = std::max(most, part + of_open);
    }
    RC_ASSERT(found == (Bounds{least, most, whole + open}));
}

}  // namespace
}  // namespace survey
