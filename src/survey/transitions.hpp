#pragma once
// What two totals alone allow (survey.md 6.3; Fréchet's limits of a table from its margins): where one round
// is known by its totals only, nobody can say which States moved, and these ranges are all there is. Pure;
// safe from any thread.

#include "base/result.hpp"

#include <cstdint>

namespace survey {

struct WholeRange {
    std::int64_t min = 0;
    std::int64_t max = 0;

    friend bool operator==(const WholeRange&, const WholeRange&) = default;
};

// Counts of States. gained - lost is after - before throughout.
struct Transitions {
    WholeRange stay;
    WholeRange gained;
    WholeRange lost;

    friend bool operator==(const Transitions&, const Transitions&) = default;
};

// `before` and `after` hold the target, of `population` States in all: those of either round, where the
// populations differ. Problem: invalid_input naming `before` or `after`, below 0 or above the population.
base::Result<Transitions> transitions(std::int64_t before, std::int64_t after, std::int64_t population);

// The least and the most that the sign test could give for these transitions: with the fewest movers, and
// with the most.
struct SignTestRange {
    double least = 1;
    double most = 1;
};
base::Result<SignTestRange> sign_test_range(const Transitions& transitions);

}  // namespace survey
