#pragma once
// The one place where it is decided who may do and see what: a pure function from who asks, what for, and how
// they stand to the case, to allow or deny with the rule that decided. Denied by default. Every route and
// every use case goes through it.

#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "guard/zone.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guard {

enum class Permission {
#define PERMISSION(name, zone, scope) name,
#include "guard/permission.def"
#undef PERMISSION
};

std::string_view name_of(Permission permission);
Zone zone_of(Permission permission);
// What the token of a program must hold for it; none: only a person may do it.
std::optional<Scope> scope_of(Permission permission);
const std::vector<Permission>& all_permissions();

// How the asking organisation stands to the record. At the door, relation, consent and (unless told) the
// child are left open.
enum class Relation {
    at_the_door,  // nothing is loaded yet: is there any relation under which this may be allowed?
    none,
    author,              // the asker's organisation recorded it
    lead,                // the asker's organisation leads the case
    recipient_pending,   // a referral was sent to it and is not accepted: minimum packet only
    recipient_accepted,  // it accepted the referral: the packet that was consented to
    supervisor,          // of the organisation that sent the referral
    second_person,       // another trained person of the lead organisation, asked to confirm (INV-17, INV-02)
    own,                 // the asker's own account
    own_state,           // the asker's organisation answers for the State whose reply it is
};

enum class ConsentState { not_needed, valid, missing, withdrawn, exception_recorded };

// Why somebody looks (INV-10); recorded with every look into Z3 and Z4.
enum class Purpose {
    triage,
    screening,
    support,
    referral,
    consent,
    co_ordination,
    oversight,
    self_access,
    administration,
};

std::string_view code_of(Purpose purpose);
std::optional<Purpose> purpose_from_code(std::string_view code);

struct Ask {
    Permission permission;
    Purpose purpose;
    Relation relation = Relation::at_the_door;
    ConsentState consent = ConsentState::not_needed;
    bool concerns_child = false;  // handling a child's case needs vetting (domain.md 2.1 c)
};

struct Decision {
    bool allowed = false;
    std::string rule;  // "AUTH-CONCERN-RAISE", "INV-09": words under "authorisation.<rule>" say it plainly
    std::string
        needs;  // what would be needed, as a message key ("authorisation.needs.training"); empty when allowed
    // The problem a refusal becomes: not_allowed, training_missing, second_factor_needed,
    // second_person_needed, consent_missing.
    base::ProblemCode problem_code = base::ProblemCode::not_allowed;
};

Decision authorise(const Actor& actor, const Ask& ask, base::Time now);

// The same decision as a Result, for the first line of a use case.
base::Done require(const Actor& actor, const Ask& ask, base::Time now);

}  // namespace guard
