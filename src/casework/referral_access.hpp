#pragma once
// How an organisation stands to a referral, and whether it may do something with it now: the one place where
// status, consent and relation are put together for authorise(). Access ends with the consent, at the next
// request (INV-02, INV-12).

#include "base/result.hpp"
#include "casework/case_file.hpp"
#include "casework/referral.hpp"
#include "guard/unit_of_work.hpp"

namespace casework {

struct ReferralInHand {
    Referral referral;
    CaseFile file;
    guard::Ask ask;
};

// The receiver by the referral's status, also where it leads the case as well (its answer is the receiver's);
// lead or author of the case; supervisor where the asker supervises for the sender.
guard::Relation relation_to(const Referral& referral, const CaseFile& file, const guard::Actor& actor);

// What the referral was sent under, now: valid, withdrawn (also: run out), or exception_recorded once
// confirmed.
base::Result<guard::ConsentState> consent_behind(store::ReadSession& session, const Referral& referral,
                                                 base::Time now);

// Loads referral and case and fills in the Ask, without asking it. Problem: not_found, also where the asker
// has nothing to do with it.
base::Result<ReferralInHand> take_referral(store::ReadSession& session, guard::Work& work,
                                           base::Id<Referral> id, guard::Permission permission,
                                           guard::Purpose purpose);

// The same, and allows it.
base::Result<ReferralInHand> open_referral(guard::ReadWork& work, base::Id<Referral> id,
                                           guard::Permission permission, guard::Purpose purpose);
base::Result<ReferralInHand> open_referral(guard::WriteWork& work, base::Id<Referral> id,
                                           guard::Permission permission, guard::Purpose purpose);

}  // namespace casework
