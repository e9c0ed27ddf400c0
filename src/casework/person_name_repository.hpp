#pragma once
// The words of names by which a person's case is found, as keyed one-way encodings, other ones for every lead
// organisation; never a name in clear. They are written with the identity: a case whose lead moved is found
// by its new organisation once that has saved it. The database takes them away with the identity. Whoever
// calls has asked authorise().

#include "base/result.hpp"
#include "casework/identity.hpp"
#include "guard/unit_of_work.hpp"
#include "store/session.hpp"

#include <string>
#include <vector>

namespace casework {

// `organisation` is the one that finds the case so.
base::Done add_names(guard::WriteWork& work, guard::OrganisationId organisation, CaseId case_id,
                     const Identity& identity);
// Takes the place of what was kept for the case.
base::Done replace_names(guard::WriteWork& work, guard::OrganisationId organisation, CaseId case_id,
                         const Identity& identity);

// Cases in which each of `words` (base::name_words) is part of a name, the newest first.
base::Result<std::vector<CaseId>> cases_named(guard::ReadWork& work, const std::vector<std::string>& words,
                                              int rows_max);

}  // namespace casework
