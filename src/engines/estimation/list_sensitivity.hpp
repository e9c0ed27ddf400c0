#pragma once
// How far an estimate rests on one list, on how many people are known, and whether the method finds totals
// that are known (estimation.md 4.11). Each asks the method again about other tables. Pure; the same for any
// number of threads.

#include "engines/estimation/estimator.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace estimation {

struct ListChange {
    enum class Kind { left_out, merged, few_overlaps_left_out };
    Kind kind = Kind::left_out;
    std::vector<std::size_t> lists;    // numbers in the table
    std::optional<double> population;  // none: nothing can be estimated then
};
// Each list left out, each pair merged, and all with fewer than five overlaps left out where there are some.
std::vector<ListChange> list_changes(const CaptureTable& table, const Estimator& estimator,
                                     unsigned threads = 1, const std::stop_token& stop = {});

// The people of one list as a population whose size is known (Binette and Steorts, JRSS A 185, 2022).
struct KnownTotal {
    std::size_t list = 0;
    double people = 0;
    std::optional<EstimateWithLimits> estimate;
    double log_bias = 0;          // ln of the estimate by the truth, where there is one
    std::optional<bool> covered;  // where there are limits
};
struct InternalConsistency {
    std::vector<KnownTotal> lists;
    std::optional<double> mean_log_bias;
    std::optional<double> coverage;  // share of the limits that hold the truth
};
InternalConsistency internal_consistency(const CaptureTable& table, const Estimator& estimator);

// Estimates from some of the people: a curve that drifts says that it would go on drifting.
struct TrajectoryPoint {
    double share = 1;
    std::size_t estimates = 0;  // of the subsamples that had one
    std::size_t failed = 0;
    double lower_quartile = 0;
    double median = 0;
    double upper_quartile = 0;
};
struct TrajectoryWish {
    std::size_t subsamples = 50;  // for each share below 1
    std::uint64_t seed = 1;
    unsigned threads = 1;
    std::stop_token stop;
};
// At 20, 40, 60, 80 and 100 % of the people.
std::vector<TrajectoryPoint> trajectory(const CaptureTable& table, const Estimator& estimator,
                                        const TrajectoryWish& wish = {});

}  // namespace estimation
