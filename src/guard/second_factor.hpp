#pragma once
// The second factor: one-time codes by time (RFC 6238), set up at the first sign-in of whoever needs one,
// each code good once; and recovery codes for those who lose it. All for the session of `actor`, which may be
// half open. Failures lock the factor as they lock a name. Once it is passed, the session has another token:
// whoever knew the one of the half-open session, or planted it, holds nothing (session fixation, OWASP
// ASVS 3.2.1).

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "guard/actor.hpp"
#include "guard/unit_of_work.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace guard {

inline constexpr int kRecoveryCodes = 10;

using RecoveryCodes = std::vector<base::Secret<std::string>>;

struct SecondFactorSetUp {
    base::Secret<std::string> secret;  // base32, to type
    base::Secret<std::string> uri;     // for the QR code
};

// The secret waits, sealed, in the session until its first code proves it; asking again gives the same one.
// Problem: wrong_state, when the account has a second factor.
base::Result<SecondFactorSetUp> begin_second_factor(Workplace& workplace, const Actor& actor);

using SessionToken = base::Secret<std::string>;

struct SecondFactorKept {
    RecoveryCodes codes;
    SessionToken token;
};

// Ends every other session. Problems: invalid_input of "code", wrong_state.
base::Result<SecondFactorKept> confirm_second_factor(Workplace& workplace, const Actor& actor,
                                                     std::string_view code);

// A code of the application, or a recovery code, which is gone then. Problems: invalid_input of "code",
// locked_out, wrong_state (nothing set up).
base::Result<SessionToken> pass_second_factor(Workplace& workplace, const Actor& actor,
                                              std::string_view code);

// For a demo, whose secrets and passwords are public: many people sign in as the same person within one step,
// so that a code may be used again there. Both know the account by `secret`, and a real account, whose secret
// nobody else has, cannot be opened this way. Empty, or wrong_state, when it is not the account's.
base::Result<std::string> code_in_demo(Workplace& workplace, const Actor& actor,
                                       const base::Secret<base::Bytes>& secret);
base::Result<SessionToken> pass_second_factor_in_demo(Workplace& workplace, const Actor& actor,
                                                      std::string_view code,
                                                      const base::Secret<base::Bytes>& secret);

// New ones; the old ones open nothing any more. Problems: invalid_input of "password", locked_out,
// wrong_state.
base::Result<RecoveryCodes> renew_recovery_codes(Workplace& workplace, const Actor& actor,
                                                 const base::Secret<std::string>& password);

}  // namespace guard
