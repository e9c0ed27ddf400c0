#pragma once
// Every fact of fact.def that is recorded about the person of a case and that the asker's organisation can
// open: from the first looks, the person's profile, the last screening and, for the lead organisation, the
// identity (a look that goes into the access log, INV-10). Wherever a code list stands behind a fact it goes
// as message keys, so that its receiver reads it in their own language. The caller has authorised.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/packet.hpp"
#include "guard/unit_of_work.hpp"

namespace casework {

// Without `identity` the sealed part stays shut, and nothing of it is looked at.
struct FactsAsked {
    bool identity = true;
    guard::Purpose purpose = guard::Purpose::referral;
};
base::Result<Packet> known_facts(const CaseDesk& desk, guard::Work& work, store::ReadSession& session,
                                 const CaseFile& file, const FactsAsked& asked = {});

}  // namespace casework
