#include "screening/evidence_note.hpp"

#include <algorithm>
#include <array>

namespace screening {

std::span<const PublishedAccuracy> published_accuracies() {
    // domain.md 6.5
    static constexpr std::array<PublishedAccuracy, 3> kPublished{{
        {"QYIT", "screening_rules.evidence.population.qyit", 0.867, 0.765, 0, "V:S32", "V:S32"},
        {"RAFT", "screening_rules.evidence.population.raft_external", 1.0, 0.61, 12, "S:S33", "S:S33"},
        {"RAFT", "screening_rules.evidence.population.raft_derivation", 0.89, 0.74, 36, "V:S33", "K"},
    }};
    return kPublished;
}

ScreeningYield yield_per_thousand(const PublishedAccuracy& accuracy, double prevalence) {
    const double affected = 1000 * std::clamp(prevalence, 0.0, 1.0);
    const double found = affected * accuracy.sensitivity;
    const double flagged = found + (1000 - affected) * (1 - accuracy.specificity);
    return {.flagged = flagged,
            .affected_share_of_flagged = flagged > 0 ? found / flagged : 0,
            .missed = affected - found};
}

EvidenceNote evidence_note_for(const Instrument& instrument) {
    EvidenceNote out{.weights_verified = instrument.verified};
    const auto say = [&](std::string_view thing) {
        out.text_keys.push_back("screening_rules.evidence." + std::string(thing));
    };
    say("flag_means_offer");
    switch (instrument.case_rule) {
        case CaseRule::delphi_case_v1:
        case CaseRule::delphi_child_v1:
            say("expert_consensus");
            if (!instrument.verified) say("weights_unverified");
            break;
        case CaseRule::any_indicator_v1:
            say("no_weights");
            say("one_may_suffice");
            break;
        case CaseRule::first_look_v1: say("observation_only"); break;
    }
    say("no_asylum_validation");
    say("both_errors");
    say("judgement_first");
    return out;
}

}  // namespace screening
