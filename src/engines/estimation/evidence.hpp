#pragma once
// How far an estimate depends on what was chosen and what cannot be tested: other methods beside it, each
// list left out, pairs that might depend on each other after all (estimation.md 5.3). Pure; any thread.

#include "engines/estimation/estimate.hpp"
#include "engines/estimation/model_rule.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace estimation {

// A rule for a number of lists.
using RuleFor = std::function<std::unique_ptr<ModelRule>(std::size_t lists)>;

struct PanelEntry {
    Method method = Method::stepwise;
    double estimate = 0;
};

struct WithoutList {
    std::size_t list = 0;
    std::optional<double> estimate;  // none: no estimate, or too few lists or overlaps are left
};

// What the estimate would be if two lists that the model leaves independent had these odds.
struct UntestedPair {
    Mask pair = 0;
    double odds = 1;
    double estimate = 0;
};

struct Evidence {
    bool some_dependence_is_admissible = false;
    std::vector<PanelEntry> panel;
    std::vector<WithoutList> without;  // by the same method
    // By the stepwise method, whatever the method at hand: a list that decides one answer puts all in doubt.
    std::optional<double> stepwise;
    std::vector<WithoutList> stepwise_without;
    std::vector<UntestedPair> untested;  // each pair at odds of 1/2 and 2
};

// Whether any model with one pair of dependent lists has an estimate.
bool some_dependence_is_admissible(const CaptureTable& table);
std::vector<WithoutList> without_each_list(const CaptureTable& table, const RuleFor& rule);
std::vector<UntestedPair> untested_pairs(const CaptureTable& table, const HierarchicalModel& model);

// The light and its reasons, by the rules of 5.3.
Status status_of(const CaptureTable& table, const Finding& finding, const Evidence& evidence);
// Assumptions in doubt, in plain words.
std::vector<std::string> warnings_of(const CaptureTable& table, const Finding& finding,
                                     const Evidence& evidence);

}  // namespace estimation
