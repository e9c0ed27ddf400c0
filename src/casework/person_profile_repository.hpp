#pragma once
// The SQL of profiles; seals and opens them under the Z2 key of the case. Whoever calls has asked
// authorise().

#include "base/result.hpp"
#include "casework/person_profile.hpp"
#include "guard/unit_of_work.hpp"
#include "store/session.hpp"

#include <optional>

namespace casework {

// Problem: key_not_held.
base::Result<std::optional<ProfileRecord>> find_profile(const guard::Work& work, store::ReadSession& session,
                                                        CaseId case_id);

// Writes over version `record.version` (0: there is none yet) and moves it on. Problem: edited_meanwhile.
base::Done save_profile(guard::WriteWork& work, ProfileRecord& record);

}  // namespace casework
