#include "base/crypto/sealed_box.hpp"

#include "base/crypto/sodium.hpp"

#include <utility>

namespace base::crypto {

static_assert(std::tuple_size_v<BoxPublicKey> == crypto_box_PUBLICKEYBYTES);
static_assert(BoxKey::kSeedSize == crypto_box_SEEDBYTES);
static_assert(kBoxOverhead == crypto_box_SEALBYTES);

Result<BoxKey> BoxKey::from_seed(ByteView seed) {
    make_sodium_ready();
    if (seed.size() != kSeedSize) return fail(ProblemCode::wrong_key, "a seed of a box has 32 bytes");
    BoxKey key;
    std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> secret{};
    crypto_box_seed_keypair(key.public_.data(), secret.data(), seed.data());
    key.secret_ = Secret(secret);
    wipe(secret.data(), secret.size());
    return key;
}

Result<Bytes> BoxKey::open(ByteView sealed) const {
    make_sodium_ready();
    if (sealed.size() < kBoxOverhead) return fail(ProblemCode::data_damaged, "sealed box too short");
    Bytes plain(sealed.size() - kBoxOverhead);
    if (crypto_box_seal_open(plain.data(), sealed.data(), sealed.size(), public_.data(),
                             secret_.expose().data()) != 0) {
        return fail(ProblemCode::data_damaged, "sealed box does not open");
    }
    return plain;
}

Bytes seal_to(const BoxPublicKey& key, ByteView plain) {
    make_sodium_ready();
    Bytes sealed(plain.size() + kBoxOverhead);
    // Refuses only a public key of low order, which no secret half ever made.
    if (crypto_box_seal(sealed.data(), plain.data(), plain.size(), key.data()) != 0) return {};
    return sealed;
}

}  // namespace base::crypto
