#pragma once
// Use case: what changed since, for a program that follows along. Of the cases the actor's organisation leads
// or opened, and of the referrals it received; ids and names of acts, never what was written. The audit chain
// is the source: every write ends at its head, so that the numbers come in the order in which things were
// committed, and nothing is missed between two looks. Zone Z1.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "guard/actor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casework {

struct Change {
    std::int64_t number = 0;  // of the row in the audit chain
    base::Time at;
    std::string act;  // "concern.raise", "referral.accept"
    guard::CaseId case_id;
    std::string subject_kind;  // "referral", "consent"
    base::Uuid subject;
};

struct Changes {
    std::vector<Change> changes;      // oldest first
    std::int64_t looked_through = 0;  // ask again from here
    bool more = false;                // there may be more at once
};

// So many rows of the chain are looked through at once, so that no look takes long, whoever's they are.
constexpr int kChangesLookedThrough = 5000;
constexpr int kChangesPageRows = 200;

// `since` is what the look before looked through; 0: from the beginning. Problem: not_allowed.
base::Result<Changes> read_changes(const CaseDesk& desk, const guard::Actor& actor, std::int64_t since);

// Where the chain ends now: what somebody who follows from today on begins with.
base::Result<std::int64_t> newest_change(const CaseDesk& desk, const guard::Actor& actor);

}  // namespace casework
