#include "estimates/study.hpp"

#include "engines/estimation/capture_table_csv.hpp"
#include "engines/estimation/estimate_population.hpp"
#include "engines/estimation/estimator.hpp"

#include <algorithm>

namespace estimates {
namespace {

using estimation::CaptureTable;
using estimation::Estimate;
using estimation::EstimateWish;
using estimation::Interval;
using estimation::Method;

constexpr std::size_t kListsForGraphs = 6;
// Resampling repeats the whole choice: cheap for few lists, minutes for many.
constexpr std::size_t kListsForResampledAic = 5;
constexpr std::size_t kListsForResampledBic = 4;
constexpr std::size_t kSweepsMost = 20'000;  // of latent classes: enough for a small table, or it is left out
constexpr double kStepwiseP = 0.02;

bool may_resample(Method method, std::size_t lists) {
    switch (method) {
        case Method::aic_stepwise: return lists <= kListsForResampledAic;
        case Method::aic:
        case Method::bic: return lists <= kListsForResampledBic;
        default: return true;
    }
}

EstimateWish wish_of(const Options& options, Method method, std::size_t lists) {
    EstimateWish wish;
    wish.interval = options.interval;
    if (wish.interval == Interval::Kind::bca && !may_resample(method, lists)) {
        wish.interval = Interval::Kind::profile;
    }
    wish.replicates = static_cast<std::size_t>(options.replicates);
    wish.seed = static_cast<std::uint64_t>(options.seed);
    wish.level = options.level_percent / 100.0;
    wish.sweeps_most = kSweepsMost;
    return wish;
}

// The chosen one first, then the others that there is time for.
std::vector<Method> methods_of(const Options& options, std::size_t lists) {
    std::vector<Method> all{options.method};
    for (const Method method : {Method::independence, Method::stepwise, Method::aic_stepwise, Method::bic,
                                Method::bma, Method::lcmcr, Method::chao}) {
        if (method == options.method) continue;
        if (method == Method::bma && lists > kListsForGraphs) continue;
        all.push_back(method);
    }
    return all;
}

void add_what_drives_it(const Options& options, Study& made) {
    made.lists = estimation::list_changes(made.table, estimation::estimator_by([](std::size_t lists) {
                                              return estimation::stepwise_rule(lists, kStepwiseP);
                                          }));
    const Estimate& chosen = made.chosen();
    if (const auto dark = chosen.dark_figure()) {
        made.missing = estimation::missing_cell_odds(made.observed, *dark);
    }
    const auto with_model = std::ranges::find_if(made.methods, [&](const Estimate& one) {
        return (one.method() == options.method || one.method() == Method::stepwise) && one.model() &&
               one.population();
    });
    if (with_model == made.methods.end()) return;
    made.odds = estimation::pair_odds(made.table, with_model->model()->model);
}

}  // namespace

base::Result<Study> study(const KeptEstimate& estimate) {
    const auto table = estimation::read_capture_table(estimate.overlaps);
    if (!table) return base::fail(table.error());
    Study made{
        .table = *table, .observed = estimation::observed(*table), .engine = "waymark " WAYMARK_VERSION};
    if (made.observed < kPeopleFewest) {
        return base::fail(base::refused_by("too_few_people", base::ProblemCode::rule_refuses));
    }
    const std::size_t lists = table->list_count();
    const double level = estimate.options.level_percent / 100.0;
    const auto panel =
        estimation::method_panel(made.table, wish_of(estimate.options, estimate.options.method, lists));
    for (const Method method : methods_of(estimate.options, lists)) {
        auto one = estimation::estimate_population(made.table, method,
                                                   wish_of(estimate.options, method, lists), panel);
        if (one) made.methods.push_back(std::move(*one));
    }
    made.chao = estimation::chao_bound(made.table, level);
    made.coverage = estimation::sample_coverage(made.table);
    made.pairs = estimation::pair_anchors(made.table, level);
    add_what_drives_it(estimate.options, made);
    return made;
}

}  // namespace estimates
