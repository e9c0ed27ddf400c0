#pragma once
// A way to estimate, as what it answers for a table: so that it can be asked again about changed tables
// (estimation.md 4.11, 4.12).

#include "engines/estimation/model_intervals.hpp"
#include "engines/estimation/model_rule.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace estimation {

struct EstimateWithLimits {
    double population = 0;
    std::optional<Limits> limits;
};

// None where the method has no estimate for that table. Safe to call from several threads at once.
using Estimator = std::function<std::optional<EstimateWithLimits>(const CaptureTable&)>;

// By a rule that picks a model for a number of lists; with Wald limits of the model picked where a level is
// given. Those leave out that it was picked.
using MakeRuleFor = std::function<std::unique_ptr<ModelRule>(std::size_t lists)>;
Estimator estimator_by(MakeRuleFor make, std::optional<double> level = std::nullopt);

}  // namespace estimation
