#include "engines/estimation/dependence_odds.hpp"

#include "engines/estimation/existence.hpp"

#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <limits>

namespace estimation {

namespace {

// A model some of whose pairs are held at odds ratios.
class HeldModel {
public:
    HeldModel(const CaptureTable& table, const HierarchicalModel& model, std::span<const Mask> held)
        : people_(observed(table)), fitter_(table.list_count()) {
        fitter_.take(table.count);
        std::vector<Mask> lower;  // what remains with the terms above the held pairs left out too
        for (const Mask term : model.terms) {
            if (std::find(held.begin(), held.end(), term) == held.end()) terms_.push_back(term);
            const bool above =
                std::any_of(held.begin(), held.end(), [term](Mask pair) { return (term & pair) == pair; });
            if (!above) lower.push_back(term);
        }
        // Given terms are no columns: what they stand above may still be fitted. Then the whole model is
        // asked, of whose columns these are some.
        admissible_ = lower.size() == terms_.size()
                          ? check_existence(table, with_terms(table.list_count(), lower)).admissible()
                          : check_existence(table, model).admissible();
        for (const Mask pair : held) fixed_.push_back({pair, 0});
    }

    bool admissible() const { return admissible_; }

    std::optional<double> population(std::span<const double> log_odds) {
        hold(log_odds);
        const auto outcome = fitter_.fit(terms_, fixed_);
        if (!outcome.converged) return std::nullopt;
        return people_ + outcome.dark;
    }
    Profile profile(std::span<const double> log_odds, double level) {
        const double missing = *population(log_odds) - people_;
        LoglinearFitter counted = fitter_;
        return profile_of(
            people_, missing,
            [&](double absent) {
                counted.count_missing(absent);
                return counted.fit(terms_, fixed_).kernel + log_arrangements(people_, absent);
            },
            level);
    }

private:
    void hold(std::span<const double> log_odds) {
        for (std::size_t number = 0; number < fixed_.size(); ++number)
            fixed_[number].alpha = log_odds[number];
    }

    double people_;
    LoglinearFitter fitter_;
    std::vector<Mask> terms_;
    std::vector<FixedTerm> fixed_;
    bool admissible_ = false;
};

// The log odds ratio in a direction from 0 at which the population reaches a value.
std::optional<double> log_odds_reaching(HeldModel& held, double population, double end) {
    const auto over = [&](double log_odds) {
        const auto at = held.population({&log_odds, 1});
        return at ? std::log(*at / population) : std::numeric_limits<double>::quiet_NaN();
    };
    const double from = over(0);
    const double to = over(end);
    if (!(from * to < 0)) return std::nullopt;
    std::uintmax_t steps = 60;
    const auto [low, high] = boost::math::tools::toms748_solve(
        over, std::min(0.0, end), std::max(0.0, end), end < 0 ? to : from, end < 0 ? from : to,
        boost::math::tools::eps_tolerance<double>(20), steps);
    return (low + high) / 2;
}

std::optional<double> tipping_odds(HeldModel& held, double estimate) {
    const double far = std::log(1000.0);
    std::optional<double> nearest;
    for (const double population : {estimate / 2, estimate * 2}) {
        for (const double end : {-far, far}) {
            const auto found = log_odds_reaching(held, population, end);
            if (found && (!nearest || std::abs(*found) < std::abs(*nearest))) nearest = found;
        }
    }
    if (nearest) return std::exp(*nearest);
    return std::nullopt;
}

}  // namespace

std::vector<MissingOdds> missing_cell_odds(double observed, double dark_figure) {
    std::vector<MissingOdds> rows;
    for (const double odds : {0.1, 0.2, 1.0 / 3, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0}) {
        rows.push_back({odds, observed + odds * dark_figure});
    }
    return rows;
}

double dark_without_top_interaction(const CaptureTable& table) {
    const Fit fit = fit_loglinear(table, independence(table.list_count()));
    const double people = observed(table);
    const double pseudo = static_cast<double>(table.cell_count() - 1) / 2;
    double log_dark = 0;
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        const double smoothed =
            (table.count[history] + pseudo * fit.means[history] / people) * people / (people + pseudo);
        log_dark += (lists_in(static_cast<Mask>(history)) % 2 == 1 ? 1 : -1) * std::log(smoothed);
    }
    return std::exp(log_dark);
}

std::vector<PairOdds> pair_odds(const CaptureTable& table, const HierarchicalModel& model) {
    const double estimate = fit_loglinear(table, model).population;
    std::vector<PairOdds> rows;
    for (const Mask pair : interactions(table.list_count(), 2)) {
        PairOdds row;
        row.pair = pair;
        HeldModel held(table, model, {&pair, 1});
        if (held.admissible()) {
            for (std::size_t number = 0; number < PairOdds::kOdds.size(); ++number) {
                const double log_odds = std::log(PairOdds::kOdds[number]);
                row.population[number] = held.population({&log_odds, 1});
            }
            row.tipping = tipping_odds(held, estimate);
        }
        rows.push_back(row);
    }
    return rows;
}

std::optional<DependenceBounds> dependence_bounds(const CaptureTable& table, const HierarchicalModel& model,
                                                  std::span<const PairRange> ranges, double level) {
    std::vector<Mask> pairs;
    for (const PairRange& range : ranges) pairs.push_back(range.pair);
    HeldModel held(table, model, pairs);
    if (!held.admissible()) return std::nullopt;
    DependenceBounds bounds;
    bounds.population = bounds.with_sampling = {std::numeric_limits<double>::infinity(), 0};
    const auto ends = std::size_t{1} << ranges.size();
    std::vector<double> at(ranges.size());
    std::vector<double> lowest;
    std::vector<double> highest;
    const auto look = [&] {
        const auto population = held.population(at);
        if (!population) return;
        if (*population < bounds.population.lower) {
            bounds.population.lower = *population;
            lowest = at;
        }
        if (*population > bounds.population.upper) {
            bounds.population.upper = *population;
            highest = at;
        }
    };
    for (std::size_t end = 0; end < ends; ++end) {
        for (std::size_t number = 0; number < ranges.size(); ++number) {
            at[number] = std::log((end >> number & 1U) != 0 ? ranges[number].most : ranges[number].least);
        }
        look();
        if (!held.population(at)) continue;
        const Limits limits = held.profile(at, level).limits;
        bounds.with_sampling.lower = std::min(bounds.with_sampling.lower, limits.lower);
        bounds.with_sampling.upper = std::max(bounds.with_sampling.upper, limits.upper);
    }
    if (lowest.empty() && !ranges.empty()) return std::nullopt;
    // With more than two lists the extremes need not be at the ends: from each, along each odds ratio.
    for (const bool high : {false, true}) {
        for (std::size_t number = 0; number < ranges.size(); ++number) {
            at = high ? highest : lowest;
            const auto towards = [&](double log_odds) {
                at[number] = log_odds;
                look();
                const double found = held.population(at).value_or(high ? 0 : 1e300);
                return high ? -found : found;
            };
            boost::math::tools::brent_find_minima(towards, std::log(ranges[number].least),
                                                  std::log(ranges[number].most), 20);
        }
    }
    return bounds;
}

}  // namespace estimation
