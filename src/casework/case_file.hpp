#pragma once
// A case: who leads it, where it stands in the four regions, and its history as events (domain.md 3, 5.1).
// The states are a projection of the events; rebuilt() makes them again, and a test compares. Zone Z1: a
// pseudonym, never a name.

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "casework/state.hpp"
#include "guard/actor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casework {

using guard::CaseId;

struct CaseFile {
    CaseId id;
    std::string pseudonym;
    std::string profile;  // the country profile it is handled under
    guard::OrganisationId author_organisation;
    guard::OrganisationId lead_organisation;
    guard::UserId lead_user;
    base::Time opened_at;
    std::string first_identifier;      // first_identifier_type of domain.md 5.1
    std::string identification_route;  // identification_route of domain.md 5.1
    bool handled_as_child = false;     // INV-06: also when age is in doubt
    CaseStates states;
    std::int64_t last_event = 0;
    std::optional<base::Time> closed_at;
    std::int64_t version = 1;
};

// What happened, in the order it happened. A move carries its transition and states; anything else only its
// kind.
struct CaseEvent {
    CaseId case_id;
    std::int64_t number = 0;  // 1, 2, 3 ... within the case
    base::Time at;
    std::optional<guard::UserId> user;
    guard::OrganisationId organisation;
    std::string kind;  // "case.opened", "case.moved", "referral.sent": words under "casework.event.<kind>"
    std::string transition;
    std::optional<State> from;
    std::optional<State> to;
    std::string subject_kind;
    std::optional<base::Uuid> subject;
    std::string code;                   // a reason or outcome from a code list; never free text
    std::optional<base::Bytes> sealed;  // Z3: a note in words, under the case's key
};

// The states the events lead to.
CaseStates rebuilt(const std::vector<CaseEvent>& events);

}  // namespace casework
