#pragma once
// Signatures (Ed25519): whoever holds the public half can tell that a text was made by the holder of the
// secret half, and unchanged. Deterministic: the same key and text give the same signature. Pure.

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <array>
#include <cstdint>

namespace base::crypto {

using Signature = std::array<std::uint8_t, 64>;
using VerifyingKey = std::array<std::uint8_t, 32>;

class SigningKey {
public:
    static constexpr std::size_t kSeedSize = 32;

    static SigningKey generate(RandomSource& random);
    // Problem: wrong_key, unless `seed` has kSeedSize bytes. The seed is what is stored (sealed).
    static Result<SigningKey> from_seed(ByteView seed);

    SigningKey(SigningKey&&) noexcept = default;
    SigningKey& operator=(SigningKey&&) noexcept = default;
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;
    ~SigningKey() = default;

    ByteView expose_seed() const { return ByteView(secret_.expose()).first(kSeedSize); }
    const VerifyingKey& verifying_key() const { return verifying_; }
    Signature sign(ByteView message) const;

private:
    SigningKey() = default;
    Secret<std::array<std::uint8_t, 64>> secret_;
    VerifyingKey verifying_{};
};

bool verify(const VerifyingKey& key, ByteView message, ByteView signature);

}  // namespace base::crypto
