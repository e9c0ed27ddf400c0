#pragma once
// What a person does with their own account: look at it, change the password, choose a language, end other
// sessions. `actor` has a session.

#include "base/language.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "guard/sign_in.hpp"
#include "guard/unit_of_work.hpp"

#include <string>
#include <vector>

namespace guard {

struct OwnSession {
    base::Time since;
    base::Time last_seen_at;
    bool this_one = false;
};

struct OwnAccount {
    User user;
    SignInStage stage = SignInStage::complete;
    std::vector<OwnSession> sessions;  // newest first, those still open
    int recovery_codes_left = 0;
};

base::Result<OwnAccount> read_own_account(Workplace& workplace, const Actor& actor);

// `current` is not asked when the password has to be changed: it was given a moment ago. Ends every other
// session. Problems: invalid_input of "current_password" or "new_password", locked_out,
// second_factor_needed.
base::Done change_password(Workplace& workplace, const Actor& actor, const base::Secret<std::string>& current,
                           const base::Secret<std::string>& wanted);

base::Done choose_language(Workplace& workplace, const Actor& actor, base::Language language);

base::Done end_other_sessions(Workplace& workplace, const Actor& actor);

// Whether `password` is the account's; counts as an attempt. Problems: invalid_input of `field`, locked_out.
base::Done check_own_password(Workplace& workplace, const Actor& actor, std::string_view field,
                              const base::Secret<std::string>& password);

}  // namespace guard
