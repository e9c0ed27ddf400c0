#pragma once
// What the evidence behind a set can and cannot say (domain.md 6.5): published accuracy of other question
// sets as facts with their sources, what such accuracy means for a thousand people, and the note shown beside
// every result. No set shipped here has a measured accuracy; the numbers show how a flag is to be read. Pure;
// safe from any thread.

#include "screening/instrument.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace screening {

struct PublishedAccuracy {
    std::string_view tool;
    std::string_view population_key;
    double sensitivity;
    double specificity;
    int reference_positives;  // people positive on the reference; 0 where not published in the sources seen
    std::string_view evidence_sensitivity;
    std::string_view evidence_specificity;
};

// QYIT, RAFT external validation, RAFT derivation.
std::span<const PublishedAccuracy> published_accuracies();

// For every thousand people screened.
struct ScreeningYield {
    double flagged = 0;
    double affected_share_of_flagged = 0;  // positive predictive value, 0 to 1; 0 where nobody is flagged
    double missed = 0;
};

// Prevalence between 0 and 1; what lies outside is taken to the nearer end.
ScreeningYield yield_per_thousand(const PublishedAccuracy& accuracy, double prevalence);

struct EvidenceNote {
    std::vector<std::string> text_keys;  // in the order to be read
    bool weights_verified = false;       // against the original; where false the note says so
};

EvidenceNote evidence_note_for(const Instrument& instrument);

}  // namespace screening
