#include "engines/estimation/strata.hpp"

#include "engines/estimation/random_stream.hpp"
#include "engines/estimation/share_out.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace estimation {

namespace {

constexpr std::uint64_t kFirstStream = std::uint64_t{4} << 40U;
constexpr std::size_t kPiece = 16;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double estimate_of(ModelRule& rule, const std::vector<double>& count, double people) {
    const Choice choice = rule.choose(count);
    return choice.admissible ? people + choice.dark : kNone;
}

CaptureTable all_together(std::span<const Stratum> strata) {
    CaptureTable all = strata.front().table;
    for (const Stratum& stratum : strata.subspan(1)) {
        for (std::size_t history = 0; history < all.cell_count(); ++history) {
            all.count[history] += stratum.table.count[history];
        }
    }
    return all;
}

// The total without one person of each history of each stratum, as if the strata were one long table.
double joint_acceleration(std::span<const Stratum> strata, const StratifiedEstimate& estimate,
                          const MakeRule& make, const BootstrapWish& wish) {
    CaptureTable together;
    std::vector<double> without_one;
    double total = 0;
    for (const auto& part : estimate.parts) total += part.population;
    for (std::size_t number = 0; number < strata.size(); ++number) {
        const CaptureTable& table = strata[number].table;
        const double others = total - estimate.parts[number].population;
        const auto here = leave_one_out(table, make, wish);
        together.count.insert(together.count.end(), table.count.begin(), table.count.end());
        for (const double one : here) without_one.push_back(others + one);
    }
    return acceleration_of(together, without_one);
}

std::vector<double> resampled_totals(std::span<const Stratum> strata, const MakeRule& make,
                                     const BootstrapWish& wish) {
    std::vector<double> totals(wish.replicates, 0);
    share_out((wish.replicates + kPiece - 1) / kPiece, wish.threads, wish.stop, [&](std::size_t piece) {
        const auto rule = make();
        const std::size_t end = std::min(wish.replicates, (piece + 1) * kPiece);
        for (std::size_t replicate = piece * kPiece; replicate < end; ++replicate) {
            RandomStream random(wish.seed, kFirstStream + replicate);
            for (const Stratum& stratum : strata) {
                const double people = observed(stratum.table);
                std::vector<double> count(stratum.table.cell_count());
                random.multinomial(people, stratum.table.count, count);
                totals[replicate] += estimate_of(*rule, count, people);
            }
        }
    });
    return totals;
}

}  // namespace

StratifiedEstimate estimate_strata(std::span<const Stratum> strata, const MakeRuleFor& make,
                                   const BootstrapWish& wish) {
    StratifiedEstimate estimate;
    if (strata.empty()) return estimate;
    const MakeRule rule = [&] { return make(strata.front().table.list_count()); };
    double total = 0;
    for (std::size_t number = 0; number < strata.size(); ++number) {
        const CaptureTable& table = strata[number].table;
        const double overlaps = overlapping(table);
        const double population = estimate_of(*rule(), table.count, observed(table));
        if (overlaps < kOverlapsFewest) {
            estimate.problems.push_back({number, StratumProblem::Why::few_overlaps, overlaps});
        } else if (std::isnan(population)) {
            estimate.problems.push_back({number, StratumProblem::Why::no_estimate, overlaps});
        }
        estimate.parts.push_back({observed(table), population});
        total += population;
    }
    const CaptureTable all = all_together(strata);
    const double pooled = estimate_of(*rule(), all.count, observed(all));
    if (!std::isnan(pooled)) estimate.pooled = pooled;
    if (!estimate.problems.empty()) {
        estimate.parts.clear();
        return estimate;
    }
    if (estimate.pooled) estimate.gap = total / pooled;
    Bootstrap joint{.estimate = total, .replicates = wish.replicates};
    joint.acceleration = joint_acceleration(strata, estimate, rule, wish);
    joint.estimates = resampled_totals(strata, rule, wish);
    if (wish.stop.stop_requested()) return estimate;
    std::erase_if(joint.estimates, [](double one) { return std::isnan(one); });
    joint.failed = wish.replicates - joint.estimates.size();
    if (joint.estimates.empty()) return estimate;
    std::ranges::sort(joint.estimates);
    set_limits(joint, wish.level);
    estimate.total = std::move(joint);
    return estimate;
}

std::vector<double> summed_draws(std::span<const std::vector<double>> strata) {
    if (strata.empty()) return {};
    std::size_t count = strata.front().size();
    for (const auto& draws : strata) count = std::min(count, draws.size());
    std::vector<double> sums(count, 0);
    for (const auto& draws : strata) {
        for (std::size_t draw = 0; draw < count; ++draw) sums[draw] += draws[draw];
    }
    return sums;
}

}  // namespace estimation
