#pragma once
// A job's use case: referrals nobody answered in time are brought before those who supervise for the sender,
// who can ring up or send them elsewhere. A clock that runs out alerts and does nothing else: no state of
// case or referral changes, nobody's access ends (INV-04). The server runs it every minute; running it twice
// finds nothing the second time.

#include "base/result.hpp"
#include "casework/case_desk.hpp"

namespace casework {

constexpr int kEscalationsARun = 200;

// How many clocks were noticed; as many as kEscalationsARun means that there may be more.
base::Result<int> escalate_referrals(const CaseDesk& desk);

}  // namespace casework
