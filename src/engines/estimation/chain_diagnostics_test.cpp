#include "engines/estimation/chain_diagnostics.hpp"

#include "engines/estimation/random_stream.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace estimation {
namespace {

// Chains of x_t = correlation * x_(t-1) + noise of variance 1 in all, shifted by chain.
Chains autoregressive(double correlation, double shift_of_one = 0) {
    Chains chains;
    for (std::uint64_t number = 0; number < 8; ++number) {
        RandomStream random(11, number);
        double x = random.normal();
        chains.emplace_back();
        for (int draw = 0; draw < 2000; ++draw) {
            x = correlation * x + std::sqrt(1 - correlation * correlation) * random.normal();
            chains.back().push_back(x + (number == 3 ? shift_of_one : 0));
        }
    }
    return chains;
}

TEST(ChainDiagnostics, FindNothingWrongWithIndependentDraws) {
    const ChainDiagnostics found = diagnose(autoregressive(0));
    EXPECT_LT(found.r_hat, 1.003);
    EXPECT_NEAR(found.bulk_ess, 16'000, 1600);
    EXPECT_NEAR(found.tail_ess, 16'000, 2400);
}

TEST(ChainDiagnostics, CountCorrelatedDrawsForWhatTheyAreWorth) {
    for (const double correlation : {0.5, 0.9}) {
        const double expected = 16'000 * (1 - correlation) / (1 + correlation);
        EXPECT_NEAR(effective_size(autoregressive(correlation)), expected, 0.2 * expected);
        EXPECT_NEAR(diagnose(autoregressive(correlation)).bulk_ess, expected, 0.2 * expected);
    }
}

TEST(ChainDiagnostics, SeeOneChainThatSitsElsewhere) {
    const ChainDiagnostics found = diagnose(autoregressive(0.5, 3));
    EXPECT_GT(found.r_hat, 1.1);
    EXPECT_LT(found.bulk_ess, 100);
    // By the definition: between the halves of chains against within them.
    const Chains two = {{1, 2, 3, 4}, {11, 12, 13, 14}};
    // Halves {1,2} {3,4} {11,12} {13,14}: within 0.5, means 1.5 3.5 11.5 13.5 with variance 34.667.
    EXPECT_NEAR(split_r_hat(two), std::sqrt((0.5 * 0.5 + 104.0 / 3) / 0.5), 1e-12);
}

TEST(ChainDiagnostics, SeeChainsThatDifferInSpreadAlone) {
    Chains chains = autoregressive(0.3);
    for (double& draw : chains[0]) draw *= 5;
    for (double& draw : chains[1]) draw *= 5;
    EXPECT_LT(split_r_hat(chains), 1.01);
    EXPECT_GT(diagnose(chains).r_hat, 1.05);
}

TEST(ChainDiagnostics, SeeADriftWithinTheChains) {
    Chains chains = autoregressive(0.3);
    for (auto& chain : chains) {
        for (std::size_t draw = 0; draw < chain.size(); ++draw)
            chain[draw] += 0.002 * static_cast<double>(draw);
    }
    EXPECT_GT(diagnose(chains).r_hat, 1.1);
}

// D2: a peer's chain never moved, and its interval of no width was printed as an answer.
TEST(ChainDiagnostics, GiveNoNumberForChainsThatDoNotMove) {
    const ChainDiagnostics found = diagnose(Chains(8, std::vector<double>(1000, 1534.65)));
    EXPECT_TRUE(std::isnan(found.r_hat));
    EXPECT_TRUE(std::isnan(found.bulk_ess));
    EXPECT_TRUE(std::isnan(found.tail_ess));
}

}  // namespace
}  // namespace estimation
