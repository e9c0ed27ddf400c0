#pragma once
// What wrong links between lists do to an estimate (estimation.md 4.12). Every peer takes them for perfect.
// Where the linkage has a posterior, the estimates from its draws are combined; where it has none, as with
// tokens that cannot be compared for likeness, tables with more errors of given rates show the band. Pure;
// the same for any number of threads.

#include "engines/estimation/estimator.hpp"
#include "engines/estimation/random_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace estimation {

// From the table of one draw of the linkage.
struct LinkageDraw {
    double observed = 0;
    double dark_figure = 0;
    double log_dark_variance = 0;
};
struct CombinedEstimate {
    double population = 0;
    Limits limits;
    double within = 0;   // variance of ln dark figure that each table has by itself
    double between = 0;  // and that the linkage adds
    double degrees_of_freedom = 0;
};
// Rubin's rule on the logarithm of the dark figure. None for less than two draws.
std::optional<CombinedEstimate> combine_linkage_draws(std::span<const LinkageDraw> draws,
                                                      double level = 0.95);
// Draws of the population by a Bayesian method, of each linkage as many as of the others.
EstimateWithLimits pool_linkage_draws(std::span<const std::vector<double>> populations, double level = 0.95);

// Of each person's links, a share comes apart: the person splits, each break setting one list's record apart.
CaptureTable with_links_missed(const CaptureTable& table, double share, RandomStream& random);
// As many as that share of those on two lists or more: two people on different lists become one.
CaptureTable with_links_invented(const CaptureTable& table, double share, RandomStream& random);

struct LinkageRates {
    std::optional<double> missed;    // of the true links
    std::optional<double> invented;  // false links, as a share of those on two lists or more
};
struct LinkageWish {
    std::size_t tables = 200;
    std::uint64_t seed = 1;
    double level = 0.95;
    unsigned threads = 1;
    std::stop_token stop;
};
struct LinkageBand {
    double estimate = 0;  // of the table as it is
    double median = 0;    // of those with more errors
    Limits limits;
    std::size_t failed = 0;
    // The estimate moved back by as much as these errors move it: only where both rates are given, or the
    // one that is left out would pass for 0.
    std::optional<double> corrected;
};
// None where the table itself has no estimate, none of the others has, or told to stop.
std::optional<LinkageBand> linkage_what_if(const CaptureTable& table, const Estimator& estimator,
                                           const LinkageRates& rates, const LinkageWish& wish = {});

}  // namespace estimation
