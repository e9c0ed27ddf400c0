#pragma once
// A rule that picks a model for a table: what the bootstrap repeats on every resample (estimation.md 4.5). A
// rule is made for a number of lists and keeps its work space between tables. Thread rule: one thread; make
// one for each.

#include "engines/estimation/existence.hpp"
#include "engines/estimation/hierarchical_model.hpp"
#include "engines/estimation/loglinear_fitter.hpp"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace estimation {

struct Choice {
    bool admissible = false;  // false: no model of the rule has an estimate for this table
    double dark = 0;
    std::span<const Mask> terms;  // in the order they came in; holds until the next choice
};

class ModelRule {
public:
    explicit ModelRule(std::size_t lists) : fitter_(lists), existence_(lists) {}
    ModelRule(const ModelRule&) = delete;
    ModelRule& operator=(const ModelRule&) = delete;
    virtual ~ModelRule() = default;

    // Depends on the counts alone, to the last bit: never on the tables before.
    virtual Choice choose(std::span<const double> count) = 0;

protected:
    // Fits, or says that there is no estimate.
    Choice fitted(std::span<const Mask> terms);

    LoglinearFitter fitter_;
    ExistenceChecker existence_;
};

using MakeRule = std::function<std::unique_ptr<ModelRule>()>;

// One model, whatever the table.
std::unique_ptr<ModelRule> fixed_rule(std::size_t lists, HierarchicalModel model);

// Chan, Silverman and Vincent (2021): from independence on, the pair whose total surprises most, while the
// surprise is below `p` and the model still has an estimate.
std::unique_ptr<ModelRule> stepwise_rule(std::size_t lists, double p);

// Bales, Hesketh and Silverman (2015): the pair with the lowest AIC, while AIC falls and the new pair differs
// from nothing with a Wald p-value of `p` at most.
std::unique_ptr<ModelRule> aic_stepwise_rule(std::size_t lists, double p);

enum class Criterion { aic, bic };

// The best of all hierarchical models with terms of up to `order` lists, the saturated one excepted: branch
// and bound, so that most are never fitted.
std::unique_ptr<ModelRule> best_model_rule(std::size_t lists, Criterion criterion, int order);
// The best of these.
std::unique_ptr<ModelRule> best_of_rule(std::size_t lists, Criterion criterion,
                                        std::vector<HierarchicalModel> models);
// Downhill: a term more or less while the criterion falls, from independence and from what stepwise chooses.
// The best of both ends, which need not be the best of all.
std::unique_ptr<ModelRule> downhill_rule(std::size_t lists, Criterion criterion, int order);

}  // namespace estimation
