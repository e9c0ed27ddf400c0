#pragma once
// Estimates that need no model to be chosen, always shown beside the others (estimation.md 4.10). Positive
// dependence between lists makes each of them too low, negative too high. Pure.

#include "engines/estimation/capture_table.hpp"
#include "engines/estimation/model_intervals.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace estimation {

// Two lists as if there were no others.
struct PairAnchor {
    std::size_t first = 0;
    std::size_t second = 0;
    double on_both = 0;
    std::optional<double> petersen;  // none without anybody on both
    double chapman = 0;
    Limits chapman_limits;  // normal, with Seber's variance; not below those seen
};
std::vector<PairAnchor> pair_anchors(const CaptureTable& table, double level = 0.95);

// Chao's lower bound with a chance for each list (Mth): those on one list and on two against each other,
// those on three or more given parameters of their own (Rivest and Baillargeon, Biometrics 63, 2007).
struct ChaoBound {
    double bound = 0;  // of N
    Profile profile;
    std::vector<int> own_parameters;  // numbers of lists that have one; those that would lower it have not
};
// None where the fit has no estimate.
std::optional<ChaoBound> chao_bound(const CaptureTable& table, double level = 0.95);

// What share of the population's chances the lists cover (Chao and Tsay, Biometrics 54, 1998; for more than
// three lists with the pairwise terms alone).
struct SampleCoverage {
    double coverage = 0;
    double independent = 0;  // lists independent and all people alike
    // With dependence between pairs. None where the coverage is too low for the equation to have an answer
    // above the observed: CARE1 returns the observed then, without a word.
    std::optional<double> high_coverage;
    double low_coverage = 0;  // one step from the independent
};
// None where nobody is on two lists.
std::optional<SampleCoverage> sample_coverage(const CaptureTable& table);

}  // namespace estimation
