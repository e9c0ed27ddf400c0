#pragma once
// The size of a population whose people fall into classes of different chances to be on each list: a
// Dirichlet process of latent classes (LCMCR; Manrique-Vallier, Biometrics 72, 2016; estimation.md 4.8).
// Assumes that within a class the lists are independent. Chains run until they agree: where they do not
// within the budget, there are modes and no interval. Pure; the same for any number of threads.

#include "engines/estimation/capture_table.hpp"
#include "engines/estimation/chain_diagnostics.hpp"
#include "engines/estimation/latent_class_chain.hpp"
#include "engines/estimation/population_posterior.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace estimation {

struct LatentClassOptions {
    LatentClassModel model;
    std::size_t chains = 8;             // from few to many missing
    std::size_t first_sweeps = 20'000;  // to a chain; then twice as many, until they agree
    std::size_t most_sweeps = 4'000'000;
    // Chains that do not agree by then begin again, each beside three whose prior of alpha wants more
    // classes, with which it trades places: so it gets from one mode to another. Four times the work for a
    // sweep, and a quarter of the sweeps at most.
    enum class Tempering { never, when_needed, always };
    Tempering tempering = Tempering::when_needed;
    double r_hat_below = 1.01;
    double ess_above = 400;  // bulk and tail
    double level = 0.95;
    std::uint64_t seed = 1;
    unsigned threads = 1;
    std::function<void(std::size_t sweeps, const ChainDiagnostics&)> progress;  // after each round
};

struct LatentClassEstimate {
    struct Limits {
        double estimate = 0;  // the median
        double lower = 0;
        double upper = 0;
    };

    bool converged = false;
    std::optional<Limits> limits;  // only of chains that agree
    ChainDiagnostics diagnostics;
    std::size_t sweeps = 0;  // of each chain, the first half of them thrown away
    bool tempered = false;   // of chains that traded places with others
    // Of ln N, with rough masses, whether or not the chains agree.
    std::vector<PopulationPosterior::Mode> modes;
    double classes_used = 0;          // on average
    double above_ten_times = 0;       // share of the draws with N above ten times the observed
    std::vector<double> populations;  // the draws kept, chain after chain
    bool stopped = false;             // asked to stop; the rest tells how far it came
};

LatentClassEstimate estimate_latent_classes(const CaptureTable& table, const LatentClassOptions& options = {},
                                            const std::stop_token& stop = {});

}  // namespace estimation
