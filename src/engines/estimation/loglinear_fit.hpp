#pragma once
// One log-linear model fitted to one table, with all that is said of it (estimation.md 4.3). Pure; any
// thread.

#include "engines/estimation/hierarchical_model.hpp"
#include "engines/estimation/loglinear_fitter.hpp"

#include <span>
#include <vector>

namespace estimation {

struct Fit {
    HierarchicalModel model;
    bool converged = false;
    std::vector<double> alpha;         // as model.terms; minus infinity for a term that nobody has
    std::vector<Mask> minus_infinity;  // those terms
    double dark_figure = 0;
    double population = 0;  // observed + dark figure
    double log_dark_variance = 0;

    // Terms at minus infinity count as parameters, all 2^K - 1 histories count as observations.
    int parameters = 0;
    int degrees_of_freedom = 0;
    double deviance = 0;
    double log_likelihood = 0;  // with the factorials of the counts
    double aic = 0;
    double bic = 0;  // log of the number of people observed, the convention of Rcapture

    std::vector<double> means;  // fitted, by history; that of no list is the dark figure
};

// Terms in `fixed` are given, whether the model has them or not, and are no parameters. Whether the estimate
// exists is for check_existence() to say: without it a fit that converges means nothing.
Fit fit_loglinear(const CaptureTable& table, const HierarchicalModel& model,
                  std::span<const FixedTerm> fixed = {});
// With a work space that has taken the table.
Fit fit_loglinear(LoglinearFitter& fitter, const HierarchicalModel& model,
                  std::span<const FixedTerm> fixed = {});

}  // namespace estimation
