#pragma once
// A part of a packet becomes readable to the receiver: its key is shared and the disclosure written, together
// or not at all. A step inside a use case's transaction.

#include "base/result.hpp"
#include "casework/fact.hpp"
#include "casework/referral.hpp"
#include "guard/unit_of_work.hpp"

#include <vector>

namespace casework {

base::Done disclose(guard::WriteWork& work, const Referral& referral, PacketPart part);

// The receiver's keys are taken away; what was read cannot be unread, and the disclosures stay.
base::Done end_disclosure(guard::WriteWork& work, const Referral& referral);

}  // namespace casework
