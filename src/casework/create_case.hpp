#pragma once
// Use case: a case of somebody of whom much is known already, in one write: what was noticed, their profile,
// and who they are, as a register at another place has them. Each part is asked for as if it came by itself.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/concern.hpp"
#include "casework/identity.hpp"
#include "casework/person_profile.hpp"
#include "casework/raise_concern.hpp"
#include "guard/actor.hpp"

#include <optional>

namespace casework {

struct NewCase {
    ConcernContent content;
    std::optional<PersonProfile> profile;
    std::optional<Identity> identity;
};

// `case_id` is made by whoever asks. Problems: invalid_input, already_exists (a case with that id),
// not_allowed; refused by INV-14, where nothing was noticed: such a contact stays without a name.
base::Result<FirstLookOutcome> create_case(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                           const NewCase& given);

}  // namespace casework
