#pragma once
// The words of names by which a person's case is found, as keyed one-way encodings, other ones for every lead
// organisation; never a name in clear. They are written with the identity: a case whose lead moved is found
// by its new organisation once that has saved it. Whoever erases a person deletes them. Whoever calls has
// asked authorise().

#include "base/result.hpp"
#include "casework/identity.hpp"
#include "guard/unit_of_work.hpp"
#include "store/session.hpp"

#include <string>
#include <vector>

namespace casework {

// Takes the place of what was kept for the case, for the actor's organisation.
base::Done save_names(guard::WriteWork& work, CaseId case_id, const Identity& identity);

// Cases in which each of `words` (base::name_words) is part of a name, the newest first.
base::Result<std::vector<CaseId>> cases_named(guard::ReadWork& work, const std::vector<std::string>& words,
                                              int rows_max);

}  // namespace casework
