#include "engines/estimation/loglinear_fit.hpp"

#include <algorithm>
#include <cmath>

namespace estimation {

Fit fit_loglinear(LoglinearFitter& fitter, const HierarchicalModel& model, std::span<const FixedTerm> fixed) {
    Fit fit{.model = model};
    const auto outcome = fitter.fit(model.terms, fixed);
    fit.converged = outcome.converged;
    fit.means = fitter.means();
    for (const Mask term : model.terms) {
        fit.alpha.push_back(fitter.alpha(term));
        if (std::isinf(fit.alpha.back())) fit.minus_infinity.push_back(term);
    }
    fit.dark_figure = fit.means[0];
    fit.population = fitter.people() + fit.dark_figure;
    fit.log_dark_variance = fitter.log_dark_variance();
    const auto given = std::ranges::count_if(model.terms, [&](Mask term) {
        return std::ranges::any_of(fixed, [&](const FixedTerm& one) { return one.term == term; });
    });
    fit.parameters = static_cast<int>(model.terms.size()) - static_cast<int>(given);
    fit.degrees_of_freedom = static_cast<int>(fit.means.size()) - 1 - fit.parameters;
    fit.deviance = fitter.deviance(outcome.kernel);
    fit.log_likelihood = outcome.kernel + fitter.constant();
    fit.aic = 2 * fit.parameters - 2 * fit.log_likelihood;
    fit.bic = fit.parameters * std::log(fitter.people()) - 2 * fit.log_likelihood;
    return fit;
}

Fit fit_loglinear(const CaptureTable& table, const HierarchicalModel& model,
                  std::span<const FixedTerm> fixed) {
    LoglinearFitter fitter(table.list_count());
    fitter.take(table.count);
    return fit_loglinear(fitter, model, fixed);
}

}  // namespace estimation
