#pragma once
// Use case T6: a professional presumes. Judgement, without a threshold of evidence; it opens support and asks
// nothing of the person in return (domain.md 3.1, INV-01).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "guard/actor.hpp"

#include <string>

namespace casework {

struct Presumption {
    std::string ground;  // of presumption_codes(); empty: the professional's judgement
    std::string note;    // in words, sealed; may be empty
};

// Problems: invalid_input, not_found, not_allowed, wrong_state.
base::Result<CaseFile> presume(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                               const Presumption& presumption);

}  // namespace casework
