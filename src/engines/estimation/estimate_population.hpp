#pragma once
// One method on one table, with everything that has to be said beside its number. The way in for the command
// line and the pages. Pure; may use several threads, and the result is the same for any number of them.

#include "engines/estimation/bootstrap.hpp"
#include "engines/estimation/estimate.hpp"
#include "engines/estimation/evidence.hpp"

#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

namespace estimation {

struct EstimateWish {
    std::optional<double> p;  // of the stepwise methods: 0.02, and 0.05 by AIC
    int max_order = 2;        // of the terms that aic and bic try
    HierarchicalModel model;  // of the method `fixed`
    Interval::Kind interval = Interval::Kind::bca;
    std::size_t replicates = 1000;
    std::uint64_t seed = 1;
    unsigned threads = 1;
    double level = 0.95;
    std::optional<double> nmax_factor;    // none: the grid of bma grows until it holds all
    std::size_t sweeps_most = 4'000'000;  // of each chain of lcmcr, before it says that it does not settle
    std::stop_token stop;
    // From any thread, one call at a time.
    std::function<void(std::string_view step, std::size_t done, std::size_t total)> progress;
};

// Those that this program has.
const std::vector<Method>& methods();

// How the other methods and the omission of lists bear on it: once for a table, for all its estimates.
std::vector<PanelEntry> method_panel(const CaptureTable& table, const EstimateWish& wish);

// None where it was told to stop. `method` is one of methods().
std::optional<Estimate> estimate_population(const CaptureTable& table, Method method,
                                            const EstimateWish& wish, const std::vector<PanelEntry>& panel);

}  // namespace estimation
