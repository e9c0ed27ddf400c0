#pragma once
// What no data can tell: how the estimate moves with dependences that are assumed, not estimated
// (estimation.md 4.11). Pure.

#include "engines/estimation/loglinear_fit.hpp"
#include "engines/estimation/model_intervals.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace estimation {

// N if those on no list were so many times as many as estimated: as an interaction of all lists would make
// them. The observed table looks the same for each.
struct MissingOdds {
    double odds = 1;
    double population = 0;
};
std::vector<MissingOdds> missing_cell_odds(double observed, double dark_figure);  // from 1/10 to 10

// The number on no list that leaves no interaction of all lists together, straight from the table: products
// of the histories with an odd number of lists by those with an even one. Half a person for each history is
// spread as independence would have it, lest a zero decide.
double dark_without_top_interaction(const CaptureTable& table);

// The odds ratio of a pair of lists held at a value, everything else fitted.
struct PairOdds {
    static constexpr std::array<double, 5> kOdds = {0.25, 0.5, 1, 2, 4};

    Mask pair = 0;
    std::array<std::optional<double>, kOdds.size()> population;  // none where there is no estimate
    // The odds ratio nearest to 1 at which N is half or twice the estimate, within a thousandfold.
    std::optional<double> tipping;
};
// For each pair. A pair that is part of a larger term of the model is held too.
std::vector<PairOdds> pair_odds(const CaptureTable& table, const HierarchicalModel& model);

// An odds ratio that is only known to lie between limits: "police and border never less than independent".
struct PairRange {
    Mask pair = 0;
    double least = 1;
    double most = 1;
};
struct DependenceBounds {
    Limits population;     // the smallest and the largest estimate
    Limits with_sampling;  // the lowest lower and the highest upper profile limit at the ends of the ranges
};
// At most six ranges, above 0. None where the model without those pairs has no estimate.
std::optional<DependenceBounds> dependence_bounds(const CaptureTable& table, const HierarchicalModel& model,
                                                  std::span<const PairRange> ranges, double level = 0.95);

}  // namespace estimation
