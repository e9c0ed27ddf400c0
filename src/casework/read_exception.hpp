#pragma once
// Use cases around a legal exception (INV-02, domain.md 5.2): the second person reads the reason and exactly
// what would be told before they decide; afterwards somebody writes down that the person was told, as soon as
// it was safe.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/packet.hpp"
#include "casework/referral.hpp"
#include "guard/actor.hpp"

#include <string>

namespace casework {

struct ExceptionToConfirm {
    CaseFile file;
    Referral referral;  // without its packets
    std::string service_name;
    std::string organisation_name;
    std::string ground;
    std::string reason;  // in the words of who proposed it
    std::string proposed_by;
    bool own = false;  // the asker proposed it and so is not the second person
    Packet minimum;
    Packet full;
};
// For whoever could be the second person, and for who proposed it. Problems: not_found, not_allowed,
// wrong_state (decided already).
base::Result<ExceptionToConfirm> read_exception(const CaseDesk& desk, const guard::Actor& actor,
                                                base::Id<Referral> referral);

// The person knows now. Writing it twice is no mistake. Problems: not_found, not_allowed, wrong_state.
base::Done note_person_told(const CaseDesk& desk, const guard::Actor& actor, base::Id<Referral> referral);

}  // namespace casework
