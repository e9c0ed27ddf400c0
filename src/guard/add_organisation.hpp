#pragma once
// Use cases on organisations: adding one makes its key, under which the keys of its cases will be wrapped.

#include "base/result.hpp"
#include "guard/organisation.hpp"
#include "guard/unit_of_work.hpp"

#include <optional>
#include <string>
#include <vector>

namespace guard {

struct NewOrganisation {
    std::string name;
    OrganisationKind kind = OrganisationKind::ngo;
    bool first_responder = false;
    base::Time agreement_valid_to;
};

// Problems: invalid_input (name; "taken" when there is one of that name), not_allowed.
base::Result<OrganisationId> add_organisation(Workplace& workplace, const Actor& actor,
                                              const NewOrganisation& wanted);

// In the order they were added. Problem: not_allowed.
base::Result<std::vector<Organisation>> list_organisations(Workplace& workplace, const Actor& actor,
                                                           std::optional<OrganisationId> after, int rows_max);

// By its exact name, for the command line. Problems: not_found, not_allowed.
base::Result<Organisation> find_organisation(Workplace& workplace, const Actor& actor,
                                             const std::string& name);

}  // namespace guard
