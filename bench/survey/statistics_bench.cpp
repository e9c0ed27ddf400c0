// What a statistic of the survey costs at the size that is asked for: 200 States, 400 items, 5 rounds. Names
// that begin with "statistic" may take 10 ms of processor time at most; one that takes more fails the run.

#include "survey/build_round.hpp"
#include "survey/change.hpp"
#include "survey/disclosure.hpp"
#include "survey/fitting_counts.hpp"
#include "survey/index.hpp"
#include "survey/long_csv.hpp"
#include "survey/movement.hpp"
#include "survey/pooled.hpp"
#include "survey/sign_statistic.hpp"
#include "survey/tally.hpp"
#include "survey/verdict.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace survey {
namespace {

constexpr std::size_t kStates = 200;
constexpr std::size_t kItems = 400;
constexpr std::size_t kRounds = 5;
constexpr double kMillisecondsMost = 10;

template <class Value>
Value must(base::Result<Value> result) {
    if (!result) throw std::runtime_error(base::to_text(result.error()));
    return std::move(*result);
}

StateCode code_of_state(std::size_t state) {
    const std::string text{'X', static_cast<char>('A' + state / 26), static_cast<char>('A' + state % 26)};
    return *StateCode::from_text(text);
}

// Every fifth item is of its own kind; one answer in seven is missing, and who answers what changes a little
// by round.
std::string csv_of(std::size_t round) {
    std::string text = "round,iso3,item,option,value,disposition,confidentiality\n";
    const std::string label = std::to_string(2005 + 4 * round);
    for (std::size_t item = 0; item < kItems; ++item) {
        for (std::size_t state = 0; state < kStates; ++state) {
            const std::string head =
                label + "," + code_of_state(state).text() + ",q" + std::to_string(item) + ",";
            const std::size_t draw =
                (state * 7919 + item * 104729 + round * (state % 11 == 0 ? 31 : 0)) % 1009;
            const char* tail = state % 3 == 0 ? "PUBLIC\n" : "TOTALS_ONLY\n";
            if (draw % 7 == 6) {
                text += head + ",,BLANK,\n";
            } else if (item % 5 == 4) {
                for (const char* cell : {"law", "ngo", "other"}) {
                    text += head + cell + "," + std::to_string(draw + (cell[0] == 'l' ? state : 0)) +
                            ",ANS," + tail;
                }
            } else {
                text += head + "o" + std::to_string(draw % 6) + ",,ANS," + tail;
            }
        }
    }
    return text;
}

Round round_of(const std::string& text, std::size_t round) {
    const LongCsv csv = must(read_long_csv(text, {}));
    return must(build_round(csv, std::to_string(2005 + 4 * round), must(states_of(csv)), {}));
}

const std::vector<Round>& rounds() {
    static const std::vector<Round> all = [] {
        std::vector<Round> made;
        for (std::size_t round = 0; round < kRounds; ++round) made.push_back(round_of(csv_of(round), round));
        return made;
    }();
    return all;
}

void statistic_tally(benchmark::State& state) {
    const Round& round = rounds().back();
    for (auto _ : state) {
        const Level level = level_of(must(read(round, 0, {.options = {1, 2}})));
        benchmark::DoNotOptimize(bounds(level));
    }
}
BENCHMARK(statistic_tally);

void statistic_every_option_of_every_item(benchmark::State& state) {
    const Round& round = rounds().back();
    for (auto _ : state) {
        for (std::size_t item = 0; item < kItems; ++item) {
            if (item % 5 != 4) benchmark::DoNotOptimize(must(levels_by_option(round, item)));
        }
    }
}
BENCHMARK(statistic_every_option_of_every_item)->Unit(benchmark::kMicrosecond);

void statistic_change(benchmark::State& state) {
    for (auto _ : state) {
        const Change found = change(must(read(rounds()[0], 0, {.options = {1, 2}})),
                                    must(read(rounds()[4], 0, {.options = {1, 2}})));
        benchmark::DoNotOptimize(sign_test(found.matched.gained, found.matched.lost));
        benchmark::DoNotOptimize(verdict(found, MetricKind::measure_in_place, Grade::a));
    }
}
BENCHMARK(statistic_change);

void statistic_movement(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(must(movement(rounds()[0], 0, rounds()[4], 0)));
}
BENCHMARK(statistic_movement);

void statistic_pooled_total(benchmark::State& state) {
    const std::size_t part[] = {0};
    const std::size_t all[] = {0, 1, 2};
    for (auto _ : state) {
        benchmark::DoNotOptimize(must(pooled(must(amounts_of(rounds().back(), 4, part, all)))));
    }
}
BENCHMARK(statistic_pooled_total);

void statistic_disclosure_of_a_table(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(must(disclosure_of_table(rounds().back(), 0, 1)));
}
BENCHMARK(statistic_disclosure_of_a_table);

IndexSpec index_of_all() {
    IndexSpec spec{.points_full = 5, .items = {}};
    for (std::size_t item = 0; item < kItems; ++item) {
        if (item % 5 != 4)
            spec.items.push_back({item, 1 + static_cast<std::int64_t>(item % 3), {0, 1, 2, 3, 4, 5}});
    }
    return spec;
}

void statistic_scores_and_ranks(benchmark::State& state) {
    const IndexSpec spec = index_of_all();
    for (auto _ : state) benchmark::DoNotOptimize(must(scores(rounds().back(), spec)));
}
BENCHMARK(statistic_scores_and_ranks)->Unit(benchmark::kMicrosecond);

void statistic_weight_sensitivity(benchmark::State& state) {
    const IndexSpec spec = index_of_all();
    for (auto _ : state) benchmark::DoNotOptimize(must(weight_sensitivity(rounds().back(), spec)));
}
BENCHMARK(statistic_weight_sensitivity)->Unit(benchmark::kMicrosecond);

void statistic_sign_test_of_400_movers(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(must(sign_test(200, 200)));
}
BENCHMARK(statistic_sign_test_of_400_movers);

void statistic_nested_counts_on_ten_thousand_million(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(must(fitting_nested({71, 0}, {70, 0}, kInvertedBaseMost)));
}
BENCHMARK(statistic_nested_counts_on_ten_thousand_million);

void read_a_round_of_csv(benchmark::State& state) {
    const std::string text = csv_of(0);
    for (auto _ : state) benchmark::DoNotOptimize(round_of(text, 0));
    state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}
BENCHMARK(read_a_round_of_csv)->Unit(benchmark::kMillisecond);

class KeepsLimit final : public benchmark::ConsoleReporter {
public:
    KeepsLimit() : ConsoleReporter(OO_Tabular) {}

    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.error_occurred || run.iterations == 0) continue;
            const double milliseconds = 1000 * run.cpu_accumulated_time / static_cast<double>(run.iterations);
            const std::string& name = run.run_name.function_name;
            if (!name.starts_with("statistic") || milliseconds <= kMillisecondsMost) continue;
            missed_ += fmt::format("{} takes {:.1f} ms, at most {} are meant\n", name, milliseconds,
                                   kMillisecondsMost);
        }
        ConsoleReporter::ReportRuns(runs);
    }
    const std::string& missed() const { return missed_; }

private:
    std::string missed_;
};

}  // namespace

int measure(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
    KeepsLimit reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    std::cerr << reporter.missed();
    return reporter.missed().empty() ? 0 : 1;
}

}  // namespace survey

int main(int count, char** arguments) {
    return survey::measure(count, arguments);
}
