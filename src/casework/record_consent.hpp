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

#include <map>
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
    std::map<guard::OrganisationId, std::string> organisations;  // names of everybody mentioned
    std::vector<std::string> information_owed;                   // topics nobody has spoken of yet
};
base::Result<ConsentsOfCase> read_consents(const CaseDesk& desk, const guard::Actor& actor,
                                           guard::CaseId case_id);

// What the talk is about, before it is written down.
struct ConsentStart {
    CaseFile file;
    std::string recipient;  // name of the organisation; empty where there is none
};
// Problems: not_found (case, organisation), not_allowed.
base::Result<ConsentStart> start_consent_talk(const CaseDesk& desk, const guard::Actor& actor,
                                              guard::CaseId case_id,
                                              const std::optional<guard::OrganisationId>& recipient);

struct Withdrawal {
    Consent consent;
    std::string pseudonym;
    std::map<guard::OrganisationId, std::string> organisations;
    bool by_receiver = false;           // the asker is the receiver, to whom the person said it
    std::vector<Disclosure> disclosed;  // what had been told under it, and cannot be untold
    std::vector<Referral> ended;        // whose receivers have no access any more
};
// Withdrawing twice is no mistake: the second time finds nothing to end. Problems: not_found, not_allowed.
base::Result<Withdrawal> withdraw_consent(const CaseDesk& desk, const guard::Actor& actor,
                                          base::Id<Consent> consent);

// What was disclosed under a consent: before it is taken back, and on the page that follows. For the
// organisation of the case, and for the receiver while it has access.
base::Result<Withdrawal> read_withdrawal(const CaseDesk& desk, const guard::Actor& actor,
                                         base::Id<Consent> consent);

}  // namespace casework
