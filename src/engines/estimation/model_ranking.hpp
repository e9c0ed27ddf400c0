#pragma once
// Every hierarchical model up to an order, fitted and ranked by an information criterion (estimation.md 4.5):
// the whole list, never only the winner. Pure; any thread.

#include "engines/estimation/model_rule.hpp"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace estimation {

struct RankedModel {
    std::uint64_t interactions = 0;  // bit i: interactions(lists, order)[i] is in
    double dark = 0;
    double deviance = 0;
    int parameters = 0;
    double aic = 0;
    double bic = 0;
    double weight = 0;  // of the criterion: exp(-(value - best) / 2), all adding up to 1
};

struct Ranking {
    std::vector<Mask> interactions;
    std::vector<RankedModel> models;  // admissible ones, best first
    std::size_t refused = 0;          // without an estimate, or with more than one
    bool stopped = false;             // told to; not all were tried

    HierarchicalModel model_at(std::size_t place, std::size_t lists) const;
};

// How many models that are, the saturated one excepted; no more than `most` are counted.
std::size_t count_models(std::size_t lists, int order, std::size_t most);

// Tries every one: for up to 63 interactions, and for as many models as there is time and memory for. Ties:
// the model with its interactions earlier in 12, 13, ... 23.
Ranking rank_models(const CaptureTable& table, Criterion criterion, int order,
                    const std::stop_token& stop = {});

}  // namespace estimation
