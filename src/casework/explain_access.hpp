#pragma once
// Use cases: how the asker stands to a case or a referral, for the page that says why something is open or
// closed to them.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/referral.hpp"
#include "guard/authorise.hpp"

namespace casework {

struct Standing {
    guard::Relation relation = guard::Relation::none;  // also for what is not there
    // The rest is told only to who stands in a relation.
    guard::ConsentState consent = guard::ConsentState::not_needed;
    bool concerns_child = false;
};

base::Result<Standing> standing_to_case(const CaseDesk& desk, const guard::Actor& actor,
                                        guard::CaseId case_id);
base::Result<Standing> standing_to_referral(const CaseDesk& desk, const guard::Actor& actor,
                                            base::Id<Referral> id);

}  // namespace casework
