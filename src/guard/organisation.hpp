#pragma once
// A body that works with the others (domain.md 5.1, zone Z1): its name is public. What it may do hangs on an
// agreement in force (2.1). Plain values and their rules; pure.

#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace guard {

enum class OrganisationKind {
#define ORGANISATION_KIND(name, code) name,
#include "guard/organisation_kind.def"
#undef ORGANISATION_KIND
};

std::string_view code_of(OrganisationKind kind);
// Problem: invalid_input of the field "kind".
base::Result<OrganisationKind> organisation_kind_from_code(std::string_view code);
const std::vector<OrganisationKind>& all_organisation_kinds();

struct Organisation {
    OrganisationId id;
    std::string name;
    OrganisationKind kind = OrganisationKind::ngo;
    bool first_responder = false;
    base::Time agreement_valid_to;
    base::Time created_at;

    bool agreement_in_force(base::Time now) const { return agreement_valid_to > now; }
};

}  // namespace guard
