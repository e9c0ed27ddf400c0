#include "engines/estimation/linkage_error.hpp"

#include "engines/estimation/tables_for_test.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace estimation {
namespace {

Estimator stepwise() {
    return estimator_by([](std::size_t lists) { return stepwise_rule(lists, 0.02); });
}
Estimator independent() {
    return estimator_by([](std::size_t lists) { return fixed_rule(lists, independence(lists)); });
}

double records_of(const CaptureTable& table) {
    double records = 0;
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        records += table.count[history] * lists_in(static_cast<Mask>(history));
    }
    return records;
}

TEST(LinkageError, SplitsAndJoinsPeopleAndLosesNoRecord) {
    const CaptureTable table = published("uk2013_6");
    double split = 0;
    double joined = 0;
    for (std::uint64_t time = 0; time < 100; ++time) {
        RandomStream random(3, time);
        const CaptureTable missed = with_links_missed(table, 0.1, random);
        const CaptureTable invented = with_links_invented(table, 0.1, random);
        for (const CaptureTable* changed : {&missed, &invented}) {
            ASSERT_EQ(records_of(*changed), records_of(table));
            for (const double count : changed->count) ASSERT_GE(count, 0);
            ASSERT_EQ(changed->count[0], 0);
        }
        split += observed(missed) - observed(table);
        joined += observed(table) - observed(invented);
    }
    const double links = records_of(table) - observed(table);
    EXPECT_NEAR(split / 100, 0.1 * links, 4 * std::sqrt(0.09 * links / 100));
    EXPECT_NEAR(joined / 100, 0.1 * overlapping(table), 4 * std::sqrt(0.1 * overlapping(table) / 100));
    RandomStream random(3, 0);
    EXPECT_EQ(with_links_missed(table, 0, random).count, table.count);
    EXPECT_EQ(with_links_invented(table, 0, random).count, table.count);
    EXPECT_EQ(overlapping(with_links_missed(table, 1, random)), 0);
}

// estimation.md 4.12: the order of magnitude, and the medians measured with SparseMSE.
TEST(LinkageError, MakesIndependenceTooLargeByTheShareMissed) {
    for (const double missed : {0.05, 0.1}) {
        const auto band = linkage_what_if(published("uk2013_5"), independent(), {missed, std::nullopt});
        ASSERT_TRUE(band.has_value());
        EXPECT_NEAR(band->median / band->estimate, 1 / (1 - missed), 0.01);
        EXPECT_LT(band->limits.lower, band->median);
        EXPECT_GT(band->limits.upper, band->median);
        EXPECT_FALSE(band->corrected.has_value());
    }
    const auto invented = linkage_what_if(published("uk2013_5"), independent(), {std::nullopt, 0.1});
    EXPECT_LT(invented->median, 0.95 * invented->estimate);
}

TEST(LinkageError, MovesTheStepwiseEstimateAboutAsFarAsMeasured) {
    struct Measured {
        std::optional<double> missed;
        std::optional<double> invented;
        double median;
    };
    for (const Measured& measured :
         {Measured{0.02, {}, 11'730}, Measured{0.05, {}, 12'707}, Measured{0.1, {}, 13'367},
          Measured{{}, 0.05, 10'898}, Measured{{}, 0.1, 10'967}}) {
        SCOPED_TRACE(measured.median);
        LinkageWish wish;
        wish.threads = 2;
        const auto band =
            linkage_what_if(published("uk2013_5"), stepwise(), {measured.missed, measured.invented}, wish);
        ASSERT_TRUE(band.has_value());
        EXPECT_NEAR(band->estimate, 11'313, 1);
        EXPECT_NEAR(band->median, measured.median, 0.05 * measured.median);
    }
}

TEST(LinkageError, MovesTheEstimateBackOnlyWhereBothRatesAreKnown) {
    const auto band = linkage_what_if(published("uk2013_5"), independent(), {0.1, 0.0});
    ASSERT_TRUE(band->corrected.has_value());
    // A tenth of the links missed more makes N larger by 1/0.9, and a tenth of the links into people.
    const CaptureTable table = published("uk2013_5");
    const double people = observed(table);
    const double dark_then = band->estimate / 0.9 - (people + 0.1 * (records_of(table) - people));
    EXPECT_NEAR((*band->corrected - people) / (band->estimate - people),
                (band->estimate - people) / dark_then, 0.01);
}

TEST(LinkageError, IsTheSameForAnyNumberOfThreads) {
    LinkageWish wish;
    const auto one = linkage_what_if(published("western_us_5"), independent(), {0.1, 0.1}, wish);
    wish.threads = 16;
    const auto many = linkage_what_if(published("western_us_5"), independent(), {0.1, 0.1}, wish);
    EXPECT_EQ(one->median, many->median);
    EXPECT_EQ(one->limits.upper, many->limits.upper);
    EXPECT_EQ(*one->corrected, *many->corrected);
}

TEST(LinkageDraws, AreCombinedByRubinsRule) {
    const std::vector<LinkageDraw> draws = {{100, 900, 0.04}, {102, 1100, 0.05}, {98, 1000, 0.06}};
    const auto combined = combine_linkage_draws(draws);
    ASSERT_TRUE(combined.has_value());
    const double mean = (std::log(900.0) + std::log(1100.0) + std::log(1000.0)) / 3;
    double between = 0;
    for (const double dark : {900.0, 1100.0, 1000.0}) between += std::pow(std::log(dark) - mean, 2) / 2;
    EXPECT_NEAR(combined->population, 100 + std::exp(mean), 1e-9);
    EXPECT_NEAR(combined->within, 0.05, 1e-12);
    EXPECT_NEAR(combined->between, between, 1e-12);
    const double degrees = 2 * std::pow(1 + 0.05 / (4.0 / 3 * between), 2);
    EXPECT_NEAR(combined->degrees_of_freedom, degrees, 1e-6 * degrees);
    const double deviation = std::sqrt(0.05 + 4.0 / 3 * between);
    // Between the normal distribution's reach and a little more.
    EXPECT_GT(combined->limits.upper, 100 + std::exp(mean + 1.96 * deviation));
    EXPECT_LT(combined->limits.upper, 100 + std::exp(mean + 2.1 * deviation));
    EXPECT_FALSE(combine_linkage_draws({draws.data(), 1}).has_value());
}

TEST(LinkageDraws, AddNothingWhereTheyAgree) {
    const std::vector<LinkageDraw> draws(10, {100, 900, 0.04});
    const auto combined = combine_linkage_draws(draws);
    EXPECT_NEAR(combined->limits.lower, 100 + 900 * std::exp(-1.959963985 * 0.2), 1e-5);
    EXPECT_NEAR(combined->population, 1000, 1e-9);
}

TEST(LinkageDraws, ArePooledByBayesianMethods) {
    const std::vector<std::vector<double>> draws = {{1, 2, 3, 4, 5}, {11, 12, 13, 14, 15}};
    const EstimateWithLimits pooled = pool_linkage_draws(draws, 0.8);
    EXPECT_DOUBLE_EQ(pooled.population, 8);
    EXPECT_LT(pooled.limits->lower, 2.5);
    EXPECT_GT(pooled.limits->upper, 13.5);
}

}  // namespace
}  // namespace estimation
