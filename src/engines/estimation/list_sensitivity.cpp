#include "engines/estimation/list_sensitivity.hpp"

#include "engines/estimation/normal_quantile.hpp"
#include "engines/estimation/share_out.hpp"
#include "engines/estimation/table_changes.hpp"

#include <algorithm>
#include <cmath>

namespace estimation {

namespace {

// Streams of the seed that neither bootstrap replicates nor chains use.
constexpr std::uint64_t kFirstStream = std::uint64_t{2} << 40U;
constexpr double kFewOverlaps = 5;

CaptureTable changed(const CaptureTable& table, const ListChange& change) {
    if (change.kind == ListChange::Kind::merged)
        return with_lists_merged(table, change.lists[0], change.lists[1]);
    CaptureTable left = table;
    for (auto list = change.lists.rbegin(); list != change.lists.rend(); ++list)
        left = leaving_out(left, *list);
    return left;
}

}  // namespace

std::vector<ListChange> list_changes(const CaptureTable& table, const Estimator& estimator, unsigned threads,
                                     const std::stop_token& stop) {
    using Kind = ListChange::Kind;
    std::vector<ListChange> changes;
    std::vector<std::size_t> few;
    for (std::size_t list = 0; list < table.list_count(); ++list) {
        changes.push_back({Kind::left_out, {list}, std::nullopt});
        if (overlapping_with(table, list) < kFewOverlaps) few.push_back(list);
    }
    for (std::size_t one = 0; one < table.list_count(); ++one) {
        for (std::size_t other = one + 1; other < table.list_count(); ++other) {
            changes.push_back({Kind::merged, {one, other}, std::nullopt});
        }
    }
    if (!few.empty()) changes.push_back({Kind::few_overlaps_left_out, few, std::nullopt});
    share_out(changes.size(), threads, stop, [&](std::size_t number) {
        const CaptureTable other = changed(table, changes[number]);
        if (!can_be_estimated(other)) return;
        if (const auto estimate = estimator(other)) changes[number].population = estimate->population;
    });
    return changes;
}

InternalConsistency internal_consistency(const CaptureTable& table, const Estimator& estimator) {
    InternalConsistency found;
    double bias = 0;
    double estimates = 0;
    double covered = 0;
    double limits = 0;
    for (std::size_t list = 0; list < table.list_count(); ++list) {
        KnownTotal known{list, people_on(table, list), std::nullopt, 0, std::nullopt};
        const CaptureTable others = on_list(table, list);
        if (can_be_estimated(others)) known.estimate = estimator(others);
        if (known.estimate) {
            known.log_bias = std::log(known.estimate->population / known.people);
            bias += known.log_bias;
            estimates += 1;
            if (const auto& range = known.estimate->limits) {
                known.covered = range->lower <= known.people && known.people <= range->upper;
                covered += *known.covered ? 1 : 0;
                limits += 1;
            }
        }
        found.lists.push_back(known);
    }
    if (estimates > 0) found.mean_log_bias = bias / estimates;
    if (limits > 0) found.coverage = covered / limits;
    return found;
}

std::vector<TrajectoryPoint> trajectory(const CaptureTable& table, const Estimator& estimator,
                                        const TrajectoryWish& wish) {
    constexpr std::size_t kShares = 5;
    std::vector<std::optional<double>> estimates((kShares - 1) * wish.subsamples + 1);
    const auto share_of = [&](std::size_t number) {
        const std::size_t step = number / wish.subsamples + 1;
        return static_cast<double>(step) / static_cast<double>(kShares);
    };
    share_out(estimates.size(), wish.threads, wish.stop, [&](std::size_t number) {
        RandomStream random(wish.seed, kFirstStream + number);
        const bool all = number + 1 == estimates.size();
        const CaptureTable some =
            all ? table : some_of(table, std::round(share_of(number) * observed(table)), random);
        if (!can_be_estimated(some)) return;
        if (const auto estimate = estimator(some)) estimates[number] = estimate->population;
    });
    std::vector<TrajectoryPoint> points;
    for (std::size_t share = 0; share < kShares; ++share) {
        TrajectoryPoint point;
        point.share = static_cast<double>(share + 1) / static_cast<double>(kShares);
        std::vector<double> sorted;
        const std::size_t end = std::min(estimates.size(), (share + 1) * wish.subsamples);
        for (std::size_t number = share * wish.subsamples; number < end; ++number) {
            if (estimates[number]) sorted.push_back(*estimates[number]);
        }
        std::sort(sorted.begin(), sorted.end());
        point.estimates = sorted.size();
        point.failed = end - share * wish.subsamples - sorted.size();
        if (!sorted.empty()) {
            point.lower_quartile = quantile_of(sorted, 0.25);
            point.median = quantile_of(sorted, 0.5);
            point.upper_quartile = quantile_of(sorted, 0.75);
        }
        points.push_back(point);
    }
    return points;
}

}  // namespace estimation
