#pragma once
// What `waymark estimate` prints, for people and for programs. Made of estimation::Estimate alone, so that
// nothing is printed without its assumption and its status. Pure.

#include "engines/estimation/anchors.hpp"
#include "engines/estimation/estimate.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cli {

// What all estimates of one run share.
struct EstimateOrigin {
    std::vector<std::string> lists;
    double observed = 0;
    std::uint64_t seed = 0;
    std::string engine;
    std::string input_sha256;
    // What needs no model, shown beside every estimate.
    std::optional<estimation::ChaoBound> chao;
    std::vector<estimation::PairAnchor> pairs;
    std::optional<estimation::SampleCoverage> coverage;
};

// One object; of several, one with "results".
std::string estimate_as_json(const estimation::Estimate& estimate, const EstimateOrigin& origin);
std::string estimates_as_json(const std::vector<estimation::Estimate>& estimates,
                              const EstimateOrigin& origin);
std::string estimates_as_text(const std::vector<estimation::Estimate>& estimates,
                              const EstimateOrigin& origin);

}  // namespace cli
