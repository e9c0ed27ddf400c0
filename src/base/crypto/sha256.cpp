#include "base/crypto/sha256.hpp"

#include "base/crypto/sodium.hpp"

namespace base::crypto {

std::array<std::uint8_t, 32> sha256(ByteView message) {
    static_assert(crypto_hash_sha256_BYTES == 32);
    make_sodium_ready();
    std::array<std::uint8_t, 32> out{};
    crypto_hash_sha256(out.data(), message.data(), message.size());
    return out;
}

}  // namespace base::crypto
