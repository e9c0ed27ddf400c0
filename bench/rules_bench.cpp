// The rules: asked at every door, and at every answer of a screening.

#include "bench_house.hpp"
#include "screening/assessment.hpp"

#include <benchmark/benchmark.h>

namespace {

using bench::House;

void authorise_at_the_door(benchmark::State& state) {
    const House& house = House::only();
    for (auto _ : state) {
        benchmark::DoNotOptimize(guard::authorise(
            house.actor(),
            {.permission = guard::Permission::concern_raise, .purpose = guard::Purpose::triage},
            house.now()));
    }
}
BENCHMARK(authorise_at_the_door);

void authorise_with_relation(benchmark::State& state) {
    const House& house = House::only();
    for (auto _ : state) {
        benchmark::DoNotOptimize(guard::authorise(house.actor(),
                                                  {.permission = guard::Permission::identity_read,
                                                   .purpose = guard::Purpose::support,
                                                   .relation = guard::Relation::lead},
                                                  house.now()));
    }
}
BENCHMARK(authorise_with_relation);

// Every item of the longest set answered yes: the longest trace.
void assess_a_screening(benchmark::State& state) {
    const screening::Instrument& instrument =
        *House::only().desk().instruments.newest("ilo-delphi-adult-labour");
    screening::Answers answers;
    for (const screening::Item& item : instrument.items) answers[item.id] = screening::Answer::yes;
    screening::ScreeningContext context;
    context.age.claimed = screening::AgeClaim::adult;
    for (auto _ : state)
        benchmark::DoNotOptimize(bench::must(screening::assess(instrument, answers, context)));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(instrument.items.size()));
}
BENCHMARK(assess_a_screening);

}  // namespace
