#pragma once
// Use cases: the person's choice against the formal way (T7), and closing a case (T17). Neither takes support
// away (INV-01).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "guard/actor.hpp"

#include <string>

namespace casework {

// T7: an adult, informed in their own language, does not want formal identification. Problems: not_found,
// not_allowed, wrong_state, rule_refuses.
base::Result<CaseFile> decline_formal(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                      bool informed_in_own_language);

// T17, by the lead organisation; `reason` is of closure_reason_codes(). Problems: invalid_input, not_found,
// not_allowed, wrong_state.
base::Result<CaseFile> close_case(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                  const std::string& reason);

}  // namespace casework
