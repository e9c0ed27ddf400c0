#pragma once
// The rows of sessions, failed attempts and recovery codes. Of tokens and codes only hashes are kept.

#include "base/crypto/keyed_hash.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "guard/key_ring.hpp"
#include "guard/lock_out.hpp"
#include "guard/user.hpp"
#include "store/session.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guard {

// A session as it is stored.
struct SignInRow {
    SignInId id;
    UserId user;
    base::Time created_at;
    base::Time last_seen_at;
    base::Time expires_at;
    std::optional<base::Time> second_factor_at;
};

base::Done insert_session(store::WriteSession& session, const SignInRow& row,
                          const base::crypto::Digest& token_hash);
base::Result<std::optional<SignInRow>> find_session(store::ReadSession& session,
                                                    const base::crypto::Digest& token_hash);
// Newest first.
base::Result<std::vector<SignInRow>> sessions_of(store::ReadSession& session, UserId user);
base::Done save_last_seen(store::WriteSession& session, SignInId id, base::Time at);
// The session opens by `token_hash` from now on, and no longer by the token before.
base::Done save_second_factor_passed(store::WriteSession& session, SignInId id, base::Time at,
                                     const base::crypto::Digest& token_hash);
base::Done end_session(store::WriteSession& session, SignInId id);
// Every session of the user but `kept`.
base::Done end_sessions_of(store::WriteSession& session, UserId user, std::optional<SignInId> kept);
// Those past their end, and those not seen since `seen_before`.
base::Done remove_ended_sessions(store::WriteSession& session, base::Time now, base::Time seen_before);

// The secret that is being set up, sealed in the session until its first code proves it. Problem: not_found.
base::Done save_pending_secret(store::WriteSession& session, const KeyRing& keys, SignInId id,
                               const std::optional<base::Secret<base::Bytes>>& secret);
base::Result<std::optional<base::Secret<base::Bytes>>> load_pending_secret(store::ReadSession& session,
                                                                           const KeyRing& keys, SignInId id);

// What was tried: a name, whether or not anybody has it, a name from one address, or what an account was
// asked for once its password was right.
struct Tried {
    base::Bytes hash;
};

Tried tried_name(const KeyRing& keys, std::string_view sign_in_name);
Tried tried_at_place(const KeyRing& keys, std::string_view sign_in_name, std::string_view address);
Tried tried_own_password(const KeyRing& keys, UserId user);
Tried tried_second_factor(const KeyRing& keys, UserId user);

// Whether the name's owner signed in from that address not long ago.
base::Result<bool> is_known_place(store::ReadSession& session, const Tried& place, base::Time now);
base::Done save_place(store::WriteSession& session, const Tried& place, UserId user, base::Time at);
base::Done forget_places(store::WriteSession& session, UserId user);

base::Result<Failures> load_failures(store::ReadSession& session, const Tried& tried);
base::Done save_failures(store::WriteSession& session, const Tried& tried, const Failures& failures);
base::Done forget_failures(store::WriteSession& session, const Tried& tried);
// Every kind of one account.
base::Done forget_failures(store::WriteSession& session, const KeyRing& keys, const User& user);
// And the addresses nobody signs in from any more.
base::Done remove_old_failures(store::WriteSession& session, base::Time now);

base::Done save_recovery_codes(store::WriteSession& session, const KeyRing& keys, UserId user,
                               const std::vector<base::Secret<std::string>>& codes);
// False, when there is no such code (any more).
base::Result<bool> use_recovery_code(store::WriteSession& session, const KeyRing& keys, UserId user,
                                     std::string_view code);
base::Result<int> count_recovery_codes(store::ReadSession& session, UserId user);

}  // namespace guard
