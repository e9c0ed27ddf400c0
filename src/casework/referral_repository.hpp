#pragma once
// The SQL of referrals. Every change goes through update_referral(), which refuses when somebody else wrote
// in between. Queues of many are in referral_queue.hpp.

#include "base/result.hpp"
#include "casework/referral.hpp"
#include "store/session.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casework {

// Problem: open_referral_exists (one open referral per need and service).
base::Done insert_referral(store::WriteSession& session, const Referral& referral);
// Problem: not_found.
base::Result<Referral> load_referral(store::ReadSession& session, base::Id<Referral> id);
// Problem: edited_meanwhile.
base::Done update_referral(store::WriteSession& session, Referral& referral);

// The one that is open for this need at this service, in whatever state.
base::Result<std::optional<base::Id<Referral>>> open_referral_to(store::ReadSession& session,
                                                                 guard::CaseId case_id,
                                                                 const std::string& need,
                                                                 directory::ServiceId service);
base::Result<std::vector<Referral>> referrals_of(store::ReadSession& session, guard::CaseId case_id);
base::Result<std::vector<Referral>> referrals_under(store::ReadSession& session, base::Id<Consent> consent);

// For queries that join: the columns of a referral but for what is sealed, of the table named `r`, and a row
// of them.
std::string open_referral_columns();
base::Result<Referral> open_referral_from(const store::Row& row);

}  // namespace casework
