#pragma once
// From answers to a band, with the trace of what led there: which answers made which dimension positive, by
// which clause. The result is support for a person's judgement, never a decision (INV-11), and never says who
// someone is not (INV-05). Pure: the same set, answers and context give the same result. Thread rule: plain
// values.

#include "base/result.hpp"
#include "screening/band.hpp"
#include "screening/dimension_rule.hpp"
#include "screening/instrument.hpp"
#include "screening/person_age.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace screening {

// What the screener knows beside the answers.
struct ScreeningContext {
    PersonAge age;
    bool immediate_danger = false;
    bool adult_controls_child = false;  // CH-7: documents, phone or movement
    bool act_shown = false;             // somebody recruited, moved, housed or received the person
    bool intent_shown = false;          // INV-07: clear intent to exploit a child stands for exploitation
    bool partial_disclosure = false;    // the screener's own impression that more was left unsaid
};

struct DimensionTrace {
    std::string dimension;
    bool positive = false;
    DimensionClause clause = DimensionClause::none;
    std::vector<std::string> strong;  // ids of the items answered yes, by weight
    std::vector<std::string> medium;
    std::vector<std::string> weak;
    std::vector<std::string> unweighted;

    friend bool operator==(const DimensionTrace&, const DimensionTrace&) = default;
};

// Why the band is what it is: one value per row of the case rules.
enum class CaseClause {
    nothing_reported,            // no item answered yes
    few_vulnerability_signs,     // some signs of vulnerability, no dimension positive
    signs_without_exploitation,  // a sign of deception, coercion or exploitation, exploitation not positive
    vulnerability_without_exploitation,
    exploitation_only,
    exploitation_after_deception,
    exploitation_after_coercion,
    exploitation_and_coercion,
    exploitation_coercion_and_recruitment,
    any_indicator,
    child_adult_control,
    child_strong_sign,
    child_two_medium_signs,
    child_dimension_positive,
    child_act_and_purpose,
    child_intent_shown,
    child_single_sign,
};

template <>
std::span<const std::string_view> names<CaseClause>();

struct Trace {
    std::string instrument;
    std::string version;
    DimensionRule dimension_rule = DimensionRule::any_yes_v1;
    CaseRule case_rule = CaseRule::any_indicator_v1;
    std::vector<DimensionTrace> dimensions;
    CaseClause case_clause = CaseClause::nothing_reported;
    std::vector<CaseClause> also_met;  // further clauses met on the child's path, for the reader
    std::vector<std::string>
        deciding_items;  // the items that met case_clause where it counts items, not dimensions

    friend bool operator==(const Trace&, const Trace&) = default;
};

struct Assessment {
    Band band = Band::no_indication_now;
    std::optional<Classification> classification;  // none where the set publishes no reading
    Trace trace;
    std::vector<std::string> unclear_items;  // for review, never against the person
    int not_asked_count = 0;
    int declined_count = 0;
    bool partial_disclosure = false;
    std::vector<Escalation> escalations;

    friend bool operator==(const Assessment&, const Assessment&) = default;
};

// Problems: invalid_input naming answers that are not the set's; refused_by INV-06 where a child, or somebody
// whose age is in doubt, was asked an adult's set; refused_by TIER-0 for a set of observations
// (first_look.hpp reads those).
base::Result<Assessment> assess(const Instrument& instrument, const Answers& answers,
                                const ScreeningContext& context);

std::string text_key(CaseClause clause);
std::string text_key(Escalation reason);

}  // namespace screening
