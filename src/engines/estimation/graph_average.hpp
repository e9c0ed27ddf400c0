#pragma once
// The size of the population, averaged over all decomposable graphs of dependence between lists (Madigan and
// York, Biometrika 84, 1997; estimation.md 4.7), in closed form. Assumes that one of those graphs holds, that
// the population is closed, and that links between lists are right. Pure; may use several threads, and the
// result is the same for any number of them.

#include "engines/estimation/capture_table.hpp"
#include "engines/estimation/population_posterior.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace estimation {

struct GraphAverageOptions {
    // Added to each of the 2^lists cells (hyper-Dirichlet prior); 0 stands for 2^-lists.
    double delta = 0;
    // ln p(N) up to a constant; none stands for p(N) proportional to 1/N.
    std::function<double(double)> log_prior;
    // 0: the grid grows until what lies beyond it has less than a millionth of the mass, or to
    // most_missing. Else it ends at this many times the observed, as dga's does, in grid_points steps, or at
    // every whole number where grid_points is 0. dga's answer depends on this end: for comparison only.
    double nmax_factor = 0;
    std::size_t grid_points = 0;
    double most_missing = 1e7;
    double level = 0.95;
    unsigned threads = 1;
};

struct GraphAverage {
    struct Graph {
        std::uint32_t edges = 0;    // bit edge_number(i, j)
        std::vector<Mask> cliques;  // each list in one at least
        double probability = 0;
    };

    PopulationPosterior posterior;
    double estimate = 0;  // the median
    double mean = 0;
    double lower = 0;
    double upper = 0;
    std::vector<PopulationPosterior::Mode> modes;
    std::vector<Graph> graphs;             // all, the most probable first
    std::vector<double> edge_probability;  // by edge_number
    // Bound on the mass beyond the end of the grid, as a share of that on it; infinite where the posterior is
    // no distribution at all. Only for a grid that grows.
    double tail_mass = 0;
    // The grid ended before the mass did: the upper limit is the prior's and the grid's, not the data's.
    bool upper_is_the_priors = false;
    bool stopped = false;         // asked to stop before the end: nothing else is filled in
    bool too_many_lists = false;  // more than kGraphListsMost: nor here
};

GraphAverage average_over_graphs(const CaptureTable& table, const GraphAverageOptions& options = {},
                                 const std::stop_token& stop = {});

struct PriorSensitivity {
    struct Row {
        double delta = 0;
        bool flat_prior = false;  // p(N) the same for each N, else proportional to 1/N
        double estimate = 0;
        double lower = 0;
        double upper = 0;
        bool upper_is_the_priors = false;
    };
    std::vector<Row> rows;
};

// The average again with delta 0.5, 2^-lists and 1, and with p(N) proportional to 1/N and flat.
PriorSensitivity graph_prior_sensitivity(const CaptureTable& table, const GraphAverageOptions& options = {},
                                         const std::stop_token& stop = {});

}  // namespace estimation
