#pragma once
// Use cases: a concern that another system sends, named by that system's own id of the person, as often as it
// likes. The first makes a case, the same again changes nothing, and something else is another look at the
// same person. The outside id is kept as a keyed hash, within the organisation.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/concern.hpp"
#include "guard/actor.hpp"

#include <string>

namespace casework {

// Who says it: the name of a system within the organisation, and its id of the person.
struct OutsideId {
    std::string system;
    std::string id;
};

enum class Upserted { created, unchanged, looked_again };

struct UpsertedConcern {
    CaseFile file;
    Upserted outcome = Upserted::created;
};

// Problems: those of raise_concern().
base::Result<UpsertedConcern> upsert_concern(const CaseDesk& desk, const guard::Actor& actor,
                                             const OutsideId& outside, const ConcernContent& content);

// The case of an outside id. Problem: not_found.
base::Result<CaseFile> find_by_outside_id(const CaseDesk& desk, const guard::Actor& actor,
                                          const OutsideId& outside);

}  // namespace casework
