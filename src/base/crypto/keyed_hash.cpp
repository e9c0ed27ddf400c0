#include "base/crypto/keyed_hash.hpp"

#include "base/crypto/sodium.hpp"

namespace base::crypto {

namespace {

crypto_generichash_state* state_in(std::uint8_t* memory) {
    return reinterpret_cast<crypto_generichash_state*>(memory);
}

}  // namespace

Digest hash(ByteView bytes) {
    make_sodium_ready();
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), nullptr, 0);
    return digest;
}

Digest keyed_hash(const SealingKey& key, ByteView bytes) {
    make_sodium_ready();
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), key.expose().data(),
                       key.expose().size());
    return digest;
}

Hasher::Hasher() {
    static_assert(sizeof(crypto_generichash_state) == kStateSize);
    static_assert(alignof(crypto_generichash_state) <= 64);
    make_sodium_ready();
    crypto_generichash_init(state_in(state_.data()), nullptr, 0, Digest{}.size());
}

Hasher::Hasher(const SealingKey& key) {
    make_sodium_ready();
    crypto_generichash_init(state_in(state_.data()), key.expose().data(), key.expose().size(),
                            Digest{}.size());
}

void Hasher::add(ByteView bytes) {
    crypto_generichash_update(state_in(state_.data()), bytes.data(), bytes.size());
}

void Hasher::add_field(ByteView bytes) {
    add_number(static_cast<std::int64_t>(bytes.size()));
    add(bytes);
}

void Hasher::add_number(std::int64_t number) {
    std::array<std::uint8_t, 8> raw{};
    auto rest = static_cast<std::uint64_t>(number);
    for (std::uint8_t& byte : raw) {
        byte = static_cast<std::uint8_t>(rest & 0xFFU);
        rest >>= 8U;
    }
    add(raw);
}

Digest Hasher::finish() {
    Digest digest{};
    crypto_generichash_final(state_in(state_.data()), digest.data(), digest.size());
    wipe(state_.data(), state_.size());
    return digest;
}

bool equal_in_constant_time(ByteView one, ByteView other) {
    if (one.size() != other.size()) return false;
    return one.empty() || sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace base::crypto
