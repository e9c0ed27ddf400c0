// Graph averaging, latent classes and sensitivity. The bars are those of estimation.md, section 7, for one
// thread; dga 2.0.2 takes 0.027 s and 4.41 s with 541 MB for the first two, LCMCR 0.4.14 13.5 us for a sweep.

#include "engines/estimation/decomposable_graph.hpp"
#include "engines/estimation/dependence_odds.hpp"
#include "engines/estimation/graph_average.hpp"
#include "engines/estimation/latent_class.hpp"
#include "engines/estimation/list_sensitivity.hpp"
#include "engines/estimation/table_changes.hpp"
#include "memory_in_use.hpp"
#include "published.hpp"

#include <benchmark/benchmark.h>

#include <numeric>

namespace estimation {
namespace {

constexpr int kRepetitions = 5;

void graph_average_1000_points(benchmark::State& state) {
    const CaptureTable table = bench::published("uk2013_5");
    GraphAverageOptions options;
    options.nmax_factor = 30;
    options.grid_points = 1000;
    for (auto _ : state) benchmark::DoNotOptimize(average_over_graphs(table, options));
    state.counters["bar"] = 0.0025;
}
BENCHMARK(graph_average_1000_points)->Repetitions(kRepetitions)->Unit(benchmark::kMillisecond);

void graph_average_full_grid(benchmark::State& state) {
    const CaptureTable table = bench::published("uk2013_5");
    GraphAverageOptions options;
    options.nmax_factor = 30;
    bench::forget_peak();
    for (auto _ : state) benchmark::DoNotOptimize(average_over_graphs(table, options));
    state.counters["bar"] = 0.15;
    state.counters["bytes"] = static_cast<double>(bench::peak_bytes());
    state.counters["bytes_bar"] = 8e6;
}
BENCHMARK(graph_average_full_grid)->Repetitions(kRepetitions)->Unit(benchmark::kMillisecond);

// As it is asked for by default, where the grid ends with the mass: by the number of lists.
void graph_average(benchmark::State& state) {
    CaptureTable table = bench::published(state.range(0) > 6 ? "new_orleans_8_n185" : "uk2013_6");
    while (table.list_count() > static_cast<std::size_t>(state.range(0))) {
        table = leaving_out(table, table.list_count() - 1);
    }
    for (auto _ : state) benchmark::DoNotOptimize(average_over_graphs(table));
}
BENCHMARK(graph_average)->DenseRange(3, 7)->Unit(benchmark::kMillisecond);

void graph_average_of_six_lists_by_threads(benchmark::State& state) {
    const CaptureTable table = bench::published("uk2013_6");
    GraphAverageOptions options;
    options.threads = static_cast<unsigned>(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(average_over_graphs(table, options));
}
BENCHMARK(graph_average_of_six_lists_by_threads)
    ->RangeMultiplier(2)
    ->Range(1, 8)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void graphs_of(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(decomposable_graphs(static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(graphs_of)->DenseRange(5, 7)->Unit(benchmark::kMillisecond);

LatentClassChain settled_chain(const CaptureTable& table) {
    LatentClassChain chain(table, {}, RandomStream(1, 1),
                           {observed(table), LatentClassChain::Start::Classes::one});
    for (int sweep = 0; sweep < 5000; ++sweep) chain.sweep(sweep < 500);
    return chain;
}

void latent_class_sweep(benchmark::State& state) {
    LatentClassChain chain = settled_chain(bench::published("uk2013_5"));
    for (auto _ : state) chain.sweep();
    state.counters["bar"] = 4e-6;
}
BENCHMARK(latent_class_sweep)->Repetitions(kRepetitions)->MinTime(0.5);

void latent_class_sweep_of(benchmark::State& state, const char* name) {
    LatentClassChain chain = settled_chain(bench::published(name));
    for (auto _ : state) chain.sweep();
}
BENCHMARK_CAPTURE(latent_class_sweep_of, uk2013_6, "uk2013_6");
BENCHMARK_CAPTURE(latent_class_sweep_of, new_orleans_8, "new_orleans_8_n185");
BENCHMARK_CAPTURE(latent_class_sweep_of, western_us_5, "western_us_5");

// Lists of 300 each in a population of 5,000: as their number grows.
void latent_class_sweep_by_lists(benchmark::State& state) {
    const auto lists = static_cast<std::size_t>(state.range(0));
    CaptureTable table{std::vector<std::string>(lists, "L"), std::vector<double>(std::size_t{1} << lists)};
    RandomStream random(1, lists);
    for (int person = 0; person < 5000; ++person) {
        std::size_t history = 0;
        for (std::size_t list = 0; list < lists; ++list) {
            if (random.uniform() < 0.06) history |= std::size_t{1} << list;
        }
        if (history > 0) table.count[history] += 1;
    }
    LatentClassChain chain = settled_chain(table);
    for (auto _ : state) chain.sweep();
}
BENCHMARK(latent_class_sweep_by_lists)->DenseRange(3, 12);

void latent_classes_until_they_agree(benchmark::State& state) {
    const CaptureTable table = bench::published("western_us_5");
    LatentClassOptions options;
    options.threads = static_cast<unsigned>(state.range(0));
    double size = 0;
    for (auto _ : state) {
        const LatentClassEstimate estimate = estimate_latent_classes(table, options);
        size = estimate.diagnostics.bulk_ess;
    }
    state.counters["ess_per_s"] = benchmark::Counter(size, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(latent_classes_until_they_agree)
    ->RangeMultiplier(2)
    ->Range(1, 8)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void pair_odds_with_tipping_points(benchmark::State& state) {
    const CaptureTable table = bench::published("uk2013_5");
    for (auto _ : state) benchmark::DoNotOptimize(pair_odds(table, independence(5)));
}
BENCHMARK(pair_odds_with_tipping_points)->Unit(benchmark::kMicrosecond);

void lists_left_out_and_merged(benchmark::State& state) {
    const CaptureTable table = bench::published("uk2013_5");
    const Estimator stepwise = estimator_by([](std::size_t lists) { return stepwise_rule(lists, 0.02); });
    for (auto _ : state) benchmark::DoNotOptimize(list_changes(table, stepwise));
}
BENCHMARK(lists_left_out_and_merged)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace estimation
