#include "engines/estimation/other_findings.hpp"

#include "engines/estimation/anchors.hpp"
#include "engines/estimation/decomposable_graph.hpp"
#include "engines/estimation/graph_average.hpp"
#include "engines/estimation/latent_class.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace estimation {
namespace {

Interval credible(double level, const Limits& limits) {
    return {.kind = Interval::Kind::credible,
            .level = level,
            .limits = limits,
            .includes_selection = true,
            .percentile = {}};
}

std::string modes_in_words(const std::vector<PopulationPosterior::Mode>& modes) {
    std::string words;
    for (const PopulationPosterior::Mode& mode : modes) {
        words += fmt::format("{}about {:.0f} ({:.0f} % of the draws)", words.empty() ? "" : ", ",
                             mode.population, 100 * mode.mass);
    }
    return words;
}

}  // namespace

Finding of_graphs(const CaptureTable& table, const EstimateWish& wish) {
    Finding finding{.method = Method::bma};
    if (table.list_count() > kGraphListsMost) {
        finding.why_none = fmt::format(
            "the average over graphs of dependence takes {} lists at most: eight have 31 million such graphs",
            kGraphListsMost);
        return finding;
    }
    GraphAverageOptions options;
    options.level = wish.level;
    options.threads = wish.threads;
    if (wish.nmax_factor) options.nmax_factor = *wish.nmax_factor;
    const GraphAverage average = average_over_graphs(table, options, wish.stop);
    if (average.stopped) return finding;
    finding.estimate = average.estimate;
    finding.interval = credible(wish.level, {average.lower, average.upper});
    finding.upper_is_the_priors = average.upper_is_the_priors;
    finding.diagnostics.push_back({"mean", average.mean});
    finding.diagnostics.push_back({"modes", static_cast<double>(average.modes.size())});
    if (!wish.nmax_factor) finding.diagnostics.push_back({"tail_mass", average.tail_mass});
    return finding;
}

Finding of_latent_classes(const CaptureTable& table, const EstimateWish& wish) {
    Finding finding{.method = Method::lcmcr};
    LatentClassOptions options;
    options.level = wish.level;
    options.seed = wish.seed;
    options.threads = wish.threads;
    options.most_sweeps = wish.sweeps_most;
    options.first_sweeps = std::min(options.first_sweeps, wish.sweeps_most);
    if (wish.progress) {
        options.progress = [&](std::size_t sweeps, const ChainDiagnostics&) {
            wish.progress("lcmcr", sweeps, wish.sweeps_most);
        };
    }
    const LatentClassEstimate result = estimate_latent_classes(table, options, wish.stop);
    if (result.stopped) return finding;
    finding.diagnostics = {{"rhat", result.diagnostics.r_hat},
                           {"ess", std::min(result.diagnostics.bulk_ess, result.diagnostics.tail_ess)},
                           {"sweeps", static_cast<double>(result.sweeps)},
                           {"classes_used", result.classes_used},
                           {"above_ten_times", result.above_ten_times}};
    if (result.converged && result.limits) {
        finding.estimate = result.limits->estimate;
        finding.interval = credible(wish.level, {result.limits->lower, result.limits->upper});
        return finding;
    }
    finding.sampler_failed = true;
    finding.sampler_words = fmt::format(
        "after {} sweeps of each chain R-hat is {:.3f} and the effective size {:.0f}; the draws gather at "
        "{}, "
        "and how much weight each has is not settled",
        result.sweeps, result.diagnostics.r_hat,
        std::min(result.diagnostics.bulk_ess, result.diagnostics.tail_ess), modes_in_words(result.modes));
    return finding;
}

Finding of_chao(const CaptureTable& table, const EstimateWish& wish) {
    Finding finding{.method = Method::chao};
    const auto bound = chao_bound(table, wish.level);
    if (!bound) return finding;
    finding.estimate = bound->bound;
    finding.interval = Interval{.kind = Interval::Kind::profile,
                                .level = wish.level,
                                .limits = bound->profile.limits,
                                .percentile = {}};
    return finding;
}

}  // namespace estimation
