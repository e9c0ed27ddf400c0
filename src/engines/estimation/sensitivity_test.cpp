#include "engines/estimation/dependence_odds.hpp"
#include "engines/estimation/list_sensitivity.hpp"
#include "engines/estimation/table_changes.hpp"
#include "engines/estimation/tables_for_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

namespace estimation {
namespace {

Estimator stepwise() {
    return estimator_by([](std::size_t lists) { return stepwise_rule(lists, 0.02); }, 0.95);
}
Estimator independent() {
    return estimator_by([](std::size_t lists) { return fixed_rule(lists, independence(lists)); }, 0.95);
}

TEST(TableChanges, KeepEverybodyWhoIsStillOnAList) {
    const CaptureTable table = published("uk2013_5");
    for (std::size_t list = 0; list < 5; ++list) {
        const CaptureTable others = leaving_out(table, list);
        EXPECT_EQ(others.list_count(), 4U);
        EXPECT_EQ(observed(others), observed(table) - table.count[std::size_t{1} << list]);
        EXPECT_EQ(observed(on_list(table, list)), overlapping_with(table, list));
        EXPECT_EQ(people_on(with_lists_merged(table, 0, list), 0) > 0, true);
        if (list > 0) {
            const CaptureTable merged = with_lists_merged(table, 0, list);
            EXPECT_EQ(observed(merged), observed(table));
            EXPECT_EQ(merged.lists[0], table.lists[0] + "+" + table.lists[list]);
        }
    }
}

TEST(TableChanges, MergeThePoliceListsOfTheUnitedKingdomAsPublished) {
    // uk2013_5 is uk2013_6 with PF and NCA as one list.
    EXPECT_EQ(with_lists_merged(published("uk2013_6"), 2, 5).count, published("uk2013_5").count);
}

TEST(TableChanges, TakeSomeOfThePeopleEachAsLikelyAsAnother) {
    const CaptureTable table = published("western_us_5");
    std::vector<double> sums(table.cell_count());
    for (std::uint64_t time = 0; time < 2000; ++time) {
        RandomStream random(1, time);
        const CaptureTable some = some_of(table, 100, random);
        ASSERT_EQ(observed(some), 100);
        for (std::size_t history = 0; history < sums.size(); ++history) {
            ASSERT_LE(some.count[history], table.count[history]);
            sums[history] += some.count[history];
        }
    }
    for (std::size_t history = 1; history < sums.size(); ++history) {
        const double expected = 2000 * 100 * table.count[history] / observed(table);
        EXPECT_NEAR(sums[history], expected, 4 * std::sqrt(expected) + 1e-9);
    }
}

// Estimation.md 3.4, measured with SparseMSE.
TEST(ListChanges, MoveTheStepwiseEstimateAsFarAsMeasured) {
    struct Range {
        const char* table;
        double least;
        double most;
    };
    for (const Range& range : {Range{"uk2013_5", 10'202, 22'623}, Range{"new_orleans_5_n185", 612, 1584},
                               Range{"western_us_5", 1993, 2637}}) {
        SCOPED_TRACE(range.table);
        std::vector<double> estimates;
        for (const ListChange& change : list_changes(published(range.table), stepwise(), 2)) {
            if (change.kind != ListChange::Kind::left_out) continue;
            ASSERT_TRUE(change.population.has_value());
            estimates.push_back(*change.population);
        }
        ASSERT_EQ(estimates.size(), 5U);
        EXPECT_EQ(std::round(*std::min_element(estimates.begin(), estimates.end())), range.least);
        EXPECT_EQ(std::round(*std::max_element(estimates.begin(), estimates.end())), range.most);
    }
}

TEST(ListChanges, LeaveOutTogetherTheListsThatHardlyMeetOthers) {
    const CaptureTable table = published("new_orleans_8_n185");
    const auto changes = list_changes(table, independent());
    EXPECT_EQ(changes.size(), 8U + 28U + 1U);
    const ListChange& few = changes.back();
    EXPECT_EQ(few.kind, ListChange::Kind::few_overlaps_left_out);
    for (std::size_t list = 0; list < 8; ++list) {
        const bool is_among = std::find(few.lists.begin(), few.lists.end(), list) != few.lists.end();
        EXPECT_EQ(is_among, overlapping_with(table, list) < 5);
    }
    // Merging two lists of independence changes little, but it changes.
    EXPECT_TRUE(changes[8].population.has_value());
}

TEST(DependenceOdds, MoveIndependenceAsFarAsMeasured) {
    struct Range {
        const char* table;
        double least;
        double most;
    };
    for (const Range& range : {Range{"western_us_5", 1787, 2407}, Range{"uk2013_5", 11'654, 16'626}}) {
        SCOPED_TRACE(range.table);
        std::vector<double> populations;
        const CaptureTable table = published(range.table);
        for (const PairOdds& row : pair_odds(table, independence(5))) {
            populations.push_back(*row.population[1]);
            populations.push_back(*row.population[3]);
            // Odds of 1 are independence itself.
            EXPECT_NEAR(*row.population[2], fit_loglinear(table, independence(5)).population, 0.01);
            EXPECT_LT(*row.population[1], *row.population[3]);
        }
        EXPECT_EQ(std::round(*std::min_element(populations.begin(), populations.end())), range.least);
        EXPECT_EQ(std::round(*std::max_element(populations.begin(), populations.end())), range.most);
    }
}

TEST(DependenceOdds, TellWhichOddsTipTheEstimate) {
    const CaptureTable table = published("western_us_5");
    const HierarchicalModel model = independence(5);
    const double estimate = fit_loglinear(table, model).population;
    std::size_t tipped = 0;
    for (const PairOdds& row : pair_odds(table, model)) {
        if (!row.tipping) continue;
        ++tipped;
        const FixedTerm held{row.pair, std::log(*row.tipping)};
        const double population = fit_loglinear(table, model, {&held, 1}).population;
        const double ratio = population / estimate;
        EXPECT_NEAR(std::abs(std::log2(ratio)), 1, 1e-4);
    }
    EXPECT_GT(tipped, 0U);
}

TEST(DependenceOdds, ScaleTheDarkFigureAlone) {
    const auto rows = missing_cell_odds(345, 1500);
    EXPECT_DOUBLE_EQ(rows.front().population, 345 + 150);
    EXPECT_DOUBLE_EQ(rows.back().population, 345 + 15'000);
    // Where independence holds exactly there is no interaction of all lists either.
    CaptureTable exact{{"A", "B", "C"}, std::vector<double>(8)};
    for (std::size_t history = 1; history < 8; ++history) {
        exact.count[history] = 1000;
        for (std::size_t list = 0; list < 3; ++list)
            exact.count[history] *= (history >> list & 1U) != 0 ? 0.2 : 0.8;
    }
    EXPECT_NEAR(dark_without_top_interaction(exact), 512, 0.01);
}

TEST(DependenceBounds, AreTheEndsOfTheRangesWhereTheEstimateRisesWithEach) {
    const CaptureTable table = published("uk2013_5");
    const HierarchicalModel model = independence(5);
    const auto rows = pair_odds(table, model);
    const PairRange one[] = {{rows[0].pair, 0.5, 2}};
    const auto bounds = dependence_bounds(table, model, one);
    ASSERT_TRUE(bounds.has_value());
    EXPECT_NEAR(bounds->population.lower, *rows[0].population[1], 0.01);
    EXPECT_NEAR(bounds->population.upper, *rows[0].population[3], 0.01);
    EXPECT_LT(bounds->with_sampling.lower, bounds->population.lower);
    EXPECT_GT(bounds->with_sampling.upper, bounds->population.upper);
    // More that is not known is a wider answer; nothing unknown is the model's own.
    const PairRange two[] = {{rows[0].pair, 0.5, 2}, {rows[4].pair, 1, 4}};
    const auto wider = dependence_bounds(table, model, two);
    EXPECT_LE(wider->population.lower, bounds->population.lower + 0.01);
    EXPECT_GE(wider->population.upper, bounds->population.upper);
    const auto none = dependence_bounds(table, model, {});
    EXPECT_NEAR(none->population.lower, fit_loglinear(table, model).population, 0.01);
    EXPECT_NEAR(none->with_sampling.upper, profile_limits(table, model, 0.95).limits.upper, 1);
}

TEST(InternalConsistency, ComparesWithTheListsThatAreKnown) {
    const InternalConsistency found = internal_consistency(published("madigan_york_5"), independent());
    ASSERT_EQ(found.lists.size(), 5U);
    ASSERT_TRUE(found.mean_log_bias.has_value());
    double sum = 0;
    double with = 0;
    for (const KnownTotal& known : found.lists) {
        EXPECT_EQ(known.people, people_on(published("madigan_york_5"), known.list));
        if (!known.estimate) continue;
        sum += std::log(known.estimate->population / known.people);
        with += 1;
        ASSERT_TRUE(known.covered.has_value());
        EXPECT_EQ(*known.covered, known.estimate->limits->lower <= known.people &&
                                      known.estimate->limits->upper >= known.people);
    }
    EXPECT_NEAR(*found.mean_log_bias, sum / with, 1e-12);
    // Where lists are independent, the known totals are found again.
    CaptureTable exact{{"A", "B", "C", "D"}, std::vector<double>(16)};
    for (std::size_t history = 1; history < 16; ++history) {
        exact.count[history] = 10'000;
        for (std::size_t list = 0; list < 4; ++list)
            exact.count[history] *= (history >> list & 1U) != 0 ? 0.4 : 0.6;
    }
    const InternalConsistency good = internal_consistency(exact, independent());
    EXPECT_NEAR(*good.mean_log_bias, 0, 1e-6);
    EXPECT_EQ(*good.coverage, 1);
}

TEST(Trajectory, StaysLevelWhereTheModelHoldsAndIsTheSameForAnyNumberOfThreads) {
    CaptureTable exact{{"A", "B", "C"}, std::vector<double>(8)};
    for (std::size_t history = 1; history < 8; ++history) {
        exact.count[history] = 20'000;
        for (std::size_t list = 0; list < 3; ++list)
            exact.count[history] *= (history >> list & 1U) != 0 ? 0.2 : 0.8;
        exact.count[history] = std::round(exact.count[history]);
    }
    TrajectoryWish wish;
    wish.subsamples = 20;
    const auto points = trajectory(exact, independent(), wish);
    ASSERT_EQ(points.size(), 5U);
    for (const TrajectoryPoint& point : points) {
        // A fifth of the people listed stands for a fifth of the population.
        EXPECT_NEAR(point.median, point.share * 20'000, 0.03 * point.share * 20'000);
    }
    EXPECT_EQ(points.back().estimates, 1U);
    wish.threads = 8;
    const auto again = trajectory(exact, independent(), wish);
    for (std::size_t point = 0; point < 5; ++point) EXPECT_EQ(points[point].median, again[point].median);
}

TEST(PairOdds, DoNotDependOnTheOrderOfTheLists) {
    rc::check("relabelling", [] {
        CaptureTable table{{"A", "B", "C"}, {0}};
        for (std::size_t history = 1; history < 8; ++history)
            table.count.push_back(*rc::gen::inRange(1, 300));
        CaptureTable turned = table;
        for (std::size_t history = 0; history < 8; ++history) {
            turned.count[(history >> 2 & 1U) | (history & 2U) | (history << 2 & 4U)] = table.count[history];
        }
        const auto one = pair_odds(table, independence(3));     // 12, 13, 23
        const auto other = pair_odds(turned, independence(3));  // is 23, 13, 12 of the first
        for (std::size_t pair = 0; pair < 3; ++pair) {
            const double expected = *one[pair].population[3];
            RC_ASSERT(std::abs(expected - *other[2 - pair].population[3]) < 1e-5 * expected);
            RC_ASSERT(expected >= observed(table));
        }
    });
}

}  // namespace
}  // namespace estimation
