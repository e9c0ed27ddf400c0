#pragma once
// A token of a program: 256 random bits that let it in, limited by scopes, until a day. Its text is
// "wm_" and 48 letters of base64url, the last bytes of which are a checksum: so that who scans for secrets
// finds one that leaked, and a typing mistake is told from a stranger without asking the database. Shown
// once; of it only a keyed hash is stored. Plain values and their rules; pure.

#include "base/bytes.hpp"
#include "base/crypto/keyed_hash.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "guard/key_ring.hpp"
#include "guard/scope.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace guard {

struct ProgramToken;
using ProgramTokenId = base::Id<ProgramToken>;

inline constexpr base::Duration kTokenLengthMax = std::chrono::hours(24 * 366);
inline constexpr int kTokenDaysOffered = 90;
// From then on a token is called one that ends soon: time enough to issue another and carry it over.
inline constexpr base::Duration kTokenEndsSoonWithin = std::chrono::hours(24 * 14);
// A token is noted as used at most this often: reading is not to write at every step.
inline constexpr base::Duration kTokenUseNotedEvery = std::chrono::hours(1);

struct ProgramToken {
    ProgramTokenId id;
    UserId program;
    std::string name;  // where it is kept: "intake server"
    ScopeSet scopes;
    base::Time created_at;
    std::optional<UserId> created_by;  // none: the command line
    base::Time expires_at;
    std::optional<base::Time> revoked_at = {};
    std::optional<base::Time> last_used_at = {};

    bool opens(base::Time now) const { return !revoked_at && expires_at > now; }
    bool ends_soon(base::Time now) const { return opens(now) && expires_at <= now + kTokenEndsSoonWithin; }
};

// 32 random bytes as their text. The second form is for a demo, whose tokens are known to all.
base::Secret<std::string> make_token_text(base::RandomSource& random);
base::Secret<std::string> token_text_of(base::ByteView raw);

// What is stored of a token presented to us. Problem: invalid_input, for what cannot be one.
base::Result<base::crypto::Digest> token_hash_of(const KeyRing& keys, std::string_view text);

}  // namespace guard
