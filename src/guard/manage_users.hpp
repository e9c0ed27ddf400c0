#pragma once
// Use cases on accounts: what the administrator does, in a browser or by the command line. Each is audited;
// disabling and resetting also end every session of the account.

#include "base/bytes.hpp"
#include "base/language.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "guard/unit_of_work.hpp"
#include "guard/user.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guard {

// What a person may do at work.
struct Duties {
    std::vector<Role> roles;
    std::vector<Training> training;
    bool vetted_for_children = false;
    bool supervisor = false;
};

struct NewUser {
    OrganisationId organisation;
    std::string sign_in_name;
    std::string display_name;
    Duties duties;
    base::Language language = base::kFallbackLanguage;
    // None: one is made, to be handed over and changed at the first sign-in.
    std::optional<base::Secret<std::string>> password = {};
    bool must_change_password = true;
    // For a demo, whose sign-in page shows the codes: everybody else sets up their own at the first sign-in.
    std::optional<base::Secret<base::Bytes>> totp_secret = {};
};

struct AddedUser {
    UserId id;
    base::Secret<std::string> password;  // as given or made
};

// Problems: invalid_input (sign_in_name, display_name, password, roles, organisation), not_allowed.
base::Result<AddedUser> add_user(Workplace& workplace, const Actor& actor, const NewUser& wanted);

// In the order they were added.
base::Result<std::vector<User>> list_users(Workplace& workplace, const Actor& actor,
                                           std::optional<OrganisationId> organisation,
                                           std::optional<UserId> after, int rows_max);
// Problem: not_found.
base::Result<User> read_user(Workplace& workplace, const Actor& actor, UserId id);
base::Result<User> find_user(Workplace& workplace, const Actor& actor, const std::string& sign_in_name);

// Problems: wrong_state (of one's own account: nobody would be left to undo it), not_found.
base::Done disable_user(Workplace& workplace, const Actor& actor, UserId id);
base::Done enable_user(Workplace& workplace, const Actor& actor, UserId id);

// A new password to hand over, no second factor, no lock-out, no session. Problem: not_found.
base::Result<base::Secret<std::string>> reset_user(Workplace& workplace, const Actor& actor, UserId id);

// Takes effect at the person's next request. Problems: edited_meanwhile, when somebody else changed it since
// `version`; invalid_input (roles), wrong_state (taking the administrator's role from oneself).
base::Done set_duties(Workplace& workplace, const Actor& actor, UserId id, std::int64_t version,
                      const Duties& duties);

}  // namespace guard
