#include "screening/text_keys.hpp"

#include "screening/assessment.hpp"
#include "screening/evidence_note.hpp"
#include "screening/first_look.hpp"
#include "screening/override.hpp"
#include "screening/prerequisites.hpp"

#include <algorithm>

namespace screening {
namespace {

template <class Value, class KeyOf>
void add_each(std::vector<std::string>& out, KeyOf key_of) {
    for (std::size_t index = 0; index < names<Value>().size(); ++index) {
        out.push_back(key_of(static_cast<Value>(index)));
    }
}

template <class Value>
void add_each(std::vector<std::string>& out) {
    add_each<Value>(out, [](Value value) { return text_key(value); });
}

}  // namespace

std::vector<std::string> rule_text_keys() {
    std::vector<std::string> out{"screening_rules.prerequisite.consent_to_talk.child",
                                 "screening_rules.evidence.yield",
                                 "screening_rules.choice.child",
                                 "screening_rules.choice.age_in_doubt",
                                 "screening_rules.choice.looks_like_child",
                                 "screening_rules.choice.purpose_not_covered"};
    add_each<Band>(out, [](Band band) { return name_key(band); });
    add_each<Band>(out, meaning_key);
    add_each<Band>(out, next_step_key);
    add_each<Classification>(out, [](Classification one) { return name_key(one); });
    add_each<DimensionClause>(out);
    add_each<CaseClause>(out);
    add_each<Escalation>(out);
    add_each<OverrideReason>(out);
    add_each<Advice>(out);
    const PersonAge adult{.claimed = AgeClaim::adult};
    add_each<Prerequisite>(out, [&](Prerequisite one) { return text_key(one, adult); });
    add_each<Prerequisite>(out, help_key);
    add_each<Answer>(out, [](Answer one) { return "screening_rules.answer." + std::string(name_of(one)); });
    add_each<Weight>(out, [](Weight one) { return "screening_rules.weight." + std::string(name_of(one)); });
    for (const PublishedAccuracy& one : published_accuracies()) out.emplace_back(one.population_key);
    for (const CaseRule rule :
         {CaseRule::delphi_case_v1, CaseRule::any_indicator_v1, CaseRule::first_look_v1}) {
        Instrument instrument;
        instrument.case_rule = rule;
        const auto keys = evidence_note_for(instrument).text_keys;
        out.insert(out.end(), keys.begin(), keys.end());
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace screening
