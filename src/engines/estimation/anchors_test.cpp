#include "engines/estimation/anchors.hpp"

#include "engines/estimation/poisson_regression.hpp"
#include "engines/estimation/tables_for_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

namespace estimation {
namespace {

TEST(Anchors, HaveTheLowerBoundsOfRcapture) {
    std::size_t compared = 0;
    for (const auto& row : named_rows("reference")) {
        if (row.at("method") != "Mth Chao (lower bound)") continue;
        SCOPED_TRACE(row.at("dataset"));
        const auto bound = chao_bound(published(row.at("dataset")));
        ASSERT_TRUE(bound.has_value());
        const auto near = [&](double ours, const char* column, double relative) {
            EXPECT_NEAR(ours, std::stod(row.at(column)), relative * std::stod(row.at(column))) << column;
        };
        near(bound->bound, "estimate", 1e-6);
        near(bound->profile.limits.lower, "lower", 1e-4);
        near(bound->profile.limits.upper, "upper", 1e-4);
        ++compared;
    }
    EXPECT_EQ(compared, 8U);
}

TEST(Anchors, HaveTheSampleCoverageEstimatesOfCare) {
    std::size_t compared = 0;
    std::size_t degenerate = 0;
    for (const auto& row : named_rows("reference")) {
        if (row.at("software") != "CARE1") continue;
        const CaptureTable table = published(row.at("dataset"));
        const auto coverage = sample_coverage(table);
        ASSERT_TRUE(coverage.has_value());
        const std::string& method = row.at("method");
        const double expected = std::stod(row.at("estimate"));
        SCOPED_TRACE(row.at("dataset") + ": " + method);
        ++compared;
        if (method.ends_with("Indep")) {
            EXPECT_NEAR(coverage->independent, expected, 0.00051);
        } else if (method.ends_with("LSC")) {
            EXPECT_NEAR(coverage->low_coverage, expected, 0.00051);
        } else if (row.at("notes").find("degenerate") != std::string::npos) {
            // D8: CARE1 returns the number observed as if it were an estimate.
            EXPECT_EQ(expected, observed(table));
            EXPECT_FALSE(coverage->high_coverage.has_value());
            ++degenerate;
        } else {
            ASSERT_TRUE(coverage->high_coverage.has_value());
            EXPECT_NEAR(*coverage->high_coverage, expected, 0.00051);
        }
    }
    EXPECT_EQ(compared, 15U);
    EXPECT_EQ(degenerate, 2U);
}

TEST(Anchors, TakeEachPairOfListsByItself) {
    // Lists of 200 and 50 with 10 on both, and a third that nobody shares with the second.
    const CaptureTable table{{"A", "B", "C"}, {0, 185, 40, 10, 30, 5, 0, 0}};
    const auto pairs = pair_anchors(table);
    ASSERT_EQ(pairs.size(), 3U);
    EXPECT_EQ(pairs[0].on_both, 10);
    EXPECT_DOUBLE_EQ(*pairs[0].petersen, 1000);
    EXPECT_DOUBLE_EQ(pairs[0].chapman, 201 * 51 / 11.0 - 1);
    const double deviation = std::sqrt(201.0 * 51 * 190 * 40 / (11.0 * 11 * 12));
    EXPECT_NEAR(pairs[0].chapman_limits.upper, pairs[0].chapman + 1.959963985 * deviation, 1e-6);
    EXPECT_FALSE(pairs[2].petersen.has_value());
    EXPECT_DOUBLE_EQ(pairs[2].chapman, 51 * 36.0 - 1);
    EXPECT_GE(pairs[2].chapman_limits.lower, 85);
}

TEST(Anchors, DoNotDependOnTheOrderOfTheLists) {
    rc::check("relabelling", [] {
        CaptureTable table{{"A", "B", "C"}, {0}};
        for (std::size_t history = 1; history < 8; ++history)
            table.count.push_back(*rc::gen::inRange(1, 200));
        CaptureTable turned = table;
        for (std::size_t history = 0; history < 8; ++history) {
            turned.count[(history >> 2 & 1U) | (history & 2U) | (history << 2 & 4U)] = table.count[history];
        }
        const auto one = sample_coverage(table);
        const auto other = sample_coverage(turned);
        RC_ASSERT(std::abs(one->low_coverage - other->low_coverage) < 1e-9 * one->low_coverage);
        RC_ASSERT(std::abs(chao_bound(table)->bound - chao_bound(turned)->bound) <
                  1e-6 * chao_bound(table)->bound);
        RC_ASSERT(*pair_anchors(table)[0].petersen == *pair_anchors(turned)[2].petersen);
        RC_ASSERT(chao_bound(table)->bound >= observed(table));
    });
}

TEST(PoissonRegression, MeetsTheCountsThatItsColumnsAddUp) {
    const Design design{2, {1, 0, 1, 1, 1, 2, 1, 3}};
    const std::vector<double> counts = {4, 9, 11, 30};
    const PoissonFit fit = fit_poisson(design, counts);
    ASSERT_TRUE(fit.converged);
    double all = 0;
    double weighted = 0;
    for (std::size_t row = 0; row < 4; ++row) {
        all += fit.means[row] - counts[row];
        weighted += static_cast<double>(row) * (fit.means[row] - counts[row]);
    }
    EXPECT_NEAR(all, 0, 1e-6);
    EXPECT_NEAR(weighted, 0, 1e-6);
    // An offset that the constant can take up changes nothing else.
    const std::vector<double> offsets(4, 3);
    const PoissonFit moved = fit_poisson(design, counts, offsets);
    EXPECT_NEAR(moved.coefficients[0], fit.coefficients[0] - 3, 1e-8);
    EXPECT_NEAR(moved.coefficients[1], fit.coefficients[1], 1e-8);
}

TEST(PoissonRegression, SaysWhereColumnsSayTheSame) {
    const Design design{3, {1, 0, 1, 1, 1, 0, 1, 1, 0}};
    const std::vector<double> counts = {4, 9, 11};
    EXPECT_FALSE(fit_poisson(design, counts).identified);
}

}  // namespace
}  // namespace estimation
