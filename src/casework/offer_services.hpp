#pragma once
// Use case: which services suit the person of a case, by what is recorded about them. The look at the profile
// (Z2) is authorised and noted; nothing is written.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "directory/match_services.hpp"
#include "guard/actor.hpp"

#include <string>
#include <vector>

namespace casework {

struct ServiceQuestion {
    std::string need;
    std::string urgency;
    std::string area;  // empty: anywhere
};

struct ServiceOffer {
    CaseFile file;
    directory::Seeker seeker;
    std::vector<directory::Match> matches;
    std::vector<directory::ServiceId> open_already;  // a referral for this need is open with these
    std::vector<std::string> areas;
};

// Problems: invalid_input (need, urgency), not_found, not_allowed.
base::Result<ServiceOffer> offer_services(const CaseDesk& desk, const guard::Actor& actor,
                                          guard::CaseId case_id, const ServiceQuestion& question);

// The areas that services name, for the question above.
base::Result<std::vector<std::string>> areas_to_choose(const CaseDesk& desk, const guard::Actor& actor);

}  // namespace casework
