#pragma once
// Signing in, and the session that follows. A name and a password open a session; it stays half open while a
// second factor or a new password is owed. The same answer and the same work for an unknown name as for a
// wrong password; attempts are counted before they are looked at, so that many at once gain nothing. Of the
// token only its hash is stored.

#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "guard/organisation.hpp"
#include "guard/sign_in_limiter.hpp"
#include "guard/unit_of_work.hpp"
#include "guard/user.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace guard {

inline constexpr base::Duration kSessionIdle = std::chrono::minutes(30);
inline constexpr base::Duration kSessionLength = std::chrono::hours(12);
// A session is noted as seen at most this often: reading pages is not to write at every step.
inline constexpr base::Duration kSeenEvery = std::chrono::minutes(1);

// What a session still owes, in this order.
enum class SignInStage {
    second_factor,         // one is set up: its code
    new_password,          // the password was given by somebody else
    second_factor_set_up,  // the roles need one
    complete,
};

// Worked out from account and session, never stored.
SignInStage stage_of(const User& user, bool second_factor_passed);

struct SignedIn {
    Actor actor;  // with the session, and whether the second factor was passed
    User user;
    Organisation organisation;
    SignInStage stage = SignInStage::complete;
    base::Time since;
    base::Time expires_at;
};

struct Tried;

struct SignInAttempt {
    std::string sign_in_name;
    base::Secret<std::string> password;
    std::string peer;                          // the address, for the limiter and the lock-out
    std::optional<std::string> replaces = {};  // the token this browser held before
};

struct NewSession {
    base::Secret<std::string> token;
    SignedIn signed_in;
};

// Problems: sign_in_failed (unknown, wrong or disabled), locked_out, too_many_requests.
base::Result<NewSession> sign_in(Workplace& workplace, SignInLimiter& limiter, const SignInAttempt& attempt);

// None for a token that opens nothing (any more).
base::Result<std::optional<SignedIn>> resume_session(Workplace& workplace, std::string_view token);

base::Done sign_out(Workplace& workplace, const Actor& actor);

// Counts an attempt at a password or a code, before it is looked at. Problem: locked_out.
base::Done count_attempt(Workplace& workplace, const Tried& tried);

}  // namespace guard
