// Branch and bound over hierarchical models (estimation.md 4.5). A model of all terms but those ruled out
// fits at least as well as any model inside it: its deviance, with the penalty of the terms that are kept for
// certain, bounds them all.

#include "engines/estimation/model_rule.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace estimation {
namespace {

class BestModelRule : public ModelRule {
public:
    BestModelRule(std::size_t lists, Criterion criterion, int order)
        : ModelRule(lists), criterion_(criterion), single_(independence(lists).terms) {
        interactions_ = interactions(lists, std::min(order, static_cast<int>(lists) - 1));
    }

    Choice choose(std::span<const double> count) override {
        fitter_.take(count);
        existence_.take(count);
        penalty_ = criterion_ == Criterion::aic ? 2 : std::log(fitter_.people());
        std::vector<Mask> all = single_;
        all.insert(all.end(), interactions_.begin(), interactions_.end());
        existence_.certify(all);
        best_ = std::numeric_limits<double>::infinity();
        put_in_order();
        levels_.assign(order_.size() + 1, {});
        kept_.assign(order_.size(), 0);
        out_.assign(order_.size(), 0);
        const double kernel = fit_remaining(levels_[0], std::numeric_limits<double>::infinity());
        decide(0, 0, kernel, levels_[0]);
        return {.admissible = !best_terms_.empty() && std::isfinite(best_),
                .dark = best_dark_,
                .terms = best_terms_};
    }

private:
    // Values of all terms that remain, to begin the next fit at.
    struct Level {
        std::vector<Mask> terms;
        std::vector<double> values;
    };

    // Terms of many lists first, so that a pair is decided when all that need it are; within that, what
    // stands out against independence first: it is kept early, or costs much at once.
    void put_in_order() {
        best_terms_.clear();
        consider(single_, fitted_kernel(single_, LoglinearFitter::Start::cold));
        order_.clear();
        for (const Mask term : interactions_) {
            const double expected = fitter_.mean_of(term);
            const double away = fitter_.people_on(term) - expected;
            order_.push_back({term, away * away / (expected + 1)});
        }
        std::ranges::stable_sort(order_, [](const Ordered& one, const Ordered& other) {
            if (lists_in(one.term) != lists_in(other.term)) return lists_in(one.term) > lists_in(other.term);
            return one.surprise > other.surprise;
        });
    }

    // Minus infinity: no such estimate.
    double fitted_kernel(std::span<const Mask> terms, LoglinearFitter::Start start) {
        if (!existence_.is_admissible(terms)) return -std::numeric_limits<double>::infinity();
        const auto outcome = fitter_.fit(terms, {}, start);
        dark_ = outcome.dark;
        return outcome.converged ? outcome.kernel : -std::numeric_limits<double>::infinity();
    }

    void consider(std::span<const Mask> terms, double kernel) {
        const double value = penalty_ * static_cast<double>(terms.size()) - 2 * kernel;
        if (!(value < best_)) return;
        best_ = value;
        best_dark_ = dark_;
        best_terms_.assign(terms.begin(), terms.end());
    }

    // Fits what is not ruled out. Where that has no estimate, what bounded the model around it bounds it too.
    double fit_remaining(Level& level, double bound) {
        terms_ = single_;
        for (std::size_t index = 0; index < order_.size(); ++index) {
            if (out_[index] == 0) terms_.push_back(order_[index].term);
        }
        if (!level.values.empty()) fitter_.begin_at(level.terms, level.values);
        const double kernel = fitted_kernel(
            terms_, level.values.empty() ? LoglinearFitter::Start::cold : LoglinearFitter::Start::warm);
        if (std::isinf(kernel)) return bound;
        consider(terms_, kernel);
        level.terms = terms_;
        fitter_.keep(terms_, level.values);
        return kernel;
    }

    bool is_needed(Mask term, std::size_t before) const {
        for (std::size_t index = 0; index < before; ++index) {
            if (kept_[index] != 0 && (order_[index].term & term) == term) return true;
        }
        return false;
    }

    void decide(std::size_t next, std::size_t kept, double kernel, const Level& level) {
        if (next == order_.size()) return;
        const double certain = static_cast<double>(single_.size() + kept);
        if (penalty_ * certain - 2 * kernel >= best_) return;
        const bool needed = is_needed(order_[next].term, next);
        const bool stands_out = order_[next].surprise > penalty_;
        if (stands_out || needed) keep(next, kept, kernel, level);
        if (!needed) {
            out_[next] = 1;
            levels_[next + 1] = level;
            const double without = fit_remaining(levels_[next + 1], kernel);
            decide(next + 1, kept, without, Level(levels_[next + 1]));
            out_[next] = 0;
        }
        if (!stands_out && !needed) keep(next, kept, kernel, level);
    }

    void keep(std::size_t next, std::size_t kept, double kernel, const Level& level) {
        kept_[next] = 1;
        decide(next + 1, kept + 1, kernel, level);
        kept_[next] = 0;
    }

    struct Ordered {
        Mask term;
        double surprise;
    };

    Criterion criterion_;
    std::vector<Mask> single_;
    std::vector<Mask> interactions_;
    std::vector<Ordered> order_;
    std::vector<Level> levels_;
    std::vector<char> kept_;
    std::vector<char> out_;
    std::vector<Mask> terms_;
    std::vector<Mask> best_terms_;
    double penalty_ = 0;
    double best_ = 0;
    double best_dark_ = 0;
    double dark_ = 0;
};

}  // namespace

std::unique_ptr<ModelRule> best_model_rule(std::size_t lists, Criterion criterion, int order) {
    return std::make_unique<BestModelRule>(lists, criterion, order);
}

}  // namespace estimation
