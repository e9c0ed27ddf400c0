#pragma once
// The SQL of what people were told: written once, never changed. Thread rule: as the session passed in.

#include "base/result.hpp"
#include "casework/information.hpp"
#include "store/session.hpp"

#include <vector>

namespace casework {

base::Done insert_information(store::WriteSession& session, const InformationGiven& information);
// Oldest first.
base::Result<std::vector<InformationGiven>> information_of(store::ReadSession& session,
                                                           guard::CaseId case_id);

}  // namespace casework
