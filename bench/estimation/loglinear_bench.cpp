// Log-linear models, their choice and their intervals. The bars are those of estimation.md, section 7, for
// one thread; SparseMSE 2.0.1 takes 0.387 s for the first and about 250 s for stepwise with BCa on six lists,
// MultipleSystemsEstimation 1.2.0 97 s for all pair models of them.

#include "engines/estimation/bootstrap.hpp"
#include "engines/estimation/estimate_population.hpp"
#include "engines/estimation/loglinear_fit.hpp"
#include "engines/estimation/model_ranking.hpp"
#include "engines/estimation/random_stream.hpp"
#include "published.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>

namespace estimation {
namespace {

constexpr int kRepetitions = 5;

void stepwise_of(benchmark::State& state, const std::string& name) {
    const CaptureTable table = bench::published(name);
    const auto rule = stepwise_rule(table.list_count(), 0.02);
    for (auto _ : state) benchmark::DoNotOptimize(rule->choose(table.count).dark);
}

void bootstrap_of(benchmark::State& state, const std::string& name, const RuleFor& rule,
                  unsigned threads = 1) {
    const CaptureTable table = bench::published(name);
    const BootstrapWish wish{.threads = threads, .stop = {}, .progress = {}};
    const MakeRule make = [&] { return rule(table.list_count()); };
    for (auto _ : state) benchmark::DoNotOptimize(bootstrap(table, make, wish)->bca);
}

std::unique_ptr<ModelRule> stepwise(std::size_t lists) {
    return stepwise_rule(lists, 0.02);
}
std::unique_ptr<ModelRule> best_of_pairs(std::size_t lists) {
    return best_model_rule(lists, Criterion::bic, 2);
}

void stepwise_new_orleans_8(benchmark::State& state) {
    stepwise_of(state, "new_orleans_8_n185");
    state.counters["bar"] = 60e-6;
}
BENCHMARK(stepwise_new_orleans_8)->Repetitions(kRepetitions)->Unit(benchmark::kMicrosecond);

void stepwise_uk_6(benchmark::State& state) {
    stepwise_of(state, "uk2013_6");
}
BENCHMARK(stepwise_uk_6)->Unit(benchmark::kMicrosecond);

void stepwise_bca_1000_uk_6(benchmark::State& state) {
    bootstrap_of(state, "uk2013_6", stepwise);
    state.counters["bar"] = 0.2;
}
BENCHMARK(stepwise_bca_1000_uk_6)->Repetitions(kRepetitions)->Unit(benchmark::kMillisecond);

void stepwise_bca_1000_new_orleans_8(benchmark::State& state) {
    bootstrap_of(state, "new_orleans_8_n185", stepwise);
}
BENCHMARK(stepwise_bca_1000_new_orleans_8)->Unit(benchmark::kMillisecond);

void every_pair_model_uk_6_with_existence(benchmark::State& state) {
    const CaptureTable table = bench::published("uk2013_6");
    for (auto _ : state) {
        const Ranking ranking = rank_models(table, Criterion::bic, 2);
        if (ranking.models.size() != 32768) state.SkipWithError("not every model");
    }
    state.counters["bar"] = 0.35;
}
BENCHMARK(every_pair_model_uk_6_with_existence)->Repetitions(kRepetitions)->Unit(benchmark::kMillisecond);

void every_model_uk_5(benchmark::State& state) {
    const CaptureTable table = bench::published("uk2013_5");
    for (auto _ : state) {
        if (rank_models(table, Criterion::bic, 4).models.size() != 6519)
            state.SkipWithError("not every model");
    }
}
BENCHMARK(every_model_uk_5)->Unit(benchmark::kMillisecond);

// The best of 1,024 models for each: most are ruled out without being fitted.
void every_pair_model_of_1000_resamples_uk_5(benchmark::State& state) {
    bootstrap_of(state, "uk2013_5", best_of_pairs);
    state.counters["bar"] = 6;
}
BENCHMARK(every_pair_model_of_1000_resamples_uk_5)->Repetitions(kRepetitions)->Unit(benchmark::kMillisecond);

void profile_limits_uk_5(benchmark::State& state) {
    const CaptureTable table = bench::published("uk2013_5");
    for (auto _ : state) benchmark::DoNotOptimize(profile_limits(table, independence(5), 0.95));
}
BENCHMARK(profile_limits_uk_5)->Unit(benchmark::kMicrosecond);

// Of a model without an estimate, which the rank alone does not settle.
void existence_by_directions_sparse_5(benchmark::State& state) {
    const CaptureTable table = bench::published("fixtures/sparse_western_us_5_4");
    const HierarchicalModel model = read_model("[12,13,14,15,23,25,35]", table.lists).value();
    for (auto _ : state) {
        if (check_existence(table, model).code() != 1) state.SkipWithError("another code");
    }
}
BENCHMARK(existence_by_directions_sparse_5)->Unit(benchmark::kMicrosecond);

// Every method but the latent classes, intervals by 1,000 resamples, the panel, the lists left out.
void whole_report_uk_5(benchmark::State& state) {
    const CaptureTable table = bench::published("uk2013_5");
    EstimateWish wish;
    for (auto _ : state) {
        const auto panel = method_panel(table, wish);
        for (const Method method : methods()) {
            if (method == Method::fixed || method == Method::lcmcr) continue;
            benchmark::DoNotOptimize(estimate_population(table, method, wish, panel));
        }
    }
    state.counters["bar"] = 2;
}
BENCHMARK(whole_report_uk_5)->Repetitions(kRepetitions)->Unit(benchmark::kMillisecond);

void threads_of_stepwise_bca_1000_uk_6(benchmark::State& state) {
    bootstrap_of(state, "uk2013_6", stepwise, static_cast<unsigned>(state.range(0)));
}
BENCHMARK(threads_of_stepwise_bca_1000_uk_6)
    ->ArgName("threads")
    ->RangeMultiplier(2)
    ->Range(1, 16)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// 2,000 people, each on a list with a chance of its own of 4 to 15 %, no list dependent on another.
CaptureTable simulated(std::size_t lists) {
    CaptureTable table{{}, std::vector<double>(std::size_t{1} << lists, 0)};
    for (std::size_t list = 0; list < lists; ++list) table.lists.push_back(fmt::format("L{}", list + 1));
    RandomStream random(7, lists);
    for (int person = 0; person < 2000; ++person) {
        Mask history = 0;
        for (std::size_t list = 0; list < lists; ++list) {
            const double chance = 0.04 + 0.11 * static_cast<double>(list % 4) / 3;
            if (random.uniform() < chance) history |= Mask{1} << list;
        }
        if (history != 0) table.count[history] += 1;
    }
    return table;
}

void lists_of_a_fit_with_every_pair(benchmark::State& state) {
    const auto lists = static_cast<std::size_t>(state.range(0));
    LoglinearFitter fitter(lists);
    fitter.take(simulated(lists).count);
    const HierarchicalModel model = with_terms(lists, interactions(lists, 2));
    for (auto _ : state) benchmark::DoNotOptimize(fitter.fit(model.terms).dark);
}
BENCHMARK(lists_of_a_fit_with_every_pair)->ArgName("lists")->DenseRange(3, 12)->Unit(benchmark::kMicrosecond);

void lists_of_stepwise(benchmark::State& state) {
    const auto lists = static_cast<std::size_t>(state.range(0));
    const CaptureTable table = simulated(lists);
    const auto rule = stepwise_rule(lists, 0.02);
    for (auto _ : state) benchmark::DoNotOptimize(rule->choose(table.count).dark);
}
BENCHMARK(lists_of_stepwise)->ArgName("lists")->DenseRange(3, 12)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace estimation
