#pragma once
// Sealing to somebody who is not here: whoever has the public half can seal, only the secret half opens
// (X25519 with XSalsa20-Poly1305, libsodium's sealed box). Says nothing about who sealed it. Thread rule:
// plain values; functions are pure but for the randomness of a seal, which never comes from an injected
// source.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <array>
#include <cstdint>

namespace base::crypto {

using BoxPublicKey = std::array<std::uint8_t, 32>;

inline constexpr std::size_t kBoxOverhead = 48;

class BoxKey {
public:
    static constexpr std::size_t kSeedSize = 32;

    // Problem: wrong_key, unless `seed` has kSeedSize bytes.
    static Result<BoxKey> from_seed(ByteView seed);

    BoxKey(BoxKey&&) noexcept = default;
    BoxKey& operator=(BoxKey&&) noexcept = default;
    BoxKey(const BoxKey&) = delete;
    BoxKey& operator=(const BoxKey&) = delete;
    ~BoxKey() = default;

    const BoxPublicKey& public_key() const { return public_; }
    // Problem: data_damaged, whether the key or a byte is wrong; nothing tells which.
    Result<Bytes> open(ByteView sealed) const;

private:
    BoxKey() = default;
    Secret<std::array<std::uint8_t, 32>> secret_;
    BoxPublicKey public_{};
};

Bytes seal_to(const BoxPublicKey& key, ByteView plain);

}  // namespace base::crypto
