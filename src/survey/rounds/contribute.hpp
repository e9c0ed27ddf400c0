#pragma once
// Use cases of an institution that contributes to its State's reply: write, and have it validated by the
// institution's own validator (survey.md 5.1).

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/rounds/contribution.hpp"
#include "survey/rounds/reply_access.hpp"

namespace survey::rounds {

// A new version, beside those before. Problems: not_allowed, unless the asker is the contributor or the
// alternate; invalid_input: an item that was not assigned, and as of check_written(); wrong_state: it was
// merged or waived, or the version before waits to be merged.
base::Done write_contribution(guard::Workplace& workplace, const guard::Actor& actor, const ReplyPlace& place,
                              AssignmentId assignment, const WrittenAnswers& answers);

// By the validator named in the assignment; where none is, by any of that organisation who did not write it.
// Problem: second_person_needed, for whoever wrote it; wrong_state.
base::Done validate_contribution(guard::Workplace& workplace, const guard::Actor& actor,
                                 const ReplyPlace& place, AssignmentId assignment);

}  // namespace survey::rounds
