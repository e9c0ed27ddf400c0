#pragma once
// Use cases: previewing and sending a referral, confirming one that goes out under a legal exception, and
// sending it elsewhere when nobody answered. No disclosure without a matching consent, or a recorded
// exception that a second person confirmed (INV-02).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/packet.hpp"
#include "casework/referral.hpp"
#include "directory/service.hpp"
#include "guard/actor.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casework {

// Without consent, on one of the few grounds of domain.md 5.2.
struct ProposedException {
    std::string ground;
    std::string reason;  // in words; sealed
};

struct ReferralDraft {
    std::string need;
    std::string urgency;  // of urgency_codes()
    directory::ServiceId service;
    std::vector<Fact> facts;  // need and urgency go with every referral
    std::optional<ProposedException> exception;
    std::optional<base::Id<Referral>>
        instead_of;  // re-routing: the unanswered or declined referral this one takes the place of
    bool copy_given_to_person = false;
};

// Exactly what the receiver will see, and whether it may be sent.
struct ReferralPreview {
    CaseFile file;
    directory::Service service;
    Packet minimum;             // at once
    Packet full;                // when it has accepted
    std::vector<Fact> unknown;  // chosen, but nothing is recorded
    guard::ConsentState consent = guard::ConsentState::missing;
    std::optional<base::Id<Referral>> open_already;  // for this need, to this service: a second is not sent
};

// Every fact that is recorded about the person and that this actor could share.
struct KnownFacts {
    CaseFile file;
    Packet facts;
};
base::Result<KnownFacts> read_known_facts(const CaseDesk& desk, const guard::Actor& actor,
                                          guard::CaseId case_id);

// Problems: invalid_input, not_found, not_allowed.
base::Result<ReferralPreview> preview_referral(const CaseDesk& desk, const guard::Actor& actor,
                                               guard::CaseId case_id, const ReferralDraft& draft);

// To the organisation's queue. Problems: consent_missing (INV-02), open_referral_exists, rule_refuses (a
// service of the sender's own).
base::Result<base::Id<Referral>> send_referral(const CaseDesk& desk, const guard::Actor& actor,
                                               guard::CaseId case_id, const ReferralDraft& draft);

// The second person's word on an exception; only now anything is disclosed. Problem: second_person_needed
// (INV-02).
base::Done confirm_exception(const CaseDesk& desk, const guard::Actor& actor, base::Id<Referral> referral);

}  // namespace casework
