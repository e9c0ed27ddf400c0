#pragma once
// The rows of accounts: names sealed under KeyRing::staff_key(), found by a keyed hash under lookup_key().

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "guard/key_ring.hpp"
#include "guard/user.hpp"
#include "store/session.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guard {

// Problem: already_exists, when the sign-in name is taken.
// A program's password hash is empty.
base::Done insert_user(store::WriteSession& session, const KeyRing& keys, const User& user,
                       const std::string& password_hash);
// A program's name and who answers for it. Problem: not_found, of a person.
base::Done rename_program(store::WriteSession& session, const KeyRing& keys, const User& program);
// Roles, training, vetting, supervisor and language. Problem: edited_meanwhile, unless the row still has
// `user.version`; then it has the next.
base::Done update_user(store::WriteSession& session, const User& user);

// Problems: not_found, data_damaged.
base::Result<User> load_user(store::ReadSession& session, const KeyRing& keys, UserId id);
base::Result<std::optional<User>> find_user(store::ReadSession& session, const KeyRing& keys,
                                            std::string_view sign_in_name);
enum class AccountKind { person, program };
// In the order they were added; `after` is the last one of the page before.
base::Result<std::vector<User>> list_users(store::ReadSession& session, const KeyRing& keys, AccountKind kind,
                                           std::optional<OrganisationId> organisation,
                                           std::optional<UserId> after, int rows_max);

// "Olena Kovalenko" for timelines; a program with its mark, "Intake portal [API]". Who is not found is
// absent.
base::Result<std::map<UserId, std::string>> display_names(store::ReadSession& session, const KeyRing& keys,
                                                          const std::vector<UserId>& ids);

// Who answers for what an account did: the person whose it is, or the one who answers for a program. So that
// of two people who are to decide neither is the other's program. INV-02, INV-17
base::Result<UserId> person_behind(store::ReadSession& session, UserId id);

// What each may do now, for the access log: roles, no names. Who is not found is absent.
struct HeldRoles {
    std::vector<Role> roles;
    bool is_program = false;
};
base::Result<std::map<UserId, HeldRoles>> roles_of_users(store::ReadSession& session,
                                                         const std::vector<UserId>& ids);

// What only signing in needs.
struct Credentials {
    std::string password_hash;
    std::optional<base::Secret<base::Bytes>> totp_secret;
    std::optional<std::int64_t> totp_last_step;
};

base::Result<Credentials> load_credentials(store::ReadSession& session, const KeyRing& keys, UserId id);
base::Done save_password(store::WriteSession& session, UserId id, const std::string& password_hash,
                         bool must_change);
// None takes the second factor away, with the recovery codes.
base::Done save_second_factor(store::WriteSession& session, const KeyRing& keys, UserId id,
                              const std::optional<base::Secret<base::Bytes>>& secret);
// False, when `step` or a later one was used already: of two at once one comes second.
base::Result<bool> use_totp_step(store::WriteSession& session, UserId id, std::int64_t step);
base::Done save_disabled(store::WriteSession& session, UserId id, std::optional<base::Time> disabled_at);
base::Done save_language(store::WriteSession& session, UserId id, base::Language language);

}  // namespace guard
