#pragma once
// Use cases of the secretariat that build a round and run it (survey.md 5.1, 5.4): items and population, the
// wordings in each language, who answers for a State, and the steps of the round.

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/item.hpp"
#include "survey/rounds/kept_round.hpp"
#include "survey/state_set.hpp"
#include "survey/workflow.hpp"

#include <string>
#include <utility>
#include <vector>

namespace survey::rounds {

struct NewRound {
    std::string programme;
    std::string label;
    std::vector<std::string> languages{"en"};  // the first is the one that is translated from
    std::vector<StateCode> population;
    std::vector<Item> items;  // in the order of the questionnaire; known ones keep their scale
};
// A draft, with a reply of each State that is not begun. Problems: already_exists; invalid_input.
base::Result<RoundId> draft_round(guard::Workplace& workplace, const guard::Actor& actor,
                                  const NewRound& wanted);

// Of one item in one language. A change of the source makes every translation stale that was made from
// another.
enum class WordingStatus { draft, reviewed, stale, final };
struct NewWording {
    std::string item;
    std::string language;
    std::string text;
    std::string help;
    std::vector<std::pair<std::string, std::string>> option_labels;  // option, label
    WordingStatus status = WordingStatus::draft;                     // never stale
};
// Problems: invalid_input; not_found (item); wrong_state, once the round is open.
base::Done write_wording(guard::Workplace& workplace, const guard::Actor& actor, RoundId round,
                         const NewWording& wanted);

// An organisation answers for one State at most; another State takes the place of the one before.
base::Done let_answer_for(guard::Workplace& workplace, const guard::Actor& actor,
                          guard::OrganisationId organisation, StateCode state);

// pilot, open, turn_late and close; freezing and what follows stand in freeze_round.hpp. Problems:
// wrong_state; prerequisites_open, rule SURVEY-WORDINGS, naming each item without a final wording in the
// source language.
base::Done step_round(guard::Workplace& workplace, const guard::Actor& actor, RoundId round, RoundStep step);

// The languages in which the form may be opened: every item has a final wording.
base::Result<std::vector<std::string>> complete_languages(store::ReadSession& session,
                                                          const KeptRound& round);

}  // namespace survey::rounds

namespace survey {
template <>
std::span<const std::string_view> codes<rounds::WordingStatus>();
}  // namespace survey
