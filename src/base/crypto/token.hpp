#pragma once
// Opaque tokens (sessions, invitations, form tickets): 32 random bytes as base64url text for the one who
// holds it, and a hash for the store, from which the token cannot be found. A hash without salt is enough:
// there is nothing to guess in 256 random bits. Pure.

#include "base/crypto/keyed_hash.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <string>
#include <string_view>

namespace base::crypto {

struct Token {
    Secret<std::string> text;
    Digest stored_hash;
};

Token make_token(RandomSource& random);

// What a token presented to us would be stored as. Problem: invalid_input, for what cannot be a token.
Result<Digest> stored_hash_of(std::string_view token_text);

}  // namespace base::crypto
