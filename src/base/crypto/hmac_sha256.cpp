#include "base/crypto/hmac_sha256.hpp"

#include "base/crypto/sodium.hpp"

namespace base::crypto {

std::array<std::uint8_t, 32> hmac_sha256(ByteView key, ByteView message) {
    static_assert(crypto_auth_hmacsha256_BYTES == 32);
    make_sodium_ready();
    std::array<std::uint8_t, 32> out{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, message.data(), message.size());
    crypto_auth_hmacsha256_final(&state, out.data());
    return out;
}

}  // namespace base::crypto
