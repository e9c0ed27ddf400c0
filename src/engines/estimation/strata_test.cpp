#include "engines/estimation/strata.hpp"
#include "engines/estimation/covariate_model.hpp"
#include "engines/estimation/loglinear_fit.hpp"
#include "engines/estimation/poisson_regression.hpp"
#include "engines/estimation/tables_for_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

namespace estimation {
namespace {

MakeRuleFor independent() {
    return [](std::size_t lists) { return fixed_rule(lists, independence(lists)); };
}

BootstrapWish quick() {
    BootstrapWish wish;
    wish.replicates = 400;
    return wish;
}

// People of one stratum are mostly on the first lists, of the other on the last: within each, independent.
CaptureTable expected_table(double population, const std::vector<double>& chances) {
    CaptureTable table;
    for (std::size_t list = 0; list < chances.size(); ++list)
        table.lists.push_back("L" + std::to_string(list));
    for (std::size_t history = 0; history < std::size_t{1} << chances.size(); ++history) {
        double people = history == 0 ? 0 : population;
        for (std::size_t list = 0; list < chances.size(); ++list) {
            people *= (history >> list & 1U) != 0 ? chances[list] : 1 - chances[list];
        }
        table.count.push_back(std::round(people));
    }
    return table;
}
const CaptureTable kWomen = expected_table(3000, {0.3, 0.2, 0.05});
const CaptureTable kMen = expected_table(2000, {0.04, 0.25, 0.3});

TEST(Strata, AddUpToWhatOneEstimateOfAllMisses) {
    const Stratum strata[] = {{"women", kWomen}, {"men", kMen}};
    const StratifiedEstimate estimate = estimate_strata(strata, independent(), quick());
    ASSERT_TRUE(estimate.problems.empty());
    ASSERT_TRUE(estimate.total.has_value());
    EXPECT_NEAR(estimate.parts[0].population, 3000, 30);
    EXPECT_NEAR(estimate.parts[1].population, 2000, 30);
    EXPECT_DOUBLE_EQ(estimate.total->estimate, estimate.parts[0].population + estimate.parts[1].population);
    EXPECT_LT(estimate.total->bca.lower, 5000);
    EXPECT_GT(estimate.total->bca.upper, 5000);
    // The strata pull the lists apart: together they look as if they avoided each other.
    EXPECT_LT(*estimate.gap, 0.95);
    EXPECT_EQ(estimate.total->failed, 0U);
}

TEST(Strata, AreTheSameForAnyNumberOfThreads) {
    const Stratum strata[] = {{"women", kWomen}, {"men", kMen}};
    BootstrapWish wish = quick();
    const auto one = estimate_strata(strata, independent(), wish);
    wish.threads = 8;
    EXPECT_EQ(one.total->estimates, estimate_strata(strata, independent(), wish).total->estimates);
}

TEST(Strata, OfOneStratumAreTheBootstrapOfItsTable) {
    const Stratum all[] = {{"all", published("uk2013_5")}};
    BootstrapWish wish;
    wish.replicates = 2000;
    const auto estimate = estimate_strata(all, independent(), wish);
    const auto alone = bootstrap(all[0].table, [] { return fixed_rule(5, independence(5)); }, wish);
    EXPECT_DOUBLE_EQ(estimate.total->acceleration, alone->acceleration);
    EXPECT_NEAR(estimate.total->bca.lower, alone->bca.lower, 0.01 * alone->bca.lower);
    EXPECT_NEAR(estimate.total->bca.upper, alone->bca.upper, 0.01 * alone->bca.upper);
    EXPECT_DOUBLE_EQ(*estimate.gap, 1);
}

TEST(Strata, GiveNoSumWhereOneOfThemTellsTooLittle) {
    CaptureTable few = kMen;
    for (std::size_t history = 1; history < few.cell_count(); ++history) {
        if (lists_in(static_cast<Mask>(history)) > 1) few.count[history] = history == 3 ? 9 : 0;
    }
    const Stratum strata[] = {{"women", kWomen}, {"men", few}};
    const StratifiedEstimate estimate = estimate_strata(strata, independent(), quick());
    ASSERT_EQ(estimate.problems.size(), 1U);
    EXPECT_EQ(estimate.problems[0].stratum, 1U);
    EXPECT_EQ(estimate.problems[0].why, StratumProblem::Why::few_overlaps);
    EXPECT_EQ(estimate.problems[0].overlaps, 9);
    EXPECT_FALSE(estimate.total.has_value());
    EXPECT_TRUE(estimate.parts.empty());
}

TEST(Strata, SumTheDrawsOfBayesianMethods) {
    const std::vector<std::vector<double>> draws = {{1, 2, 3}, {10, 20}};
    EXPECT_EQ(summed_draws(draws), (std::vector<double>{11, 22}));
}

CovariateTable by_sex(const CaptureTable& women, const CaptureTable& men) {
    CovariateTable table{women.lists, {{"sex", {"women", "men"}}}, women.count};
    table.count.insert(table.count.end(), men.count.begin(), men.count.end());
    return table;
}

TEST(CovariateModel, IsTheStrataByThemselvesWhereEachListDependsOnTheCovariate) {
    const CovariateTable table = by_sex(kWomen, kMen);
    ASSERT_TRUE(table.fits_a_model());
    const CovariateTerm all[] = {{0b001, 1}, {0b010, 1}, {0b100, 1}};
    const CovariateFit fit = fit_covariates(table, all);
    ASSERT_TRUE(fit.converged);
    const Fit women = fit_loglinear(kWomen, independence(3));
    const Fit men = fit_loglinear(kMen, independence(3));
    EXPECT_NEAR(fit.dark[0], women.dark_figure, 1e-6 * women.dark_figure);
    EXPECT_NEAR(fit.dark[1], men.dark_figure, 1e-6 * men.dark_figure);
    EXPECT_NEAR(fit.population, women.population + men.population, 1e-3);
    EXPECT_NEAR(fit.deviance, women.deviance + men.deviance, 1e-5);
    EXPECT_EQ(fit.parameters, women.parameters + men.parameters);
    EXPECT_NEAR(fit.aic, women.aic + men.aic, 1e-5);
    // Two independent estimates: their variances add up.
    const double variance = std::pow(women.dark_figure, 2) * women.log_dark_variance +
                            std::pow(men.dark_figure, 2) * men.log_dark_variance;
    const double dark = fit.dark[0] + fit.dark[1];
    EXPECT_NEAR(std::log((fit.limits.upper - observed(kWomen) - observed(kMen)) / dark),
                1.959963985 * std::sqrt(variance) / dark, 1e-5);
}

TEST(CovariateModel, IsThePooledEstimateWhereNoListDependsOnTheCovariate) {
    const CovariateFit fit = fit_covariates(by_sex(kWomen, kMen), {});
    CaptureTable pooled = kWomen;
    for (std::size_t history = 0; history < 8; ++history) pooled.count[history] += kMen.count[history];
    EXPECT_NEAR(fit.population, fit_loglinear(pooled, independence(3)).population, 1e-3);
    EXPECT_EQ(fit.parameters, 5);
}

TEST(CovariateModel, TakesCovariatesOfSeveralLevelsInAnyOrder) {
    rc::check("levels and lists relabelled", [] {
        CovariateTable table{{"A", "B", "C"}, {{"age", {"child", "adult", "old"}}, {"sex", {"f", "m"}}}, {}};
        for (std::size_t cell = 0; cell < 8 * 6; ++cell) {
            table.count.push_back(cell % 8 == 0 ? 0 : *rc::gen::inRange(1, 60));
        }
        RC_ASSERT(table.fits_a_model());
        const CovariateTerm terms[] = {{0b001, 0b01}, {0b010, 0b10}, {0, 0b11}};
        const CovariateFit fit = fit_covariates(table, terms);
        RC_ASSERT(fit.converged);
        RC_ASSERT(fit.population >= 0);
        // Ages in reverse.
        CovariateTable turned = table;
        for (std::size_t stratum = 0; stratum < 6; ++stratum) {
            const std::size_t other = stratum / 3 * 3 + 2 - stratum % 3;
            for (std::size_t history = 0; history < 8; ++history) {
                turned.count[other * 8 + history] = table.count[stratum * 8 + history];
            }
        }
        const CovariateFit again = fit_covariates(turned, terms);
        RC_ASSERT(std::abs(fit.population - again.population) < 1e-6 * fit.population);
        RC_ASSERT(std::abs(fit.dark[0] - again.dark[2]) < 1e-6 * fit.population);
        RC_ASSERT(std::abs(fit.deviance - again.deviance) < 1e-5);
    });
}

TEST(CovariateModel, RefusesWhatHasNoEstimate) {
    // Among men nobody is on two lists: with every list by sex, their number has no end.
    CaptureTable apart = kMen;
    for (const std::size_t history : {3U, 5U, 6U, 7U}) apart.count[history] = 0;
    const CovariateTerm all[] = {{0b001, 1}, {0b010, 1}, {0b100, 1}};
    const CovariateFit fit = fit_covariates(by_sex(kWomen, apart), all);
    EXPECT_FALSE(fit.exists && fit.identifiable);
    EXPECT_EQ(fit.population, 0);
    // With lists that do not depend on sex the women tell of the men.
    EXPECT_TRUE(fit_covariates(by_sex(kWomen, apart), {}).converged);
    // A stratum without anybody: its terms are at minus infinity.
    CaptureTable nobody = kMen;
    nobody.count.assign(8, 0);
    const CovariateFit one = fit_covariates(by_sex(kWomen, nobody), all);
    ASSERT_TRUE(one.converged);
    EXPECT_NEAR(one.population, fit_loglinear(kWomen, independence(3)).population, 1e-3);
}

TEST(CovariateModel, KnowsWhatItCannotHold) {
    CovariateTable table = by_sex(kWomen, kMen);
    table.covariates[0].levels.resize(1);
    EXPECT_FALSE(table.fits_a_model());
    table.covariates[0].levels.resize(15);
    EXPECT_FALSE(table.fits_a_model());
}

}  // namespace
}  // namespace estimation
