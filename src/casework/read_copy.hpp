#pragma once
// Use case: the person's own copy. What was written down about them, who may see it, what was told to whom
// and when, who wrote it, and whom to call: everything the page prints, as far as the person wants it on
// paper (domain.md 5.2, 17.8; INV-10, INV-12). Giving a copy is an event of the case.

#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/consent.hpp"
#include "casework/packet.hpp"
#include "guard/actor.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casework {

// A paper can be found by the wrong person: what is sensitive is only there when asked for.
struct CopyWish {
    bool sharing = true;    // who may see it, what was agreed to, what was told to whom
    bool people = true;     // who wrote it down, and when
    bool facts = false;     // what was written down
    bool identity = false;  // name and way to be reached, where this organisation holds them
    bool help_line = true;  // whom to call
    std::string language;   // of the person, ISO 639: those who speak it come first
};

// An organisation that can open something now.
struct CopyReader {
    std::string organisation;
    bool keeps_the_record = false;  // it leads the case or opened it; otherwise a referral was sent to it
    bool all_agreed_facts = false;  // it accepted the referral
    std::optional<base::Time> since = {};
};

struct CopyConsent {
    ConsentCode code = ConsentCode::interview;
    std::string recipient;  // name; empty where nobody is named
    base::Time given_at;
    base::Time expires_at;
    std::optional<base::Time> withdrawn_at;
    bool refused = false;
};

struct CopyDisclosure {
    std::string organisation;
    std::vector<Fact> facts;
    base::Time at;
};

// One thing that was written down. `what` is "first_look", "talk", "consent", "referral" or "record".
struct CopyEntry {
    std::string what;
    std::string person;  // display name
    std::string organisation;
    base::Time at;
};

struct CopyHelp {
    std::string organisation;
    std::string contact;
    std::string opening_hours;
};

struct PersonCopy {
    CaseFile file;
    base::Time at;
    std::string organisation;  // that gave it
    std::string given_by;      // display name
    Packet facts;
    std::vector<CopyReader> readers;
    std::vector<CopyConsent> consents;  // oldest first
    std::vector<CopyDisclosure> disclosures;
    std::vector<CopyEntry> entries;  // oldest first
    std::vector<CopyHelp> help;
};

// What the page asks before: in which language, and what may be on it. `identity_held` where this person may
// open the sealed part.
struct CopyChoice {
    CaseFile file;
    std::string language;  // the person's best one as recorded; empty: not known
    bool identity_held = false;
};

base::Result<CopyChoice> read_copy_choice(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id);
base::Result<PersonCopy> give_copy(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                   const CopyWish& wish);

}  // namespace casework
