#pragma once
// The interval that takes into account how the model was chosen (estimation.md 4.6): multinomial resamples,
// the choice repeated on each, limits corrected for bias and acceleration (BCa). The same numbers for any
// number of threads. Pure.

#include "engines/estimation/model_intervals.hpp"
#include "engines/estimation/model_rule.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

namespace estimation {

struct BootstrapWish {
    std::size_t replicates = 1000;
    std::uint64_t seed = 1;
    double level = 0.95;
    unsigned threads = 1;
    std::stop_token stop;
    // From any thread, one call at a time: resamples done, of how many.
    std::function<void(std::size_t done, std::size_t total)> progress;
};

struct Bootstrap {
    double estimate = 0;  // of the table itself, by the rule
    Limits bca;
    Limits percentile;
    std::size_t replicates = 0;
    std::size_t failed = 0;  // resamples for which no model had an estimate
    double share_below = 0;  // of resamples with an estimate strictly below that of the table
    double acceleration = 0;
    // All resamples on one side of the estimate: no correction is defined, bca holds the percentiles.
    bool one_sided = false;
    std::vector<double> estimates;  // of those that did not fail, in rising order
};

// None where the rule has no estimate for the table itself, or was told to stop.
std::optional<Bootstrap> bootstrap(const CaptureTable& table, const MakeRule& make,
                                   const BootstrapWish& wish);

// The limits, from the resamples' estimates in rising order: on its own, so that others' resamples can be put
// in.
void set_limits(Bootstrap& result, double level);
// From the estimates without one person of each history; NaN for a history without an estimate.
double acceleration_of(const CaptureTable& table, std::span<const double> without_one);
// Those estimates.
std::vector<double> leave_one_out(const CaptureTable& table, const MakeRule& make, const BootstrapWish& wish);

}  // namespace estimation
