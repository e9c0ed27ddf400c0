#pragma once
// Lists and covariates in one log-linear model (estimation.md 4.13, 2; Cruyff, van Dijk and van der Heijden,
// Chance 30(3), 2017): each stratum has a number of its own on no list. Whether the estimate exists is
// decided exactly, as for models of lists alone. Pure.

#include "engines/estimation/capture_table.hpp"
#include "engines/estimation/model_intervals.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace estimation {

struct Covariate {
    std::string name;
    std::vector<std::string> levels;  // two at least
};

// The lists and what the covariates add may be at most 16 bits: a bit for each list and for each level but a
// covariate's first.
constexpr std::size_t kCovariateBitsMost = 16;

struct CovariateTable {
    std::vector<std::string> lists;
    std::vector<Covariate> covariates;
    // By history within stratum; strata by the level of the first covariate, then the second ...
    std::vector<double> count;

    std::size_t cell_count() const { return std::size_t{1} << lists.size(); }
    std::size_t strata_count() const;
    CaptureTable stratum(std::size_t number) const;
    bool fits_a_model() const;  // by the limit above, and count as long as it should be
};

// An interaction of some lists and some covariates.
struct CovariateTerm {
    Mask lists = 0;
    Mask covariates = 0;
};

struct CovariateFit {
    bool exists = false;
    bool identifiable = false;
    bool converged = false;
    double population = 0;
    std::vector<double> dark;  // on no list, by stratum
    Limits limits;             // on the logarithm of all on no list, the model as given
    double deviance = 0;
    int parameters = 0;  // those at minus infinity too
    double aic = 0;
    double bic = 0;  // log of the number of people observed
};

// The smallest hierarchical model with these terms; every list and every covariate is in. Where the estimate
// does not exist or is not the only one, nothing else is filled in. The table fits a model.
CovariateFit fit_covariates(const CovariateTable& table, std::span<const CovariateTerm> terms,
                            double level = 0.95);

}  // namespace estimation
