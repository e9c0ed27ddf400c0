#pragma once
// Use cases: writing down what a person agreed to or declined, and taking it back (domain.md 5.2).
// Withdrawing ends the receiver's access at the next request, tells what had been disclosed, and changes
// nothing about support (INV-01, INV-12).

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/consent.hpp"
#include "casework/disclosure_repository.hpp"
#include "casework/referral.hpp"
#include "guard/actor.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casework {

// What was said in the consent talk, as the form brings it.
struct ConsentTalk {
    ConsentCode code = ConsentCode::interview;
    std::optional<guard::OrganisationId> recipient;
    std::vector<Fact> facts;
    ConsentGiver given_by = ConsentGiver::adult;
    std::string language;
    bool interpreter_present = false;
    ConsentMethod method = ConsentMethod::spoken_witnessed;
    ConsentPoints points;
    bool said_back_in_own_words = false;
    bool risks_explained = false;
    bool alternatives_explained = false;
    bool refused = false;
};

// Problems: invalid_input naming what was not explained, not_found, not_allowed.
base::Result<base::Id<Consent>> record_consent(const CaseDesk& desk, const guard::Actor& actor,
                                               guard::CaseId case_id, const ConsentTalk& talk);

struct ConsentsOfCase {
    CaseFile file;
    std::vector<Consent> consents;  // oldest first
    std::vector<Disclosure> disclosures;
};
base::Result<ConsentsOfCase> read_consents(const CaseDesk& desk, const guard::Actor& actor,
                                           guard::CaseId case_id);

struct Withdrawal {
    Consent consent;
    std::vector<Disclosure> disclosed;  // what had been told under it, and cannot be untold
    std::vector<Referral> ended;        // whose receivers have no access any more
};
// Withdrawing twice is no mistake: the second time finds nothing to end. Problems: not_found, not_allowed.
base::Result<Withdrawal> withdraw_consent(const CaseDesk& desk, const guard::Actor& actor,
                                          base::Id<Consent> consent);

// What was disclosed under a consent, for the page that follows a withdrawal.
base::Result<Withdrawal> read_withdrawal(const CaseDesk& desk, const guard::Actor& actor,
                                         base::Id<Consent> consent);

}  // namespace casework
