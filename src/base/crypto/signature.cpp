#include "base/crypto/signature.hpp"

#include "base/crypto/sodium.hpp"

#include <utility>

namespace base::crypto {

SigningKey SigningKey::generate(RandomSource& random) {
    std::array<std::uint8_t, kSeedSize> raw{};
    random.fill(raw);
    const Secret seed(raw);
    wipe(raw.data(), raw.size());
    return std::move(from_seed(seed.expose()).value());
}

Result<SigningKey> SigningKey::from_seed(ByteView seed) {
    make_sodium_ready();
    if (seed.size() != kSeedSize) return fail(ProblemCode::wrong_key, "a signing seed has 32 bytes");
    SigningKey key;
    std::array<std::uint8_t, 64> secret{};
    crypto_sign_seed_keypair(key.verifying_.data(), secret.data(), seed.data());
    key.secret_ = Secret(secret);
    wipe(secret.data(), secret.size());
    return key;
}

Signature SigningKey::sign(ByteView message) const {
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.expose().data());
    return signature;
}

bool verify(const VerifyingKey& key, ByteView message, ByteView signature) {
    make_sodium_ready();
    if (signature.size() != Signature{}.size()) return false;
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

}  // namespace base::crypto
