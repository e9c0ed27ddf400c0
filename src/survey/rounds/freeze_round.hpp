#pragma once
// Use cases of the publisher (survey.md 5.1): a round is frozen as a snapshot that can be made again byte for
// byte, published, and afterwards changed by an erratum alone, which leads to another snapshot.

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/rounds/canonical_export.hpp"

#include <string>

namespace survey::rounds {

struct Frozen {
    SnapshotId snapshot;
    std::int64_t number = 0;  // 1, 2 ... of its round
    std::string sha256;       // of the canonical export, in hexadecimal
    std::int64_t bytes = 0;
};
// Problems: wrong_state, unless the round is closed or an erratum is written, and for totals of a report;
// prerequisites_open, rule SURVEY-REPLIES (a submitted reply is not locked), SURVEY-POPULATION (nobody is
// eligible) or SURVEY-CONCORDANCES (one is not approved).
base::Result<Frozen> freeze_round(guard::Workplace& workplace, const guard::Actor& actor, RoundId round);

// The export of a snapshot, made again. Problem: data_damaged, where it is not what was frozen.
base::Result<std::string> export_snapshot(guard::Workplace& workplace, const guard::Actor& actor,
                                          RoundId round, std::int64_t number);

base::Done publish_round(guard::Workplace& workplace, const guard::Actor& actor, RoundId round);

struct NewErratum {
    std::string explanation;
    std::string statistics;  // their codes, with a space between
};
// From now on replies may be reopened; freezing again ends it. Problems: invalid_input naming `explanation`;
// wrong_state.
base::Done write_erratum(guard::Workplace& workplace, const guard::Actor& actor, RoundId round,
                         const NewErratum& wanted);

}  // namespace survey::rounds
