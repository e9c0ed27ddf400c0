#pragma once
// How a message is signed, as the Standard Webhooks specification says (docs/decisions/0016-webhooks.md):
// HMAC-SHA-256 over "id.timestamp.body" with the secret's bytes, so that who holds the secret can tell that a
// message is ours, unchanged and not an old one sent again. Pure.

#include "base/random.hpp"
#include "base/secret.hpp"
#include "courier/webhook.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace courier {

// "whsec_" and 32 random bytes in base64.
base::Secret<std::string> make_secret_text(base::RandomSource& random);

// "v1,<base64>", and while the former secret still holds " v1,<base64>" of that one behind it.
std::string signatures_of(const SigningSecrets& secrets, std::string_view id, std::int64_t timestamp,
                          std::string_view body);

}  // namespace courier
