#include "engines/estimation/estimate_population.hpp"

#include "engines/estimation/loglinear_fit.hpp"
#include "engines/estimation/model_ranking.hpp"
#include "engines/estimation/other_findings.hpp"

#include <algorithm>
#include <cmath>

namespace estimation {
namespace {

constexpr double kStepwiseP = 0.02;
constexpr double kAicStepwiseP = 0.05;
constexpr std::size_t kModelsMost = 40'000;  // that are all tried: pairs of six lists, all orders of five
constexpr std::size_t kTopMost = 20;
// Branch and bound rules most models out where the largest has an estimate. Where it has none, bounds are
// weak: then so many models may be tried on every resample, or else the best of the table itself, as
// MultipleSystemsEstimation does.
constexpr std::size_t kModelsOfSparseMost = 2'000;
constexpr std::size_t kContenders = 100;
constexpr std::size_t kGraphListsOfPanel = 6;
constexpr std::size_t kSweepsOfPanel = 12'000;

bool tries_all(std::size_t lists, int order) {
    return count_models(lists, order, kModelsMost) < kModelsMost;
}

std::unique_ptr<ModelRule> criterion_rule(std::size_t lists, Criterion criterion, int order) {
    return tries_all(lists, order) ? best_model_rule(lists, criterion, order)
                                   : downhill_rule(lists, criterion, order);
}

// Without a rule: the methods that are no single log-linear model.
RuleFor rule_of(Method method, const EstimateWish& wish) {
    switch (method) {
        case Method::independence:
            return [](std::size_t lists) { return fixed_rule(lists, independence(lists)); };
        case Method::fixed:
            return [model = wish.model](std::size_t lists) { return fixed_rule(lists, model); };
        case Method::aic_stepwise:
            return [p = wish.p.value_or(kAicStepwiseP)](std::size_t lists) {
                return aic_stepwise_rule(lists, p);
            };
        case Method::aic:
            return [order = wish.max_order](std::size_t lists) {
                return criterion_rule(lists, Criterion::aic, order);
            };
        case Method::bic:
            return [order = wish.max_order](std::size_t lists) {
                return criterion_rule(lists, Criterion::bic, order);
            };
        default:
            return [p = wish.p.value_or(kStepwiseP)](std::size_t lists) { return stepwise_rule(lists, p); };
    }
}

bool largest_has_an_estimate(const CaptureTable& table, int order) {
    const std::size_t lists = table.list_count();
    const auto terms = interactions(lists, std::min(order, static_cast<int>(lists) - 1));
    return check_existence(table, with_terms(lists, terms)).admissible();
}

// The rule that resamples repeat, where it is not the method's own.
RuleFor rank(const CaptureTable& table, const EstimateWish& wish, Finding& finding) {
    const bool by_aic = finding.method == Method::aic;
    if (!by_aic && finding.method != Method::bic) return {};
    finding.downhill = !tries_all(table.list_count(), wish.max_order);
    if (finding.downhill) return {};
    const Ranking ranking =
        rank_models(table, by_aic ? Criterion::aic : Criterion::bic, wish.max_order, wish.stop);
    finding.models_tried = ranking.models.size();
    for (std::size_t place = 0; place < std::min(kTopMost, ranking.models.size()); ++place) {
        const RankedModel& model = ranking.models[place];
        finding.top.push_back({.model = ranking.model_at(place, table.list_count()),
                               .estimate = observed(table) + model.dark,
                               .aic = model.aic,
                               .bic = model.bic,
                               .weight = model.weight});
    }
    if (ranking.models.size() + ranking.refused <= kModelsOfSparseMost ||
        largest_has_an_estimate(table, wish.max_order)) {
        return {};
    }
    std::vector<HierarchicalModel> contenders;
    for (std::size_t place = 0; place < std::min(kContenders, ranking.models.size()); ++place) {
        contenders.push_back(ranking.model_at(place, table.list_count()));
    }
    finding.contenders = contenders.size();
    return [contenders, by_aic](std::size_t lists) {
        return best_of_rule(lists, by_aic ? Criterion::aic : Criterion::bic, contenders);
    };
}

void fit(const CaptureTable& table, std::span<const Mask> terms, Finding& finding) {
    const HierarchicalModel model = with_terms(table.list_count(), terms);
    const Fit fitted = fit_loglinear(table, model);
    FittedModel found{.model = model,
                      .entered = {},
                      .existence = check_existence(table, model),
                      .dark = fitted.dark_figure,
                      .deviance = fitted.deviance,
                      .parameters = fitted.parameters,
                      .degrees_of_freedom = fitted.degrees_of_freedom,
                      .aic = fitted.aic,
                      .bic = fitted.bic};
    std::ranges::copy_if(terms, std::back_inserter(found.entered),
                         [](Mask term) { return lists_in(term) >= 2; });
    if (found.existence.admissible() && fitted.converged) finding.estimate = fitted.population;
    finding.model = std::move(found);
}

void give_interval(const CaptureTable& table, const RuleFor& rule, const EstimateWish& wish,
                   Finding& finding) {
    if (!finding.estimate) return;
    const HierarchicalModel& model = finding.model->model;
    finding.conditional = profile_limits(table, model, wish.level).limits;
    Interval interval{.kind = wish.interval, .level = wish.level, .limits = {}, .percentile = {}};
    if (wish.interval == Interval::Kind::profile) {
        interval.limits = *finding.conditional;
    } else if (wish.interval == Interval::Kind::wald) {
        interval.limits = wald_limits(table, fit_loglinear(table, model), wish.level);
    } else {
        BootstrapWish resampling{.replicates = wish.replicates,
                                 .seed = wish.seed,
                                 .level = wish.level,
                                 .threads = wish.threads,
                                 .stop = wish.stop,
                                 .progress = {}};
        if (wish.progress) {
            resampling.progress = [&](std::size_t done, std::size_t total) {
                wish.progress(name_of(finding.method), done, total);
            };
        }
        const auto result = bootstrap(table, [&] { return rule(table.list_count()); }, resampling);
        if (!result) return;
        interval.limits = result->bca;
        interval.percentile = result->percentile;
        interval.includes_selection = selects(finding.method);
        interval.replicates = result->replicates;
        interval.failed = result->failed;
        finding.diagnostics.push_back({"share_below", result->share_below});
        finding.diagnostics.push_back({"acceleration", result->acceleration});
    }
    finding.interval = interval;
}

// One log-linear model, given or chosen.
Finding of_one_model(const CaptureTable& table, Method method, const EstimateWish& wish) {
    Finding finding{.method = method};
    const RuleFor rule = rule_of(method, wish);
    const RuleFor among_the_best = rank(table, wish, finding);
    if (method == Method::fixed) {
        fit(table, wish.model.terms, finding);
    } else {
        const auto made = rule(table.list_count());
        const Choice choice = made->choose(table.count);
        const HierarchicalModel alone = independence(table.list_count());
        fit(table, choice.terms.empty() ? std::span<const Mask>(alone.terms) : choice.terms, finding);
        if (!choice.admissible) finding.estimate.reset();
    }
    if (wish.stop.stop_requested()) return finding;
    give_interval(table, among_the_best ? among_the_best : rule, wish, finding);
    return finding;
}

Finding find(const CaptureTable& table, Method method, const EstimateWish& wish) {
    switch (method) {
        case Method::bma: return of_graphs(table, wish);
        case Method::lcmcr: return of_latent_classes(table, wish);
        case Method::chao: return of_chao(table, wish);
        default: return of_one_model(table, method, wish);
    }
}

}  // namespace

const std::vector<Method>& methods() {
    static const std::vector<Method> kAll{Method::independence, Method::fixed, Method::stepwise,
                                          Method::aic_stepwise, Method::aic,   Method::bic,
                                          Method::bma,          Method::lcmcr, Method::chao};
    return kAll;
}

std::vector<PanelEntry> method_panel(const CaptureTable& table, const EstimateWish& wish) {
    std::vector<PanelEntry> panel;
    EstimateWish standard;
    standard.max_order = 2;
    standard.stop = wish.stop;
    for (const Method method : {Method::independence, Method::stepwise, Method::aic_stepwise, Method::bic}) {
        if (wish.stop.stop_requested()) return panel;
        const auto rule = rule_of(method, standard)(table.list_count());
        const Choice choice = rule->choose(table.count);
        if (choice.admissible) panel.push_back({method, observed(table) + choice.dark});
    }
    standard.threads = wish.threads;
    standard.seed = wish.seed;
    if (table.list_count() <= kGraphListsOfPanel) {
        const Finding graphs = of_graphs(table, standard);
        if (graphs.estimate) panel.push_back({Method::bma, *graphs.estimate});
    }
    // Where the chains settle at once, as they do for small tables.
    standard.sweeps_most = kSweepsOfPanel;
    const Finding classes = of_latent_classes(table, standard);
    if (classes.estimate) panel.push_back({Method::lcmcr, *classes.estimate});
    return panel;
}

std::optional<Estimate> estimate_population(const CaptureTable& table, Method method,
                                            const EstimateWish& wish, const std::vector<PanelEntry>& panel) {
    Finding finding = find(table, method, wish);
    Evidence evidence{.some_dependence_is_admissible = some_dependence_is_admissible(table),
                      .panel = panel,
                      .without = {},
                      .stepwise = {},
                      .stepwise_without = {},
                      .untested = {}};
    const RuleFor stepwise = rule_of(Method::stepwise, {});
    if (const Choice choice = stepwise(table.list_count())->choose(table.count); choice.admissible) {
        evidence.stepwise = observed(table) + choice.dark;
        evidence.stepwise_without = without_each_list(table, stepwise);
    }
    if (finding.model && finding.estimate) {
        // A given model names lists that may be the one left out.
        if (method != Method::fixed) evidence.without = without_each_list(table, rule_of(method, wish));
        evidence.untested = untested_pairs(table, finding.model->model);
    }
    if (wish.stop.stop_requested()) return std::nullopt;
    Assumption assumption = assumption_of(finding, table.lists);
    Status status = status_of(table, finding, evidence);
    auto warnings = warnings_of(table, finding, evidence);
    return Estimate(std::move(finding), observed(table), std::move(assumption), std::move(status),
                    std::move(warnings));
}

}  // namespace estimation
