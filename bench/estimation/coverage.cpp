// waymark_estimation_coverage [RUNS [LATENT_CLASS_RUNS [THREADS]]]: how often intervals of a nominal 95 %
// hold the truth, in populations whose truth is known (estimation.md 6.9). Prints the page
// docs/estimation/coverage.md.

#include "engines/estimation/bootstrap.hpp"
#include "engines/estimation/graph_average.hpp"
#include "engines/estimation/latent_class.hpp"
#include "engines/estimation/share_out.hpp"
#include "engines/estimation/table_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace estimation {
namespace {

constexpr double kPopulation = 2000;
constexpr std::size_t kLists = 5;
constexpr std::uint64_t kSeed = 20261128;

// One person's history.
using Person = std::function<std::size_t(RandomStream&)>;

std::size_t independently(RandomStream& random, const std::vector<double>& chances) {
    std::size_t history = 0;
    for (std::size_t list = 0; list < chances.size(); ++list) {
        if (random.uniform() < chances[list]) history |= std::size_t{1} << list;
    }
    return history;
}

const std::vector<double> kChances = {0.12, 0.10, 0.08, 0.15, 0.06};

std::size_t of_independent_lists(RandomStream& random) {
    return independently(random, kChances);
}
// Whoever is on the first list is more often on the second (odds ratio 4), and on the fourth less often on
// the fifth (1/4).
std::size_t of_dependent_pairs(RandomStream& random) {
    std::vector<double> chances = kChances;
    const auto odds_times = [](double chance, double times) {
        return chance * times / (1 - chance + chance * times);
    };
    const bool first = random.uniform() < chances[0];
    if (first) chances[1] = odds_times(chances[1], 4);
    const bool fourth = random.uniform() < chances[3];
    if (fourth) chances[4] = odds_times(chances[4], 0.25);
    chances[0] = first ? 1 : 0;
    chances[3] = fourth ? 1 : 0;
    return independently(random, chances);
}
// Three in ten are four times as visible on every list.
std::size_t of_two_classes(RandomStream& random) {
    std::vector<double> chances = kChances;
    const double times = random.uniform() < 0.3 ? 2.1 : 0.53;
    for (double& chance : chances) chance *= times;
    return independently(random, chances);
}

CaptureTable drawn(const Person& person, std::uint64_t run) {
    RandomStream random(kSeed, run);
    CaptureTable table{{"A", "B", "C", "D", "E"}, std::vector<double>(std::size_t{1} << kLists)};
    for (double number = 0; number < kPopulation; number += 1) table.count[person(random)] += 1;
    table.count[0] = 0;
    return table;
}

struct Answer {
    double estimate = 0;
    Limits limits;
};
using Method = std::function<std::optional<Answer>(const CaptureTable&, std::uint64_t run)>;

std::optional<Answer> by_bootstrap(const CaptureTable& table, const MakeRule& make, std::uint64_t run) {
    BootstrapWish wish;
    wish.seed = kSeed + run;
    const auto found = bootstrap(table, make, wish);
    if (!found) return std::nullopt;
    return Answer{found->estimate, found->bca};
}
std::optional<Answer> stepwise_bca(const CaptureTable& table, std::uint64_t run) {
    return by_bootstrap(table, [] { return stepwise_rule(kLists, 0.02); }, run);
}
std::optional<Answer> independence_bca(const CaptureTable& table, std::uint64_t run) {
    return by_bootstrap(table, [] { return fixed_rule(kLists, independence(kLists)); }, run);
}
std::optional<Answer> stepwise_profile(const CaptureTable& table, std::uint64_t) {
    const auto rule = stepwise_rule(kLists, 0.02);
    const Choice choice = rule->choose(table.count);
    if (!choice.admissible) return std::nullopt;
    return Answer{observed(table) + choice.dark,
                  profile_limits(table, with_terms(kLists, choice.terms), 0.95).limits};
}
std::optional<Answer> graphs(const CaptureTable& table, std::uint64_t) {
    const GraphAverage average = average_over_graphs(table);
    return Answer{average.estimate, {average.lower, average.upper}};
}
std::optional<Answer> latent_classes(const CaptureTable& table, std::uint64_t run) {
    LatentClassOptions options;
    options.seed = kSeed + run;
    options.most_sweeps = 640'000;
    const auto found = estimate_latent_classes(table, options);
    if (!found.limits) return std::nullopt;
    return Answer{found.limits->estimate, {found.limits->lower, found.limits->upper}};
}

struct Row {
    std::size_t runs = 0;
    std::size_t answers = 0;
    std::size_t covered = 0;
    std::size_t too_low = 0;  // the whole interval below the truth
    std::vector<double> estimates;
    std::vector<double> widths;
};

Row measured(const Person& person, const Method& method, std::size_t runs, unsigned threads) {
    std::vector<std::optional<Answer>> answers(runs);
    share_out(runs, threads, {}, [&](std::size_t run) {
        const CaptureTable table = drawn(person, run);
        if (can_be_estimated(table)) answers[run] = method(table, run);
    });
    Row row;
    row.runs = runs;
    for (const auto& answer : answers) {
        if (!answer) continue;
        ++row.answers;
        row.estimates.push_back(answer->estimate);
        row.widths.push_back(answer->limits.upper - answer->limits.lower);
        if (answer->limits.upper < kPopulation) ++row.too_low;
        if (answer->limits.lower <= kPopulation && kPopulation <= answer->limits.upper) ++row.covered;
    }
    return row;
}

double median(std::vector<double> values) {
    if (values.empty()) return std::nan("");
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void print_row(const std::string& population, const std::string& method, const Row& row) {
    const auto share = [&row](std::size_t part) {
        return 100 * static_cast<double>(part) / static_cast<double>(row.answers);
    };
    const double covered = share(row.covered);
    const double error = std::sqrt(covered * (100 - covered) / static_cast<double>(row.answers));
    std::cout << fmt::format("| {} | {} | {} of {} | {:.1f} ± {:.1f} | {:.1f} | {:.0f} | {:.0f} |\n",
                             population, method, row.answers, row.runs, covered, error, share(row.too_low),
                             median(row.estimates), median(row.widths))
              << std::flush;
}

void print_head() {
    std::cout
        << "# How often the intervals hold the truth\n\n"
        << "Simulated populations of 2,000 people and five lists, which 6 to 15 in a hundred people are on. "
           "Made by `waymark_estimation_coverage`\n(`bench/estimation/coverage.cpp`), with fixed seeds: it "
           "prints this page. Every interval claims 95 %.\n\n"
        << "| population | method | runs with an answer | holds the truth, % | lies below it, % | "
           "median estimate | median width |\n| --- | --- | --- | --- | --- | --- | --- |\n";
}

void print_page(std::size_t runs, std::size_t latent_runs, unsigned threads) {
    const std::pair<const char*, Person> populations[] = {
        {"lists independent", of_independent_lists},
        {"two pairs of lists depend", of_dependent_pairs},
        {"two kinds of people, one four times as visible", of_two_classes}};
    struct Measured {
        const char* name;
        Method method;
        bool slow;
    };
    const Measured methods[] = {{"independence, BCa", independence_bca, false},
                                {"stepwise, BCa with the selection", stepwise_bca, false},
                                {"stepwise, profile of the model chosen", stepwise_profile, false},
                                {"graph average", graphs, false},
                                {"latent classes", latent_classes, true}};
    print_head();
    for (const auto& [population, person] : populations) {
        for (const Measured& one : methods) {
            print_row(population, one.name,
                      measured(person, one.method, one.slow ? latent_runs : runs, threads));
        }
    }
}

}  // namespace
}  // namespace estimation

int main(int count, char** arguments) {
    const auto number = [&](int place, unsigned long otherwise) {
        return count > place ? std::stoul(arguments[place]) : otherwise;
    };
    estimation::print_page(number(1, 1000), number(2, 200), static_cast<unsigned>(number(3, 1)));
    return 0;
}
