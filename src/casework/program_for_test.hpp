#pragma once
// An account of a program, for the tests of what two people decide. Tests only.

#include "casework/casework_for_test.hpp"

#include <string>

namespace casework {

// The actor of a program of the same organisation as `like`, with their duties and every scope, for which
// `responsible` answers.
inline guard::Actor add_program(store::Database& database, const guard::KeyRing& keys, guard::UserId id,
                                const guard::Actor& like, const guard::Actor& responsible, base::Time now) {
    guard::User account;
    account.id = id;
    account.organisation = like.organisation;
    account.display_name = "Portal";
    account.roles = like.roles;
    account.created_at = now;
    account.responsible = responsible.user;
    must(database.write(
        [&](store::WriteSession& session) { return guard::insert_user(session, keys, account, {}); }));
    guard::Actor program = like;
    program.user = id;
    program.scopes = guard::ScopeSet::everything();
    return program;
}

}  // namespace casework
