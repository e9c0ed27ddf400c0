#pragma once
// Use case: what is published of the survey, for everybody, without a sign-in (survey.md 9). A round is there
// once its newest snapshot was published, and is read from that snapshot alone; totals that others printed
// are public as they stand. Nothing of a person; whoever shows it holds back what survey/disclosure.hpp says.

#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/grade.hpp"
#include "survey/round.hpp"
#include "survey/rounds/kept_round.hpp"
#include "survey/rounds/wording_repository.hpp"
#include "survey/state_set.hpp"
#include "survey/tally_csv.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace survey::rounds {

struct PublishedRound {
    KeptRound round;
    std::string programme;
    std::string owner;
    std::string snapshot;  // SHA-256 of its export, in hexadecimal; of totals, of their rows
    base::Time at;         // frozen, or taken in
    StateRegister states;
    std::optional<survey::Round> answers;  // nothing: totals alone
    std::vector<PublishedTally> totals;
    Wordings wordings;
};

struct PublishedEntry {
    RoundId id;
    std::string programme;
    std::string label;
    RoundKind kind = RoundKind::microdata;
    bool synthetic = false;
    base::Time at;
};

// The newest first, rounds of one programme together.
base::Result<std::vector<PublishedEntry>> published_rounds(guard::Workplace& workplace);

// Problems: not_found, also for a round that is there and not published; data_damaged, where the snapshot is
// not what was frozen.
base::Result<PublishedRound> read_published(guard::Workplace& workplace, RoundId id);

// How the items of two published rounds compare: what somebody decided and another approved, otherwise
// identical (docs/decisions/0020-survey-kept.md). An item whose options were mapped onto others has no grade
// here, since its answers cannot be set beside each other by their codes.
using Grades = std::map<std::string, Grade, std::less<>>;
base::Result<Grades> published_grades(guard::Workplace& workplace, const PublishedRound& before,
                                      const PublishedRound& after);

}  // namespace survey::rounds
