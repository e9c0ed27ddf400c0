// The inverse of rounding: the sets of survey.md 1.2, and every small case against trying all counts.

#include "survey/fitting_counts.hpp"

#include "survey/floor_sum.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace survey {
namespace {

constexpr Rounding kRoundings[] = {Rounding::half_up, Rounding::truncate, Rounding::ceil};

std::optional<CountRange> fits(std::int64_t whole_percent, std::int64_t base,
                               Rounding rounding = Rounding::half_up) {
    return fitting_counts({whole_percent, 0}, base, rounding).value();
}

TEST(FittingCounts, are_those_of_the_published_71_per_cent) {
    EXPECT_EQ(fits(71, 13547), (CountRange{9551, 9686}));
    EXPECT_EQ(fits(71, 13547)->count(), 136);
    EXPECT_EQ(fits(71, 13547, Rounding::truncate), (CountRange{9619, 9753}));
    EXPECT_EQ(fits(71, 13547, Rounding::ceil), (CountRange{9483, 9618}));
    EXPECT_EQ(fits(70, 3929), (CountRange{2731, 2769}));
    EXPECT_EQ(fits(70, 13547 - 9551), (CountRange{2778, 2817}));
    EXPECT_EQ(fits(70, 13547 - 9686), (CountRange{2684, 2722}));
}

TEST(FittingCounts, are_those_of_70_per_cent_of_the_remaining) {
    const auto nested = fitting_nested({71, 0}, {70, 0}, 13547).value();
    ASSERT_TRUE(nested);
    EXPECT_EQ(nested->pairs, 5343);
    EXPECT_EQ(nested->first, (CountRange{9551, 9686}));
    EXPECT_EQ(nested->remaining, (CountRange{3861, 3996}));
    EXPECT_EQ(nested->second, (CountRange{2684, 2817}));
    EXPECT_EQ(nested->neither, (CountRange{1139, 1218}));
}

TEST(FittingCounts, say_where_nothing_fits) {
    EXPECT_EQ(fits(50, 3), std::nullopt);
    EXPECT_EQ(fits(101, 57), std::nullopt);
    EXPECT_EQ(fits(100, 57), (CountRange{57, 57}));
    EXPECT_EQ(fits(100, 1000), (CountRange{995, 1000}));
    EXPECT_EQ(fits(0, 57), (CountRange{0, 0}));
    EXPECT_EQ(fitting_nested({100, 0}, {50, 0}, 57).value(), std::nullopt);
    EXPECT_EQ(fitting_nested({50, 0}, {50, 0}, 3).value(), std::nullopt);
}

TEST(FittingCounts, refuse_what_is_no_percentage_and_no_base) {
    EXPECT_EQ(fitting_counts({-1, 0}, 57).error().fields[0].field, "percent");
    EXPECT_EQ(fitting_counts({1, 7}, 57).error().fields[0].field, "percent");
    EXPECT_EQ(fitting_counts({1, 0}, 0).error().fields[0].field, "base");
    EXPECT_EQ(fitting_counts({1, 0}, kInvertedBaseMost + 1).error().fields[0].field, "base");
    EXPECT_EQ(fitting_nested({1, 0}, {-1, 0}, 57).error().fields[0].field, "percent_of_remaining");
}

TEST(FittingCounts, are_exactly_those_that_print_as_given_on_every_small_base) {
    for (const Rounding rounding : kRoundings) {
        for (int decimals = 0; decimals <= 1; ++decimals) {
            for (std::int64_t base = 1; base <= 130; ++base) {
                std::vector<std::vector<std::int64_t>> by_units(
                    static_cast<std::size_t>(100 * power_of_ten(decimals) + 1));
                for (std::int64_t count = 0; count <= base; ++count) {
                    const Decimal shown = percent(count, base, decimals, rounding).value();
                    by_units[static_cast<std::size_t>(shown.units)].push_back(count);
                }
                for (std::size_t units = 0; units < by_units.size(); ++units) {
                    const auto found =
                        fitting_counts({static_cast<std::int64_t>(units), decimals}, base, rounding).value();
                    const auto& expected = by_units[units];
                    ASSERT_EQ(found.has_value(), !expected.empty()) << units << " of " << base;
                    if (!found) continue;
                    ASSERT_EQ(*found, (CountRange{expected.front(), expected.back()}));
                    ASSERT_EQ(found->count(), static_cast<std::int64_t>(expected.size()));
                }
            }
        }
    }
}

// All pairs, by trying.
std::optional<NestedFit> tried(std::int64_t first, std::int64_t second, int decimals, std::int64_t base,
                               Rounding rounding) {
    std::optional<NestedFit> all;
    for (std::int64_t part = 0; part < base; ++part) {
        if (percent(part, base, decimals, rounding)->units != first) continue;
        const std::int64_t rest = base - part;
        for (std::int64_t inner = 0; inner <= rest; ++inner) {
            if (percent(inner, rest, decimals, rounding)->units != second) continue;
            if (!all)
                all = NestedFit{0, {part, part}, {rest, rest}, {inner, inner}, {rest - inner, rest - inner}};
            const auto widen = [](CountRange& range, std::int64_t value) {
                range = {std::min(range.min, value), std::max(range.max, value)};
            };
            all->pairs += 1;
            widen(all->first, part);
            widen(all->remaining, rest);
            widen(all->second, inner);
            widen(all->neither, rest - inner);
        }
    }
    return all;
}

RC_GTEST_PROP(FittingCounts, of_nested_shares_are_the_pairs_that_trying_finds, ()) {
    const auto base = *rc::gen::inRange<std::int64_t>(1, 160);
    const int decimals = *rc::gen::inRange(0, 2);
    const Rounding rounding =
        *rc::gen::elementOf(std::vector<Rounding>(std::begin(kRoundings), std::end(kRoundings)));
    // A pair that occurs, or any two percentages.
    const auto part = *rc::gen::inRange<std::int64_t>(0, base);
    const auto inner = *rc::gen::inRange<std::int64_t>(0, base - part + 1);
    const bool occurs = *rc::gen::arbitrary<bool>();
    const auto full = 100 * power_of_ten(decimals);
    const auto first = occurs ? percent(part, base, decimals, rounding)->units
                              : *rc::gen::inRange<std::int64_t>(0, full + 1);
    const auto second = occurs ? percent(inner, base - part, decimals, rounding)->units
                               : *rc::gen::inRange<std::int64_t>(0, full + 1);
    const auto found = fitting_nested({first, decimals}, {second, decimals}, base, rounding).value();
    RC_ASSERT(found == tried(first, second, decimals, base, rounding));
    if (occurs) RC_ASSERT(found.has_value());
}

RC_GTEST_PROP(FittingCounts, hold_a_count_if_and_only_if_it_prints_as_given_on_any_base, ()) {
    const auto base = *rc::gen::inRange<std::int64_t>(1, kInvertedBaseMost);
    const int decimals = *rc::gen::inRange(0, 7);
    const Rounding rounding =
        *rc::gen::elementOf(std::vector<Rounding>(std::begin(kRoundings), std::end(kRoundings)));
    const auto count = *rc::gen::inRange<std::int64_t>(0, base + 1);
    const Decimal shown = percent(count, base, decimals, rounding).value();
    const auto found = fitting_counts(shown, base, rounding).value();
    RC_ASSERT(found.has_value());
    RC_ASSERT(found->min <= count);
    RC_ASSERT(count <= found->max);
    RC_ASSERT(percent(found->min, base, decimals, rounding).value() == shown);
    RC_ASSERT(percent(found->max, base, decimals, rounding).value() == shown);
    if (found->min > 0) RC_ASSERT(!(percent(found->min - 1, base, decimals, rounding).value() == shown));
    if (found->max < base) RC_ASSERT(!(percent(found->max + 1, base, decimals, rounding).value() == shown));
}

// A search would look at 10^16 pairs; the suite's own time limit is the measure that this does not.
TEST(FittingCounts, of_the_largest_base_are_found_without_a_search) {
    for (const Rounding rounding : kRoundings) {
        const auto nested = fitting_nested({71, 0}, {70, 0}, kInvertedBaseMost, rounding).value();
        ASSERT_TRUE(nested);
        EXPECT_GT(nested->pairs, 1'000'000'000'000'000);
        EXPECT_TRUE(fitting_nested({712345678, 6}, {701234567, 6}, kInvertedBaseMost, rounding).has_value());
    }
    const auto halves = fitting_nested({71, 0}, {70, 0}, kInvertedBaseMost).value();
    EXPECT_EQ(halves->first, (CountRange{7'050'000'000, 7'149'999'999}));
    EXPECT_EQ(halves->remaining, (CountRange{2'850'000'001, 2'950'000'000}));
}

RC_GTEST_PROP(FittingCounts, stand_on_sums_of_floors_that_are_the_plain_sums, ()) {
    const auto terms = *rc::gen::inRange(0, 60);
    const auto divisor = *rc::gen::inRange(1, 50);
    const auto slope = *rc::gen::inRange(-200, 200);
    const auto offset = *rc::gen::inRange(-200, 200);
    Wide floors = 0;
    Wide ceils = 0;
    for (int index = 0; index < terms; ++index) {
        floors += floor_divided(slope * index + offset, divisor);
        ceils += ceil_divided(slope * index + offset, divisor);
    }
    RC_ASSERT(floor_sum(terms, divisor, slope, offset) == floors);
    RC_ASSERT(ceil_sum(terms, divisor, slope, offset) == ceils);
}

}  // namespace
}  // namespace survey
