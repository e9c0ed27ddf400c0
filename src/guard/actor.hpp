#pragma once
// The person who asks, or the program, as the guard knows them for one request. Built from a valid session or
// token (or by the command line), never by a handler. A plain value; holds no name.

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "guard/role.hpp"
#include "guard/scope.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace guard {

struct Organisation;
struct User;
struct SignIn;
struct Case;  // the case as an owner of keys and a subject of the audit; its content is casework's

using OrganisationId = base::Id<Organisation>;
using UserId = base::Id<User>;
using SignInId = base::Id<SignIn>;
using CaseId = base::Id<Case>;

// A request that is to be carried out once (request_once.hpp); keyed hashes.
struct RequestOnce {
    base::Bytes key_hash;
    base::Bytes request_hash;
};

struct Training {
    Function function;
    base::Time valid_to;

    friend bool operator==(const Training&, const Training&) = default;
};

struct Actor {
    UserId user;
    OrganisationId organisation;
    std::vector<Role> roles;
    std::vector<Training> training;
    bool vetted_for_children = false;
    bool supervisor = false;  // sees the escalations of their organisation (Relation::supervisor)
    bool second_factor_passed = false;
    bool organisation_agreement_in_force =
        true;                         // domain.md 2.1: a role is active only under an agreement in force
    std::optional<SignInId> sign_in;  // none for the command line, jobs and programs
    std::optional<ScopeSet> scopes;   // of a program's token, whatever its roles are; none: a person
    std::optional<RequestOnce> once;  // noted with the write this actor asks for

    bool has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }
    bool trained_for(Function function, base::Time now) const {
        return std::ranges::any_of(
            training, [&](const Training& held) { return held.function == function && held.valid_to > now; });
    }
};

}  // namespace guard
