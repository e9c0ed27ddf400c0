#include "engines/estimation/model_rule.hpp"
#include "engines/estimation/poisson_tail.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <optional>

namespace estimation {
namespace {

class StepwiseRule : public ModelRule {
public:
    StepwiseRule(std::size_t lists, double p)
        : ModelRule(lists), p_(p), single_(independence(lists).terms), pairs_(interactions(lists, 2)) {
        all_ = single_;
        all_.insert(all_.end(), pairs_.begin(), pairs_.end());
    }

    Choice choose(std::span<const double> count) override {
        fitter_.take(count);
        existence_.take(count);
        existence_.certify(all_);
        terms_ = single_;
        Choice choice = fitted(terms_);
        while (choice.admissible && add_most_surprising()) {
            const auto outcome = fitter_.fit(terms_, {}, LoglinearFitter::Start::warm);
            choice = {.admissible = outcome.converged, .dark = outcome.dark, .terms = terms_};
        }
        choice.terms = terms_;
        return choice;
    }

private:
    struct Candidate {
        double p;
        Mask pair;
    };

    // Existence is asked for in the order of the surprise, until one has an estimate: the same choice as
    // asking for each (4.4, 5). Equal ones: the first pair of 12, 13 ... 23.
    bool add_most_surprising() {
        candidates_.clear();
        for (const Mask pair : pairs_) {
            if (std::ranges::find(terms_, pair) != terms_.end()) continue;
            const double tail = poisson_tail(fitter_.people_on(pair), fitter_.mean_of(pair), p_);
            if (tail < p_) candidates_.push_back({tail, pair});
        }
        std::ranges::stable_sort(candidates_, {}, &Candidate::p);
        for (const Candidate& candidate : candidates_) {
            terms_.push_back(candidate.pair);
            if (existence_.is_admissible(terms_)) return true;
            terms_.pop_back();
        }
        return false;
    }

    double p_;
    std::vector<Mask> single_;
    std::vector<Mask> pairs_;
    std::vector<Mask> all_;
    std::vector<Mask> terms_;
    std::vector<Candidate> candidates_;
};

class AicStepwiseRule : public ModelRule {
public:
    AicStepwiseRule(std::size_t lists, double p)
        : ModelRule(lists), p_(p), single_(independence(lists).terms), pairs_(interactions(lists, 2)) {
        all_ = single_;
        all_.insert(all_.end(), pairs_.begin(), pairs_.end());
    }

    Choice choose(std::span<const double> count) override {
        fitter_.take(count);
        existence_.take(count);
        existence_.certify(all_);
        terms_ = single_;
        if (!existence_.is_admissible(terms_)) return {};
        const auto begun = fitter_.fit(terms_);
        if (!begun.converged) return {};
        Choice choice{.admissible = true, .dark = begun.dark, .terms = {}};
        double kernel = begun.kernel;
        while (const auto better = best_addition(kernel)) {
            terms_.push_back(better->pair);
            choice.dark = better->dark;
            kernel = better->kernel;
        }
        choice.terms = terms_;
        return choice;
    }

private:
    struct Addition {
        Mask pair;
        double kernel;
        double dark;
        double p;
    };

    std::optional<Addition> best_addition(double kernel) {
        std::optional<Addition> best;
        fitter_.keep(terms_, values_);
        for (const Mask pair : pairs_) {
            if (std::ranges::find(terms_, pair) != terms_.end()) continue;
            terms_.push_back(pair);
            if (existence_.is_admissible(terms_)) {
                fitter_.begin_at(terms_, values_);
                const auto outcome = fitter_.fit(terms_, {}, LoglinearFitter::Start::warm);
                // A pair that nobody has is at minus infinity, where Wald's test says nothing.
                if (outcome.converged && (!best || outcome.kernel > best->kernel)) {
                    best = {pair, outcome.kernel, outcome.dark, wald_p(pair)};
                }
            }
            terms_.pop_back();
        }
        // AIC falls where the log-likelihood rises by more than the one parameter.
        if (!best || best->kernel - kernel <= 1 || best->p > p_) return std::nullopt;
        terms_.push_back(best->pair);
        fitter_.begin_at(terms_, values_);
        fitter_.fit(terms_, {}, LoglinearFitter::Start::warm);
        terms_.pop_back();
        return best;
    }

    double wald_p(Mask pair) {
        const double alpha = fitter_.alpha(pair);
        if (std::isinf(alpha)) return 1;
        return boost::math::erfc(std::abs(alpha) / std::sqrt(2 * fitter_.variance(pair)));
    }

    double p_;
    std::vector<Mask> single_;
    std::vector<Mask> pairs_;
    std::vector<Mask> all_;
    std::vector<Mask> terms_;
    std::vector<double> values_;
};

}  // namespace

std::unique_ptr<ModelRule> stepwise_rule(std::size_t lists, double p) {
    return std::make_unique<StepwiseRule>(lists, p);
}

std::unique_ptr<ModelRule> aic_stepwise_rule(std::size_t lists, double p) {
    return std::make_unique<AicStepwiseRule>(lists, p);
}

}  // namespace estimation
