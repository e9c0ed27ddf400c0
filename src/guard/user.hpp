#pragma once
// A person who signs in, or a program that works for one: the account and its rules. The names of staff are
// sealed in the database and found by a keyed hash; only this room and the pages that show them hold them in
// the open. Plain values; pure.

#include "base/language.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "guard/organisation.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guard {

struct User {
    UserId id;
    OrganisationId organisation;
    std::string sign_in_name;
    std::string display_name;
    std::vector<Role> roles;
    std::vector<Training> training;
    bool vetted_for_children = false;
    bool supervisor = false;
    base::Language language = base::kFallbackLanguage;
    bool must_change_password = false;
    bool has_second_factor = false;
    std::optional<base::Time> disabled_at;
    base::Time created_at;
    std::int64_t version = 1;
    // Of a program: the person who answers for it. A program has no sign-in name, no password and no second
    // factor; it comes in by a token (admit_program.hpp).
    std::optional<UserId> responsible = {};

    bool is_program() const { return responsible.has_value(); }
};

// A sign-in name as it is kept and looked up: 3 to 64 of a-z 0-9 . _ - @, lower case, so that it is typed the
// same on every keyboard and none looks like another. Problem: invalid_input of "sign_in_name".
base::Result<std::string> clean_sign_in_name(std::string_view raw);

// Length, not composition: at least 12 characters, not the name, not a few characters over and over.
// Problem: invalid_input of `field`.
base::Done check_new_password(std::string_view field, const base::Secret<std::string>& password,
                              std::string_view sign_in_name);

// Roles to which the table of rules opens Z3 or Z4 only with a second factor, and the administrator, who
// hands out such roles.
bool needs_second_factor(const std::vector<Role>& roles);

// What authorise() is asked with. `second_factor_passed` is the session's.
Actor actor_of(const User& user, const Organisation& organisation, base::Time now);

// For the command line, which only the owner of the key file can run: an administrator without an
// organisation; the audit log shows it as nobody's row.
Actor command_line_actor();

}  // namespace guard
