#pragma once
// The SQL of referrals. Every change goes through update_referral(), which refuses when somebody else wrote
// in between.

#include "base/result.hpp"
#include "casework/referral.hpp"
#include "store/session.hpp"

#include <optional>
#include <vector>

namespace casework {

// Problem: open_referral_exists (one open referral per need and service).
base::Done insert_referral(store::WriteSession& session, const Referral& referral);
// Problem: not_found.
base::Result<Referral> load_referral(store::ReadSession& session, base::Id<Referral> id);
// Problem: edited_meanwhile.
base::Done update_referral(store::WriteSession& session, Referral& referral);

base::Result<std::vector<Referral>> referrals_of(store::ReadSession& session, guard::CaseId case_id);
base::Result<std::vector<Referral>> referrals_under(store::ReadSession& session, base::Id<Consent> consent);

// A page of a queue, newest first; `before` is the last referral of the page before (keyset).
struct ReferralPlace {
    base::Time sent_at;
    base::Id<Referral> id;
};
struct QueueFilter {
    bool unanswered_only = false;  // sent, acknowledged, asked back
};
// What was sent to an organisation; without what waits for a confirmation, which nobody there may know of.
base::Result<std::vector<Referral>> inbox_of(store::ReadSession& session, guard::OrganisationId organisation,
                                             const QueueFilter& filter,
                                             const std::optional<ReferralPlace>& before, int rows_max);
// What an organisation sent.
base::Result<std::vector<Referral>> outbox_of(store::ReadSession& session, guard::OrganisationId organisation,
                                              const QueueFilter& filter,
                                              const std::optional<ReferralPlace>& before, int rows_max);

}  // namespace casework
