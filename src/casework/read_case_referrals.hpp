#pragma once
// Use case: the referrals of one case, as those who sent them follow them. Zone Z1; the newest first.

#include "base/result.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/referral.hpp"
#include "guard/actor.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casework {

struct CaseReferral {
    Referral referral;  // without its packets
    std::string service_name;
    std::string organisation_name;
    std::optional<CaseClock> next_clock;  // running; the soonest
    bool person_to_be_told = false;       // went out under an exception the person does not know of yet
    bool own_proposal = false;            // the asker proposed the exception, and another decides
};

struct CaseReferrals {
    CaseFile file;
    std::vector<CaseReferral> referrals;
};
base::Result<CaseReferrals> read_case_referrals(const CaseDesk& desk, const guard::Actor& actor,
                                                guard::CaseId case_id);

}  // namespace casework
