#include "engines/estimation/model_intervals.hpp"

#include "engines/estimation/normal_quantile.hpp"
#include "engines/estimation/special_functions.hpp"

#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace estimation {
namespace {

constexpr double kMissingMost = 1e10;  // beyond it there is no limit to speak of
constexpr int kBitsOfMaximum = 26;     // half of a double's: a maximum is no sharper
constexpr std::uintmax_t kStepsMost = 200;

// The log-likelihood of a number of missing people, up to a constant.
class ProfileLikelihood {
public:
    ProfileLikelihood(const CaptureTable& table, const HierarchicalModel& model)
        : model_(model), fitter_(table.list_count()) {
        fitter_.take(table.count);
        start_ = fitter_.fit(model.terms).dark;
    }

    double start() const { return start_; }

    double at(double missing) {
        fitter_.count_missing(missing);
        const double kernel = fitter_.fit(model_.terms, {}, LoglinearFitter::Start::warm).kernel;
        return kernel + log_arrangements(fitter_.people(), missing);
    }

private:
    const HierarchicalModel& model_;
    LoglinearFitter fitter_;
    double start_ = 0;
};

// In log(1 + missing), so that 0 is an end like any other.
double most_likely(double start, const std::function<double(double)>& log_likelihood) {
    const auto falls = [&](double log_missing) { return -log_likelihood(std::expm1(log_missing)); };
    double from = 0;
    double to = std::log1p(start) + 1;
    const double most = std::log1p(kMissingMost);
    while (to < most && falls(to) < falls(to - 0.5)) to = std::min(to + 2, most);
    from = std::max(0.0, std::min(std::log1p(start), to) - 2);
    while (from > 0 && falls(from) < falls(from + 0.5)) from = std::max(0.0, from - 2);
    const double found = boost::math::tools::brent_find_minima(falls, from, to, kBitsOfMaximum).first;
    return std::expm1(found);
}

}  // namespace

Limits wald_limits(const CaptureTable& table, const Fit& fit, double level) {
    const double reach = normal_quantile(0.5 + level / 2) * std::sqrt(fit.log_dark_variance);
    const double people = observed(table);
    return {people + fit.dark_figure * std::exp(-reach), people + fit.dark_figure * std::exp(reach)};
}

Profile profile_limits(const CaptureTable& table, const HierarchicalModel& model, double level) {
    ProfileLikelihood likelihood(table, model);
    return profile_of(
        observed(table), likelihood.start(), [&](double missing) { return likelihood.at(missing); }, level);
}

// ln N! - N ln N + N is small, so that it is not taken as the difference of large ones.
double log_arrangements(double observed, double missing) {
    const double people = observed + missing;
    const double rest = people >= 8 ? std::log(2 * std::numbers::pi * people) / 2 + stirling_rest(people)
                                    : log_factorial(people) - people * std::log(people) + people;
    return rest - log_factorial(missing);
}

Profile profile_of(double observed, double start, const std::function<double(double)>& log_likelihood,
                   double level) {
    const double best = most_likely(start, log_likelihood);
    const double z = normal_quantile(0.5 + level / 2);
    const double least = log_likelihood(best) - z * z / 2;
    const auto below = [&](double log_missing) { return least - log_likelihood(std::expm1(log_missing)); };
    const auto root = [&](double from, double to) {
        std::uintmax_t steps = kStepsMost;
        const auto bracket = boost::math::tools::toms748_solve(
            below, from, to, boost::math::tools::eps_tolerance<double>(40), steps);
        return std::expm1((bracket.first + bracket.second) / 2);
    };
    Profile profile{.estimate = observed + best, .limits = {}};
    const double top = std::log1p(best);
    profile.limits.lower = observed + (below(0) <= 0 ? 0 : root(0, top));
    double inside = top;
    double outside = top + std::numbers::ln2;
    while (below(outside) < 0) {
        if (outside > std::log1p(kMissingMost)) {
            profile.limits.upper = std::numeric_limits<double>::infinity();
            return profile;
        }
        inside = outside;
        outside += std::numbers::ln2;
    }
    profile.limits.upper = observed + root(inside, outside);
    return profile;
}

}  // namespace estimation
