#pragma once
// The commands on organisations and on the people who sign in. They go through the use cases of the guard as
// the command line's own actor, so that each is in the audit log. What they print (names, a one-time
// password) goes to the terminal that asked and nowhere else.

#include "base/result.hpp"
#include "base/time.hpp"
#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "guard/manage_users.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cli {

// The installation of the data directory, which is there already.
base::Result<std::unique_ptr<Installation>> open_for(const Task& task);

struct OrganisationToAdd {
    std::string name;
    std::string kind;  // of guard/organisation_kind.def
    bool first_responder = false;
    std::string agreement_until;  // a date; empty: two years from now
};
base::Done add_organisation(const Task& task, const OrganisationToAdd& wanted);

struct DutiesToGive {
    std::vector<std::string> roles;     // codes of guard/role.def
    std::vector<std::string> training;  // codes of functions
    std::string trained_until;          // a date; empty: two years from now
    bool vetted_for_children = false;
    bool supervisor = false;
};
base::Result<guard::Duties> duties_from(const DutiesToGive& wanted, base::Time now);

struct UserToAdd {
    std::string sign_in_name;
    std::string display_name;
    std::string organisation;  // its name
    DutiesToGive duties;
    std::string language = "en";
};
// Prints a one-time password.
base::Done add_user(const Task& task, const UserToAdd& wanted);
// `organisation` empty: of all.
base::Done list_users(const Task& task, const std::string& organisation);
base::Done disable_user(const Task& task, const std::string& sign_in_name);
// A new one-time password; the second factor is set up again and every session ends.
base::Done reset_user(const Task& task, const std::string& sign_in_name);

}  // namespace cli
