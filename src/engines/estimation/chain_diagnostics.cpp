#include "engines/estimation/chain_diagnostics.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <numeric>

namespace estimation {

namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

Chains halves(const Chains& chains) {
    Chains split;
    for (const auto& chain : chains) {
        const auto half = static_cast<std::ptrdiff_t>(chain.size() / 2);
        split.emplace_back(chain.begin(), chain.begin() + half);
        split.emplace_back(chain.end() - half, chain.end());  // of an odd number the middle one is left out
    }
    return split;
}

template <class Change>
Chains changed(Chains chains, Change change) {
    for (auto& chain : chains) {
        for (double& draw : chain) draw = change(draw);
    }
    return chains;
}

std::vector<double> sorted(const Chains& chains) {
    std::vector<double> all;
    for (const auto& chain : chains) all.insert(all.end(), chain.begin(), chain.end());
    std::sort(all.begin(), all.end());
    return all;
}

// Normal scores of the ranks among all draws; the same for equal draws.
Chains rank_normalised(const Chains& chains) {
    const std::vector<double> all = sorted(chains);
    const auto size = static_cast<double>(all.size());
    return changed(chains, [&](double draw) {
        const auto [first, last] = std::equal_range(all.begin(), all.end(), draw);
        const double rank =
            (static_cast<double>(first - all.begin()) + 1 + static_cast<double>(last - all.begin())) / 2;
        return std::numbers::sqrt2 * boost::math::erf_inv(2 * (rank - 0.375) / (size + 0.25) - 1);
    });
}

struct Moments {
    std::vector<double> mean;
    double within = 0;
    double over_all = 0;  // the pooled estimate of the variance, from within and between
};

Moments moments(const Chains& chains) {
    Moments moments;
    const auto count = static_cast<double>(chains.size());
    const auto size = static_cast<double>(chains.front().size());
    for (const auto& chain : chains) {
        const double mean = std::accumulate(chain.begin(), chain.end(), 0.0) / size;
        double squares = 0;
        for (const double draw : chain) squares += (draw - mean) * (draw - mean);
        moments.mean.push_back(mean);
        moments.within += squares / (size - 1) / count;
    }
    const double mean = std::accumulate(moments.mean.begin(), moments.mean.end(), 0.0) / count;
    double between = 0;
    for (const double one : moments.mean) between += (one - mean) * (one - mean);
    if (count > 1) between /= count - 1;
    moments.over_all = (size - 1) / size * moments.within + between;
    return moments;
}

double r_hat_of(const Chains& split) {
    const Moments of = moments(split);
    return of.within > 0 ? std::sqrt(of.over_all / of.within) : kNoNumber;
}

// Geyer's initial monotone sequence over the autocorrelation of all chains together.
double size_of(const Chains& split) {
    const Moments of = moments(split);
    if (!(of.over_all > 0) || !(of.within > 0)) return kNoNumber;
    const std::size_t size = split.front().size();
    const auto all = static_cast<double>(size * split.size());
    const auto correlation = [&](std::size_t lag) {
        double covariance = 0;
        for (std::size_t chain = 0; chain < split.size(); ++chain) {
            double sum = 0;
            for (std::size_t at = 0; at + lag < size; ++at) {
                sum += (split[chain][at] - of.mean[chain]) * (split[chain][at + lag] - of.mean[chain]);
            }
            covariance += sum / static_cast<double>(size - 1) / static_cast<double>(split.size());
        }
        return 1 - (of.within - covariance) / of.over_all;
    };
    double sum = -1;
    double before = std::numeric_limits<double>::infinity();
    for (std::size_t lag = 0; lag + 1 < size; lag += 2) {
        const double pair = (lag == 0 ? 1 : correlation(lag)) + correlation(lag + 1);
        if (pair < 0) break;
        before = std::min(before, pair);
        sum += 2 * before;
    }
    // Draws that alternate could seem worth more than they are.
    return std::min(all / sum, all * std::log10(all));
}

}  // namespace

double split_r_hat(const Chains& chains) {
    return r_hat_of(halves(chains));
}

double effective_size(const Chains& chains) {
    return size_of(halves(chains));
}

ChainDiagnostics diagnose(const Chains& chains) {
    const Chains split = halves(chains);
    const std::vector<double> all = sorted(split);
    const auto at_share = [&](double share) {
        return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
    };
    const Chains normal = rank_normalised(split);
    const double median = at_share(0.5);
    const Chains folded =
        rank_normalised(changed(split, [median](double draw) { return std::abs(draw - median); }));
    const auto tail = [&](double share) {
        const double limit = at_share(share);
        return size_of(changed(split, [limit](double draw) { return draw <= limit ? 1.0 : 0.0; }));
    };
    ChainDiagnostics found;
    const double bulk = r_hat_of(normal);
    const double spread = r_hat_of(folded);
    found.r_hat = std::isnan(bulk) || std::isnan(spread) ? kNoNumber : std::max(bulk, spread);
    found.bulk_ess = size_of(normal);
    const double low = tail(0.05);
    const double high = tail(0.95);
    found.tail_ess = std::isnan(low) || std::isnan(high) ? kNoNumber : std::min(low, high);
    return found;
}

}  // namespace estimation
