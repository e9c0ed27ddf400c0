#pragma once
// The SQL of identities; seals and opens them under the Z4 key of the case. Whoever calls has asked
// authorise().

#include "base/result.hpp"
#include "casework/identity.hpp"
#include "guard/unit_of_work.hpp"
#include "store/session.hpp"

#include <optional>

namespace casework {

// Whether anything is stored; opens nothing.
store::Question identity_question(CaseId case_id);
base::Result<bool> has_identity(store::ReadSession& session, CaseId case_id);
// Problem: key_not_held.
base::Result<std::optional<IdentityRecord>> find_identity(const guard::Work& work,
                                                          store::ReadSession& session, CaseId case_id);

// With the key of an organisation that nobody is acting for (index_names.hpp).
base::Result<std::optional<IdentityRecord>> find_identity_of(const guard::Work& work,
                                                             store::ReadSession& session, CaseId case_id,
                                                             guard::OrganisationId organisation);

// Writes over version `record.version` (0: there is none yet) and moves it on. Problem: edited_meanwhile.
base::Done save_identity(guard::WriteWork& work, IdentityRecord& record);

}  // namespace casework
