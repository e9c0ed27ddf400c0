#pragma once
// A disclosure and its SQL: who was told which facts, when, and on what ground (domain.md 5.1, INV-02).
// Written when a part of a packet becomes readable to its receiver; never changed, never deleted. Names of
// facts, no values. Zone Z1.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/consent.hpp"
#include "casework/fact.hpp"
#include "casework/referral.hpp"
#include "guard/actor.hpp"
#include "store/session.hpp"

#include <optional>
#include <vector>

namespace casework {

struct Disclosure {
    base::Id<Disclosure> id;
    guard::CaseId case_id;
    std::optional<base::Id<Referral>> referral;
    guard::OrganisationId to_organisation;
    std::vector<Fact> facts;
    PacketPart part = PacketPart::minimum;
    std::optional<base::Id<Consent>> consent;
    std::optional<base::Id<Exception>> exception;
    base::Time at;
};

base::Done insert_disclosure(store::WriteSession& session, const Disclosure& disclosure);
// Oldest first.
base::Result<std::vector<Disclosure>> disclosures_of(store::ReadSession& session, guard::CaseId case_id);

}  // namespace casework
