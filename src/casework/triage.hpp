#pragma once
// Use case: the safety triage that follows a concern; ends C-TRIAGE (domain.md 4.1).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "guard/actor.hpp"

#include <string>

namespace casework {

// `outcome` is of triage_outcome_codes(). Problems: invalid_input, not_found, not_allowed.
base::Result<CaseFile> complete_triage(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                       const std::string& outcome);

}  // namespace casework
