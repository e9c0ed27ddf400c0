#include "engines/estimation/model_rule.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace estimation {
namespace {

constexpr double kStepwiseP = 0.02;  // of the second start
constexpr double kFall = 1e-9;       // less is no fall

// One model of the criterion's value, dark figure and terms.
struct Found {
    double value = std::numeric_limits<double>::infinity();
    double dark = 0;
    std::vector<Mask> terms;
};

class DownhillRule : public ModelRule {
public:
    DownhillRule(std::size_t lists, Criterion criterion, int order)
        : ModelRule(lists),
          criterion_(criterion),
          single_(independence(lists).terms),
          interactions_(interactions(lists, std::min(order, static_cast<int>(lists) - 1))),
          stepwise_(stepwise_rule(lists, kStepwiseP)) {}

    Choice choose(std::span<const double> count) override {
        fitter_.take(count);
        existence_.take(count);
        penalty_ = criterion_ == Criterion::aic ? 2 : std::log(fitter_.people());
        std::vector<Mask> all = single_;
        all.insert(all.end(), interactions_.begin(), interactions_.end());
        existence_.certify(all);
        best_ = down_from(single_);
        const Choice start = stepwise_->choose(count);
        if (start.admissible && start.terms.size() > single_.size()) {
            Found other = down_from({start.terms.begin(), start.terms.end()});
            if (other.value < best_.value - kFall) best_ = std::move(other);
        }
        return {.admissible = std::isfinite(best_.value), .dark = best_.dark, .terms = best_.terms};
    }

private:
    Found tried(std::vector<Mask> terms) {
        if (!existence_.is_admissible(terms)) return {};
        if (!values_.empty()) fitter_.begin_at(kept_, values_);
        const auto outcome = fitter_.fit(
            terms, {}, values_.empty() ? LoglinearFitter::Start::cold : LoglinearFitter::Start::warm);
        if (!outcome.converged) return {};
        return {penalty_ * static_cast<double>(terms.size()) - 2 * outcome.kernel, outcome.dark,
                std::move(terms)};
    }

    static bool holds(const std::vector<Mask>& terms, Mask term) {
        return std::ranges::find(terms, term) != terms.end();
    }

    // Models with one interaction more or less that are hierarchical.
    bool may_toggle(const std::vector<Mask>& terms, Mask term) const {
        const bool in = holds(terms, term);
        return std::ranges::all_of(interactions_, [&](Mask other) {
            if (in) return other == term || (other & term) != term || !holds(terms, other);
            return (other & ~term) != 0 || other == term || holds(terms, other);
        });
    }

    Found down_from(std::vector<Mask> terms) {
        values_.clear();
        Found here = tried(std::move(terms));
        if (std::isinf(here.value)) return here;
        while (true) {
            // Every neighbour begins at the fit of this model.
            if (fitter_.fit(here.terms).converged) {
                kept_ = here.terms;
                fitter_.keep(kept_, values_);
            }
            Found best;
            for (const Mask term : interactions_) {
                if (!may_toggle(here.terms, term)) continue;
                std::vector<Mask> neighbour = here.terms;
                if (std::erase(neighbour, term) == 0) neighbour.push_back(term);
                Found found = tried(std::move(neighbour));
                if (found.value < best.value) best = std::move(found);
            }
            if (!(best.value < here.value - kFall)) return here;
            here = std::move(best);
        }
    }

    Criterion criterion_;
    std::vector<Mask> single_;
    std::vector<Mask> interactions_;
    std::unique_ptr<ModelRule> stepwise_;
    double penalty_ = 0;
    Found best_;
    std::vector<Mask> kept_;
    std::vector<double> values_;
};

class BestOfRule : public ModelRule {
public:
    BestOfRule(std::size_t lists, Criterion criterion, std::vector<HierarchicalModel> models)
        : ModelRule(lists), criterion_(criterion), models_(std::move(models)) {}

    Choice choose(std::span<const double> count) override {
        fitter_.take(count);
        existence_.take(count);
        std::vector<Mask> all;
        for (const HierarchicalModel& model : models_) {
            all.insert(all.end(), model.terms.begin(), model.terms.end());
        }
        std::ranges::sort(all, comes_before);
        const auto repeated = std::ranges::unique(all);
        all.erase(repeated.begin(), repeated.end());
        existence_.certify(all);
        const double penalty = criterion_ == Criterion::aic ? 2 : std::log(fitter_.people());
        double best = std::numeric_limits<double>::infinity();
        Choice choice;
        for (const HierarchicalModel& model : models_) {
            if (!existence_.is_admissible(model.terms)) continue;
            const auto outcome = fitter_.fit(model.terms);
            const double value = penalty * static_cast<double>(model.terms.size()) - 2 * outcome.kernel;
            if (!outcome.converged || !(value < best)) continue;
            best = value;
            choice = {.admissible = true, .dark = outcome.dark, .terms = model.terms};
        }
        return choice;
    }

private:
    Criterion criterion_;
    std::vector<HierarchicalModel> models_;
};

}  // namespace

std::unique_ptr<ModelRule> downhill_rule(std::size_t lists, Criterion criterion, int order) {
    return std::make_unique<DownhillRule>(lists, criterion, order);
}

std::unique_ptr<ModelRule> best_of_rule(std::size_t lists, Criterion criterion,
                                        std::vector<HierarchicalModel> models) {
    return std::make_unique<BestOfRule>(lists, criterion, std::move(models));
}

}  // namespace estimation
