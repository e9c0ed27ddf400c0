#include "engines/estimation/model_rule.hpp"

#include <utility>

namespace estimation {
namespace {

class FixedRule : public ModelRule {
public:
    FixedRule(std::size_t lists, HierarchicalModel model) : ModelRule(lists), model_(std::move(model)) {}

    Choice choose(std::span<const double> count) override {
        fitter_.take(count);
        existence_.take(count);
        existence_.certify(model_.terms);
        return fitted(model_.terms);
    }

private:
    HierarchicalModel model_;
};

}  // namespace

Choice ModelRule::fitted(std::span<const Mask> terms) {
    if (!existence_.is_admissible(terms)) return {};
    const auto outcome = fitter_.fit(terms);
    return {.admissible = outcome.converged, .dark = outcome.dark, .terms = terms};
}

std::unique_ptr<ModelRule> fixed_rule(std::size_t lists, HierarchicalModel model) {
    return std::make_unique<FixedRule>(lists, std::move(model));
}

}  // namespace estimation
