#include "engines/estimation/linkage_error.hpp"

#include "engines/estimation/normal_quantile.hpp"
#include "engines/estimation/share_out.hpp"

#include <algorithm>
#include <bit>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace estimation {

namespace {

constexpr std::uint64_t kFirstStream = std::uint64_t{3} << 40U;

// A history, each as likely as it has people.
std::size_t somebody(const CaptureTable& table, double people, RandomStream& random) {
    double place = random.uniform() * people;
    std::size_t last = 0;
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        if (table.count[history] == 0) continue;
        last = history;
        place -= table.count[history];
        if (place < 0) break;
    }
    return last;
}

// One of the lists of a history.
std::size_t one_list_of(std::size_t history, RandomStream& random) {
    auto skip = static_cast<int>(random.uniform() * std::popcount(history));
    std::size_t rest = history;
    for (; skip > 0; --skip) rest &= rest - 1;
    return rest & (~rest + 1);
}

}  // namespace

std::optional<CombinedEstimate> combine_linkage_draws(std::span<const LinkageDraw> draws, double level) {
    if (draws.size() < 2) return std::nullopt;
    const auto count = static_cast<double>(draws.size());
    CombinedEstimate combined;
    double people = 0;
    double log_dark = 0;
    for (const LinkageDraw& draw : draws) {
        people += draw.observed / count;
        log_dark += std::log(draw.dark_figure) / count;
        combined.within += draw.log_dark_variance / count;
    }
    for (const LinkageDraw& draw : draws) {
        const double off = std::log(draw.dark_figure) - log_dark;
        combined.between += off * off / (count - 1);
    }
    const double added = (1 + 1 / count) * combined.between;
    // Rubin (1987), 3.1.6. Draws that all agree leave the normal distribution.
    constexpr double kManyDegrees = 1e9;
    const double ratio = added > 0 ? 1 + combined.within / added : kManyDegrees;
    combined.degrees_of_freedom = std::min(kManyDegrees, (count - 1) * ratio * ratio);
    const boost::math::students_t distribution(combined.degrees_of_freedom);
    const double reach =
        boost::math::quantile(distribution, 0.5 + level / 2) * std::sqrt(combined.within + added);
    combined.population = people + std::exp(log_dark);
    combined.limits = {people + std::exp(log_dark - reach), people + std::exp(log_dark + reach)};
    return combined;
}

EstimateWithLimits pool_linkage_draws(std::span<const std::vector<double>> populations, double level) {
    std::vector<double> all;
    for (const auto& draws : populations) all.insert(all.end(), draws.begin(), draws.end());
    std::sort(all.begin(), all.end());
    return {quantile_of(all, 0.5),
            Limits{quantile_of(all, (1 - level) / 2), quantile_of(all, (1 + level) / 2)}};
}

CaptureTable with_links_missed(const CaptureTable& table, double share, RandomStream& random) {
    CaptureTable changed = table;
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        const int links = std::popcount(history) - 1;
        if (links == 0) continue;
        for (double person = 0; person < table.count[history]; person += 1) {
            const double broken = random.binomial(links, share);
            if (broken == 0) continue;
            changed.count[history] -= 1;
            std::size_t left = history;
            for (double apart = 0; apart < broken; apart += 1) {
                const std::size_t list = one_list_of(left, random);
                changed.count[list] += 1;
                left &= ~list;
            }
            changed.count[left] += 1;
        }
    }
    return changed;
}

CaptureTable with_links_invented(const CaptureTable& table, double share, RandomStream& random) {
    CaptureTable changed = table;
    double people = observed(table);
    constexpr int kTries = 1000;
    for (double links = random.poisson(share * overlapping(table)); links > 0; links -= 1) {
        for (int time = 0; time < kTries; ++time) {
            const std::size_t one = somebody(changed, people, random);
            const std::size_t other = somebody(changed, people, random);
            if ((one & other) != 0) continue;  // one person is on a list once
            changed.count[one] -= 1;
            changed.count[other] -= 1;
            changed.count[one | other] += 1;
            people -= 1;
            break;
        }
    }
    return changed;
}

std::optional<LinkageBand> linkage_what_if(const CaptureTable& table, const Estimator& estimator,
                                           const LinkageRates& rates, const LinkageWish& wish) {
    const auto estimate = estimator(table);
    if (!estimate) return std::nullopt;
    struct Changed {
        double population = 0;
        double dark = 0;
    };
    std::vector<std::optional<Changed>> found(wish.tables);
    share_out(found.size(), wish.threads, wish.stop, [&](std::size_t number) {
        RandomStream random(wish.seed, kFirstStream + number);
        CaptureTable changed = table;
        if (rates.missed) changed = with_links_missed(changed, *rates.missed, random);
        if (rates.invented) changed = with_links_invented(changed, *rates.invented, random);
        if (const auto other = estimator(changed)) {
            found[number] = {other->population, other->population - observed(changed)};
        }
    });
    if (wish.stop.stop_requested()) return std::nullopt;
    LinkageBand band;
    band.estimate = estimate->population;
    std::vector<double> sorted;
    double log_dark = 0;
    for (const auto& one : found) {
        if (!one) {
            ++band.failed;
            continue;
        }
        sorted.push_back(one->population);
        log_dark += std::log(one->dark);
    }
    if (sorted.empty()) return std::nullopt;
    std::sort(sorted.begin(), sorted.end());
    band.median = quantile_of(sorted, 0.5);
    band.limits = {quantile_of(sorted, (1 - wish.level) / 2), quantile_of(sorted, (1 + wish.level) / 2)};
    if (rates.missed && rates.invented) {
        const double dark = estimate->population - observed(table);
        const double shift = log_dark / static_cast<double>(sorted.size()) - std::log(dark);
        band.corrected = observed(table) + dark * std::exp(-shift);
    }
    return band;
}

}  // namespace estimation
