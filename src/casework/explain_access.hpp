#pragma once
// Use case: how the asker stands to a case, for the page that says why something is open or closed to them.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "guard/authorise.hpp"

namespace casework {

struct Standing {
    guard::Relation relation = guard::Relation::none;  // also for a case that is not there
    bool concerns_child = false;                       // told only to who stands in a relation
};

base::Result<Standing> standing_to_case(const CaseDesk& desk, const guard::Actor& actor,
                                        guard::CaseId case_id);

}  // namespace casework
