#include "engines/estimation/latent_class.hpp"

#include "engines/estimation/special_functions.hpp"
#include "engines/estimation/tables_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace estimation {
namespace {

LatentClassOptions as_lcmcr() {
    LatentClassOptions options;
    options.model.missing_most_factor = 20;
    options.threads = 2;
    return options;
}

TEST(LatentClass, AgreesWithLcmcrWhereBothSettle) {
    std::size_t compared = 0;
    for (const auto& row : named_rows("reference")) {
        const std::string& name = row.at("dataset");
        if (row.at("software") != "LCMCR" || row.at("method").find("8 chains") == std::string::npos) continue;
        if (name.starts_with("uk2013")) continue;  // far from settled after so few sweeps (D4)
        SCOPED_TRACE(name);
        const LatentClassEstimate estimate = estimate_latent_classes(published(name), as_lcmcr());
        ASSERT_TRUE(estimate.converged);
        EXPECT_LT(estimate.diagnostics.r_hat, 1.01);
        for (const auto& [limit, column] : {std::pair(estimate.limits->estimate, "estimate"),
                                            {estimate.limits->lower, "lower"},
                                            {estimate.limits->upper, "upper"}}) {
            EXPECT_NEAR(limit, std::stod(row.at(column)), 0.03 * std::stod(row.at(column))) << column;
        }
        EXPECT_EQ(estimate.modes.size(), 1U);
        ++compared;
    }
    EXPECT_EQ(compared, 5U);
}

// With one class the lists are independent, and the posterior of N can be written down.
TEST(LatentClass, DrawsFromTheExactPosteriorOfOneClass) {
    for (const std::string name : {"western_us_5", "artificial_3"}) {
        SCOPED_TRACE(name);
        const CaptureTable table = published(name);
        const double n = observed(table);
        std::vector<double> on(table.list_count());
        for (std::size_t history = 0; history < table.cell_count(); ++history) {
            for (std::size_t list = 0; list < on.size(); ++list) {
                if ((history >> list & 1U) != 0) on[list] += table.count[history];
            }
        }
        std::vector<double> chance;
        for (double missing = 0; missing < 100 * n; ++missing) {
            const double population = n + missing;
            double ln = log_factorial(population) - log_factorial(missing) - std::log(population);
            for (const double people : on) {
                ln += log_gamma(people + 1) + log_gamma(population - people + 1) - log_gamma(population + 2);
            }
            chance.push_back(ln);
        }
        const double most = *std::max_element(chance.begin(), chance.end());
        double sum = 0;
        for (double& one : chance) sum += one = std::exp(one - most);
        LatentClassOptions options;
        options.model.classes = 1;
        const LatentClassEstimate estimate = estimate_latent_classes(table, options);
        ASSERT_TRUE(estimate.converged);
        std::vector<double> draws = estimate.populations;
        std::sort(draws.begin(), draws.end());
        // The share of the draws at or below each quantile, within four standard deviations of 5,000 draws.
        double below = 0;
        std::size_t at = 0;
        for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
            while (below < share) below += chance[at++] / sum;
            const double limit = n + static_cast<double>(at) - 1;
            const auto drawn = std::upper_bound(draws.begin(), draws.end(), limit) - draws.begin();
            EXPECT_NEAR(static_cast<double>(drawn) / static_cast<double>(draws.size()), below, 0.028)
                << share;
        }
    }
}

// Several classes have no posterior that can be written down; but parameters drawn from the prior and
// weighted by the chance of the table give it without any chain.
TEST(LatentClass, DrawsFromThePosteriorOfSeveralClasses) {
    const CaptureTable table{{"A", "B", "C"}, {0, 9, 7, 2, 6, 1, 1, 2}};
    constexpr std::size_t kClasses = 3;
    RandomStream random(5, 5);
    std::vector<std::pair<double, double>> weighted;  // N, ln of the weight
    for (int draw = 0; draw < 300'000; ++draw) {
        const double alpha = random.gamma(0.25) / 0.25;
        std::array<double, kClasses> share{};
        double left = 1;
        for (std::size_t number = 0; number + 1 < kClasses; ++number) {
            share[number] = left * random.beta(1, alpha);
            left -= share[number];
        }
        share.back() = left;
        std::array<double, 8> chance{};
        for (const double one : share) {
            const std::array<double, 3> on = {random.uniform(), random.uniform(), random.uniform()};
            for (std::size_t history = 0; history < 8; ++history) {
                double product = one;
                for (std::size_t list = 0; list < 3; ++list) {
                    product *= (history >> list & 1U) != 0 ? on[list] : 1 - on[list];
                }
                chance[history] += product;
            }
        }
        // With p(N) proportional to 1/N, N summed out.
        double ln = 0;
        for (std::size_t history = 1; history < 8; ++history) {
            ln += table.count[history] * std::log(chance[history] / (1 - chance[0]));
        }
        const double missing = random.poisson(random.gamma(28) * chance[0] / (1 - chance[0]));
        weighted.emplace_back(28 + missing, ln);
    }
    std::sort(weighted.begin(), weighted.end());
    double all = 0;
    for (const auto& [population, ln] : weighted) all += std::exp(ln);
    for (const auto tempering :
         {LatentClassOptions::Tempering::never, LatentClassOptions::Tempering::always}) {
        LatentClassOptions options;
        options.model.classes = kClasses;
        options.first_sweeps = 40'000;
        options.tempering = tempering;
        const LatentClassEstimate estimate = estimate_latent_classes(table, options);
        ASSERT_TRUE(estimate.converged);
        EXPECT_EQ(estimate.tempered, tempering == LatentClassOptions::Tempering::always);
        std::vector<double> draws = estimate.populations;
        std::sort(draws.begin(), draws.end());
        double below = 0;
        auto next = weighted.begin();
        for (const double share : {0.1, 0.25, 0.5, 0.75, 0.9, 0.975}) {
            while (below < share * all) below += std::exp((next++)->second);
            const double limit = std::prev(next)->first;
            while (next != weighted.end() && next->first == limit) below += std::exp((next++)->second);
            const auto drawn = std::upper_bound(draws.begin(), draws.end(), limit) - draws.begin();
            EXPECT_NEAR(static_cast<double>(drawn) / static_cast<double>(draws.size()), below / all, 0.02)
                << share;
        }
    }
}

// D3: LCMCR cuts N off at 21 times the observed, and says so nowhere.
TEST(LatentClass, CutsNothingOffUnlessAskedTo) {
    const CaptureTable few{{"A", "B", "C"}, {0, 30, 20, 1, 14, 1, 0, 0}};
    LatentClassOptions options = as_lcmcr();
    const LatentClassEstimate cut = estimate_latent_classes(few, options);
    options.model.missing_most_factor = 0;
    const LatentClassEstimate whole = estimate_latent_classes(few, options);
    EXPECT_LE(*std::max_element(cut.populations.begin(), cut.populations.end()), 21 * observed(few));
    EXPECT_GT(*std::max_element(whole.populations.begin(), whole.populations.end()), 30 * observed(few));
    ASSERT_TRUE(cut.converged);
    ASSERT_TRUE(whole.converged);
    EXPECT_GT(whole.limits->upper, cut.limits->upper);
    EXPECT_GT(whole.above_ten_times, cut.above_ten_times);
}

// D4: the chains published for this table had not settled after 110,000 sweeps.
TEST(LatentClass, GivesModesAndNoIntervalWhileTheChainsDisagree) {
    LatentClassOptions options = as_lcmcr();
    options.most_sweeps = 20'000;
    std::size_t rounds = 0;
    options.first_sweeps = 10'000;
    options.progress = [&](std::size_t, const ChainDiagnostics&) { ++rounds; };
    const LatentClassEstimate estimate = estimate_latent_classes(published("uk2013_5"), options);
    EXPECT_FALSE(estimate.converged);
    EXPECT_FALSE(estimate.limits.has_value());
    EXPECT_TRUE(estimate.diagnostics.r_hat >= 1.01 || estimate.diagnostics.bulk_ess <= 400 ||
                estimate.diagnostics.tail_ess <= 400);
    // Two rounds as they are, and one of a quarter of the sweeps beside chains of other priors.
    EXPECT_TRUE(estimate.tempered);
    EXPECT_EQ(estimate.sweeps, 5'000U);
    EXPECT_EQ(rounds, 3U);
    ASSERT_FALSE(estimate.modes.empty());
    EXPECT_GT(estimate.modes[0].population, 10'000);
}

// D12: published limits were pooled from chains without their beginning thrown away.
TEST(LatentClass, ForgetsWhereItsChainsBegan) {
    const CaptureTable table = published("new_orleans_8_n185");
    const LatentClassEstimate estimate = estimate_latent_classes(table);
    // Two of the chains began at 41 times the observed.
    EXPECT_LT(*std::max_element(estimate.populations.begin(), estimate.populations.end()),
              30 * observed(table));
    EXPECT_EQ(estimate.populations.size(), 8U * 2500U);  // of 5,000 that each kept
}

TEST(LatentClass, IsTheSameForAnyNumberOfThreadsAndOtherwiseForAnotherSeed) {
    LatentClassOptions options;
    options.first_sweeps = options.most_sweeps = 2000;
    const CaptureTable table = published("western_us_5");
    const LatentClassEstimate one = estimate_latent_classes(table, options);
    options.threads = 16;
    const LatentClassEstimate many = estimate_latent_classes(table, options);
    EXPECT_EQ(one.populations, many.populations);
    EXPECT_EQ(one.classes_used, many.classes_used);
    options.seed = 2;
    EXPECT_NE(one.populations, estimate_latent_classes(table, options).populations);
    for (const double population : many.populations) EXPECT_GE(population, observed(table));
}

TEST(LatentClass, StopsWhenAsked) {
    std::stop_source stop;
    LatentClassOptions options;
    options.first_sweeps = 1000;
    options.r_hat_below = 0;  // never satisfied
    options.progress = [&](std::size_t sweeps, const ChainDiagnostics&) {
        if (sweeps >= 4000) stop.request_stop();
    };
    const LatentClassEstimate estimate =
        estimate_latent_classes(published("western_us_5"), options, stop.get_token());
    EXPECT_TRUE(estimate.stopped);
    EXPECT_FALSE(estimate.limits.has_value());
}

}  // namespace
}  // namespace estimation
