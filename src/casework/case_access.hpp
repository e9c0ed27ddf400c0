#pragma once
// How an organisation stands to a case: the relation authorise() asks for. One place, so that no use case
// invents its own.

#include "base/result.hpp"
#include "casework/case_file.hpp"
#include "guard/authorise.hpp"
#include "guard/unit_of_work.hpp"

namespace casework {

// lead before author; otherwise none (a recipient of a referral stands to the referral, not to the case).
guard::Relation relation_to(const CaseFile& file, const guard::Actor& actor);

// The Ask for something of this case, with relation and child filled in.
guard::Ask ask_about(const CaseFile& file, const guard::Actor& actor, guard::Permission permission,
                     guard::Purpose purpose);

// Loads a case and allows `permission` on it in one step. A case the asker has no relation to is not_found,
// so that ids cannot be probed; what is refused for another reason says its rule.
base::Result<CaseFile> open_case(guard::ReadWork& work, CaseId id, guard::Permission permission,
                                 guard::Purpose purpose);
base::Result<CaseFile> open_case(guard::WriteWork& work, CaseId id, guard::Permission permission,
                                 guard::Purpose purpose);

// Allows `permission` on a case that the work has loaded; a stranger to it is told that it is not there.
base::Done allow_on(guard::WriteWork& work, const CaseFile& file, guard::Permission permission,
                    guard::Purpose purpose);

}  // namespace casework
