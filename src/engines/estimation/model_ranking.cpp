#include "engines/estimation/model_ranking.hpp"

#include <algorithm>
#include <cmath>

namespace estimation {
namespace {

// Facets of each interaction among the interactions: they have to be in before it.
std::vector<std::uint64_t> facets_of(const std::vector<Mask>& interactions) {
    std::vector<std::uint64_t> facets;
    for (const Mask term : interactions) {
        std::uint64_t bits = 0;
        for (std::size_t other = 0; other < interactions.size(); ++other) {
            const Mask inside = interactions[other];
            if ((inside & ~term) == 0 && lists_in(inside) + 1 == lists_in(term)) {
                bits |= std::uint64_t{1} << other;
            }
        }
        facets.push_back(bits);
    }
    return facets;
}

// Every model once: each is its parent with one interaction more, later in the order than all it has.
class Walk {
public:
    Walk(const CaptureTable& table, int order, const std::stop_token& stop, Ranking& ranking)
        : stop_(stop),
          ranking_(ranking),
          facets_(facets_of(ranking.interactions)),
          fitter_(table.list_count()),
          existence_(table.list_count()),
          terms_(independence(table.list_count()).terms),
          saturated_(order >= static_cast<int>(table.list_count()) ? std::size_t{1} << table.list_count()
                                                                   : 0) {
        fitter_.take(table.count);
        existence_.take(table.count);
        std::vector<Mask> all = terms_;
        all.insert(all.end(), ranking.interactions.begin(), ranking.interactions.end());
        existence_.certify(all);
        constant_ = fitter_.constant();
        log_people_ = std::log(fitter_.people());
        levels_.resize(ranking.interactions.size() + 2);
    }

    void run() { visit(0, 0, 0); }

private:
    // What the children begin at.
    struct Level {
        std::vector<double> values;
        std::vector<double> expected;  // of each interaction, in the fit of this model
        bool fitted = false;
    };

    void visit(std::uint64_t in, std::size_t next, std::size_t depth) {
        if (stop_.stop_requested()) {
            ranking_.stopped = true;
            return;
        }
        fit(in, depth);
        for (std::size_t index = next; index < facets_.size(); ++index) {
            if ((facets_[index] & ~in) != 0 || terms_.size() + 1 == saturated_) continue;
            terms_.push_back(ranking_.interactions[index]);
            added_ = index;
            visit(in | std::uint64_t{1} << index, index + 1, depth + 1);
            terms_.pop_back();
        }
    }

    void fit(std::uint64_t in, std::size_t depth) {
        Level& level = levels_[depth + 1];
        if (depth > 0) {
            const Level& parent = levels_[depth];
            level.values = parent.values;
            const double people = fitter_.people_on(terms_.back());
            const double expected = parent.expected.empty() ? 0 : parent.expected[added_];
            level.values.push_back(people > 0 && expected > 0 ? std::log(people / expected) : 0);
            level.expected = parent.expected;
        }
        if (!existence_.is_admissible(terms_)) {
            ++ranking_.refused;
            return;
        }
        auto start = LoglinearFitter::Start::cold;
        if (!level.values.empty()) {
            fitter_.begin_at(terms_, level.values);
            start = LoglinearFitter::Start::warm;
        }
        const auto outcome = fitter_.fit(terms_, {}, start);
        if (!outcome.converged) {
            ++ranking_.refused;
            return;
        }
        fitter_.keep(terms_, level.values);
        level.expected.clear();
        for (const Mask term : ranking_.interactions) level.expected.push_back(fitter_.mean_of(term));
        const auto parameters = static_cast<double>(terms_.size());
        const double log_likelihood = outcome.kernel + constant_;
        ranking_.models.push_back({.interactions = in,
                                   .dark = outcome.dark,
                                   .deviance = fitter_.deviance(outcome.kernel),
                                   .parameters = static_cast<int>(terms_.size()),
                                   .aic = 2 * parameters - 2 * log_likelihood,
                                   .bic = log_people_ * parameters - 2 * log_likelihood});
    }

    const std::stop_token& stop_;
    Ranking& ranking_;
    std::vector<std::uint64_t> facets_;
    LoglinearFitter fitter_;
    ExistenceChecker existence_;
    std::vector<Mask> terms_;
    std::size_t saturated_;
    std::size_t added_ = 0;
    double constant_ = 0;
    double log_people_ = 0;
    std::vector<Level> levels_;
};

void count_from(const std::vector<std::uint64_t>& facets, std::uint64_t in, std::size_t next,
                std::size_t most, std::size_t& count) {
    if (++count >= most) return;
    for (std::size_t index = next; index < facets.size() && count < most; ++index) {
        if ((facets[index] & ~in) == 0) {
            count_from(facets, in | std::uint64_t{1} << index, index + 1, most, count);
        }
    }
}

}  // namespace

HierarchicalModel Ranking::model_at(std::size_t place, std::size_t lists) const {
    std::vector<Mask> chosen;
    for (std::size_t index = 0; index < interactions.size(); ++index) {
        if ((models[place].interactions >> index & 1) != 0) chosen.push_back(interactions[index]);
    }
    return with_terms(lists, chosen);
}

std::size_t count_models(std::size_t lists, int order, std::size_t most) {
    const std::vector<Mask> terms = interactions(lists, std::min(order, static_cast<int>(lists) - 1));
    if (terms.size() > 63) return most;
    std::size_t count = 0;
    count_from(facets_of(terms), 0, 0, most, count);
    return std::min(count, most);
}

Ranking rank_models(const CaptureTable& table, Criterion criterion, int order, const std::stop_token& stop) {
    Ranking ranking;
    ranking.interactions = interactions(table.list_count(), order);
    Walk(table, order, stop, ranking).run();
    const auto value_of = [&](const RankedModel& model) {
        return criterion == Criterion::aic ? model.aic : model.bic;
    };
    std::ranges::stable_sort(ranking.models, {}, value_of);
    double sum = 0;
    for (RankedModel& model : ranking.models) {
        model.weight = std::exp((value_of(ranking.models.front()) - value_of(model)) / 2);
        sum += model.weight;
    }
    for (RankedModel& model : ranking.models) model.weight /= sum;
    return ranking;
}

}  // namespace estimation
