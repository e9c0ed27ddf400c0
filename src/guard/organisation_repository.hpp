#pragma once
// The rows of organisations. Names are public and lie open.

#include "base/result.hpp"
#include "guard/organisation.hpp"
#include "store/session.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace guard {

// Problem: already_exists, when the name is taken.
base::Done insert_organisation(store::WriteSession& session, const Organisation& organisation);
// Problem: not_found.
store::Question organisation_question(OrganisationId id);
base::Result<Organisation> load_organisation(store::ReadSession& session, OrganisationId id);
base::Result<std::optional<Organisation>> find_organisation(store::ReadSession& session,
                                                            const std::string& name);
// In the order they were added; `after` is the last one of the page before.
base::Result<std::vector<Organisation>> list_organisations(store::ReadSession& session,
                                                           std::optional<OrganisationId> after, int rows_max);
// Of those that exist.
base::Result<std::map<OrganisationId, std::string>> organisation_names(
    store::ReadSession& session, const std::vector<OrganisationId>& ids);

}  // namespace guard
