#include "engines/estimation/anchors.hpp"

#include "engines/estimation/normal_quantile.hpp"
#include "engines/estimation/poisson_regression.hpp"

#include <algorithm>
#include <cmath>

namespace estimation {

namespace {

Mask bit(std::size_t list) {
    return Mask{1} << list;
}

// People whose history, looked at on `where` alone, is `what`.
double people_with(const CaptureTable& table, Mask where, Mask what) {
    double sum = 0;
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        if ((history & where) == what) sum += table.count[history];
    }
    return sum;
}

// The constant, the lists, and for each number of lists j at least three max(0, lists - j + 1), so that its
// coefficient is how much the logarithm bends there.
Design chao_design(std::size_t lists, const std::vector<int>& own, bool with_missing) {
    Design design;
    design.columns = 1 + lists + own.size();
    for (Mask history = with_missing ? 0 : 1; history < bit(lists); ++history) {
        design.values.push_back(1);
        for (std::size_t list = 0; list < lists; ++list) design.values.push_back(history >> list & 1U);
        for (const int count : own) design.values.push_back(std::max(0, lists_in(history) - count + 1));
    }
    return design;
}

// Counts of every history, or of all but the one of no list. A mixture of chances can only bend the logarithm
// upwards: bends that come out downwards are left out.
PoissonFit chao_fit(std::size_t lists, std::span<const double> counts, std::vector<int>& own) {
    own.clear();
    for (int count = 3; count <= static_cast<int>(lists); ++count) own.push_back(count);
    const bool with_missing = counts.size() == bit(lists);
    for (;;) {
        PoissonFit fit = fit_poisson(chao_design(lists, own, with_missing), counts);
        std::vector<int> kept;
        for (std::size_t at = 0; at < own.size(); ++at) {
            if (fit.coefficients[1 + lists + at] >= 0) kept.push_back(own[at]);
        }
        if (kept.size() == own.size()) return fit;
        own = kept;
    }
}

}  // namespace

std::vector<PairAnchor> pair_anchors(const CaptureTable& table, double level) {
    std::vector<PairAnchor> anchors;
    for (std::size_t first = 0; first < table.list_count(); ++first) {
        for (std::size_t second = first + 1; second < table.list_count(); ++second) {
            const double one = people_with(table, bit(first), bit(first));
            const double other = people_with(table, bit(second), bit(second));
            const double both = people_with(table, bit(first) | bit(second), bit(first) | bit(second));
            PairAnchor anchor{first, second, both, std::nullopt, 0, {}};
            if (both > 0) anchor.petersen = one * other / both;
            anchor.chapman = (one + 1) * (other + 1) / (both + 1) - 1;
            // Seber, Biometrika 57, 1970.
            const double variance = (one + 1) * (other + 1) * (one - both) * (other - both) /
                                    ((both + 1) * (both + 1) * (both + 2));
            const double reach = normal_quantile(0.5 + level / 2) * std::sqrt(variance);
            anchor.chapman_limits = {std::max(one + other - both, anchor.chapman - reach),
                                     anchor.chapman + reach};
            anchors.push_back(anchor);
        }
    }
    return anchors;
}

std::optional<ChaoBound> chao_bound(const CaptureTable& table, double level) {
    ChaoBound bound;
    const std::size_t lists = table.list_count();
    const std::span counts(table.count);
    const PoissonFit fit = chao_fit(lists, counts.subspan(1), bound.own_parameters);
    if (!fit.converged) return std::nullopt;
    const double people = observed(table);
    const double missing = std::exp(fit.coefficients[0]);
    bound.bound = people + missing;
    std::vector<double> all = table.count;
    bound.profile = profile_of(
        people, missing,
        [&](double absent) {
            all[0] = absent;
            std::vector<int> own;
            return chao_fit(lists, all, own).kernel + log_arrangements(people, absent);
        },
        level);
    return bound;
}

std::optional<SampleCoverage> sample_coverage(const CaptureTable& table) {
    const std::size_t lists = table.list_count();
    const auto share = 1 / static_cast<double>(lists);
    const Mask all = bit(lists) - 1;
    SampleCoverage found;
    double distinct = observed(table);  // on a list besides the one that is left out, on average
    double uncovered = 0;
    for (std::size_t list = 0; list < lists; ++list) {
        const double alone = people_with(table, all, bit(list));
        distinct -= share * alone;
        uncovered += share * alone / people_with(table, bit(list), bit(list));
    }
    found.coverage = 1 - uncovered;
    if (!(distinct > 0)) return std::nullopt;
    found.independent = distinct / found.coverage;
    // N = independent + sum over pairs of alone * (N both / (one * other) - 1) / (lists * coverage).
    double slope = 0;
    double constant = 0;
    for (std::size_t one = 0; one < lists; ++one) {
        for (std::size_t other = one + 1; other < lists; ++other) {
            const double alone = people_with(table, all & ~bit(one), bit(other)) +
                                 people_with(table, all & ~bit(other), bit(one));
            const double both = people_with(table, bit(one) | bit(other), bit(one) | bit(other));
            slope += alone * both / people_with(table, bit(one), bit(one)) /
                     people_with(table, bit(other), bit(other));
            constant += alone;
        }
    }
    slope *= share / found.coverage;
    constant *= share / found.coverage;
    const double once = found.independent + slope * found.independent - constant;
    found.low_coverage = found.independent + slope * once - constant;
    const double high = (found.independent - constant) / (1 - slope);
    if (slope < 1 && high > observed(table)) found.high_coverage = high;
    return found;
}

}  // namespace estimation
