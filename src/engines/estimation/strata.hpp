#pragma once
// A population in strata, each estimated by itself, and the sum (estimation.md 4.13, 1): sexes, regions, ages
// differ in who is listed where, and an estimate of all together mistakes that for dependence. Pure; the same
// for any number of threads.

#include "engines/estimation/bootstrap.hpp"
#include "engines/estimation/estimator.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace estimation {

constexpr double kOverlapsFewest = 10;  // in each stratum

struct Stratum {
    std::string name;
    CaptureTable table;  // of the same lists as the others
};

struct StratumProblem {
    enum class Why { few_overlaps, no_estimate };
    std::size_t stratum = 0;
    Why why = Why::few_overlaps;
    double overlaps = 0;
};

struct StratifiedEstimate {
    struct Part {
        double observed = 0;
        double population = 0;
    };
    // Any problem, and there is nothing else: a sum with a part left out is no estimate of the whole.
    std::vector<StratumProblem> problems;
    std::vector<Part> parts;
    std::optional<Bootstrap>
        total;                     // strata resampled together; none: told to stop, or every resample failed
    std::optional<double> pooled;  // all as one stratum, by the same rule
    // The total by the pooled estimate: far from 1, people differ between strata.
    std::optional<double> gap;
};

StratifiedEstimate estimate_strata(std::span<const Stratum> strata, const MakeRuleFor& make,
                                   const BootstrapWish& wish);

// By a Bayesian method: the sums of the strata's draws, as many as of the stratum with the fewest.
std::vector<double> summed_draws(std::span<const std::vector<double>> strata);

}  // namespace estimation
