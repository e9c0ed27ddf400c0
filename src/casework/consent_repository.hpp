#pragma once
// The SQL of consents. A consent is written once; afterwards only its withdrawal is.

#include "base/result.hpp"
#include "casework/consent.hpp"
#include "store/session.hpp"

#include <vector>

namespace casework {

base::Done insert_consent(store::WriteSession& session, const Consent& consent);
// Problem: not_found.
base::Result<Consent> load_consent(store::ReadSession& session, base::Id<Consent> id);
// Oldest first.
base::Result<std::vector<Consent>> consents_of(store::ReadSession& session, guard::CaseId case_id);
// Nothing happens to one that is withdrawn already; whether it was running is returned.
base::Result<bool> mark_withdrawn(store::WriteSession& session, base::Id<Consent> id, base::Time at);

}  // namespace casework
