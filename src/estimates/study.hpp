#pragma once
// What the engine makes of a kept estimate: the chosen method, the others beside it, and what drives the
// answer (estimation.md 4.11, 5). Computed when it is shown; the same for the same kept estimate and program,
// to the last bit. How much is done depends on the number of lists alone, so that one page costs at most a
// few seconds of one processor. Pure; any thread.

#include "engines/estimation/anchors.hpp"
#include "engines/estimation/dependence_odds.hpp"
#include "engines/estimation/estimate.hpp"
#include "engines/estimation/list_sensitivity.hpp"
#include "estimates/kept_estimate.hpp"

#include <optional>
#include <string>
#include <vector>

namespace estimates {

struct Study {
    estimation::CaptureTable table;
    double observed = 0;
    std::vector<estimation::Estimate> methods;  // the chosen one first
    std::optional<estimation::ChaoBound> chao;
    std::optional<estimation::SampleCoverage> coverage;
    std::vector<estimation::PairAnchor> pairs;
    std::vector<estimation::ListChange> lists;     // by the stepwise method
    std::vector<estimation::PairOdds> odds;        // about the chosen model, or the stepwise one
    std::vector<estimation::MissingOdds> missing;  // about the chosen estimate
    std::string engine;                            // "waymark 0.1.0"

    const estimation::Estimate& chosen() const { return methods.front(); }
};

// Below this many people nothing is estimated from a table: the answer would tell of them.
constexpr double kPeopleFewest = 10;

// Problems: rule_refuses "too_few_people"; those of reading a table, which a kept one has not.
base::Result<Study> study(const KeptEstimate& estimate);

}  // namespace estimates
