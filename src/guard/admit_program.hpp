#pragma once
// How a program comes in: by a token it presents with every request. One short read opens the door; a use is
// noted once an hour. A token that opens nothing gets one answer whatever the reason is, and the reason goes
// into the audit log: at most once an hour for each token, or for each address that presents unknown ones,
// and of those once a minute for all together, so that a flood neither fills it nor costs more than a look at
// an index. There is no lock-out: 256 bits are not guessed, and of two programs behind one address the one
// with a wrong token is not to shut out the other.

#include "base/log.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "guard/program_token.hpp"
#include "guard/sign_in_limiter.hpp"
#include "guard/unit_of_work.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace guard {

struct AdmittedProgram {
    Actor actor;  // with the scopes of its token
    std::string display_name;
    base::Id<ProgramToken> token;
    base::Time expires_at;
};

// Counts tokens that opened nothing. One for each server. Thread rule: safe from any thread.
class RefusedTokens {
public:
    explicit RefusedTokens(base::Logger& log) : log_(log) {}

    // Since the program started.
    std::int64_t count() const { return count_.load(); }

private:
    friend class TokenRefusal;
    base::Logger& log_;
    std::atomic<std::int64_t> count_ = 0;
    // What is still to be noted: of tokens that are known, of which there are only so many; and by address.
    SignInLimiter known_{
        {.peer_burst = 1, .peer_per_second = 1.0 / 3600, .global_burst = 10'000, .global_per_second = 10}};
    SignInLimiter unknown_{
        {.peer_burst = 1, .peer_per_second = 1.0 / 3600, .global_burst = 60, .global_per_second = 1.0 / 60}};
};

// `bearer` is the token as it came, `peer` the address. Problem: not_signed_in, for a token that is
// malformed, unknown, expired or revoked, of a program that is disabled, or of an organisation without an
// agreement in force.
base::Result<AdmittedProgram> admit_program(Workplace& workplace, RefusedTokens& refused,
                                            std::string_view bearer, std::string_view peer);

}  // namespace guard
