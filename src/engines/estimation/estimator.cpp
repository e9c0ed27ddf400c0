#include "engines/estimation/estimator.hpp"

#include "engines/estimation/table_changes.hpp"

#include <utility>

namespace estimation {

Estimator estimator_by(MakeRuleFor make, std::optional<double> level) {
    return [make = std::move(make), level](const CaptureTable& table) -> std::optional<EstimateWithLimits> {
        if (!can_be_estimated(table)) return std::nullopt;
        const auto rule = make(table.list_count());
        const Choice choice = rule->choose(table.count);
        if (!choice.admissible) return std::nullopt;
        EstimateWithLimits estimate{observed(table) + choice.dark, std::nullopt};
        if (level) {
            const HierarchicalModel model = with_terms(table.list_count(), choice.terms);
            estimate.limits = wald_limits(table, fit_loglinear(table, model), *level);
        }
        return estimate;
    };
}

}  // namespace estimation
