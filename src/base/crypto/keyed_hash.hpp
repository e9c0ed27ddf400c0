#pragma once
// BLAKE2b with 32 bytes of output: without a key (what is this?), with a key (who made this? and blind
// search), and piece by piece for the audit chain. Pure; a Hasher belongs to one thread at a time.

#include "base/bytes.hpp"
#include "base/crypto/sealing_key.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace base::crypto {

using Digest = std::array<std::uint8_t, 32>;

Digest hash(ByteView bytes);
Digest keyed_hash(const SealingKey& key, ByteView bytes);

class Hasher {
public:
    Hasher();
    explicit Hasher(const SealingKey& key);

    void add(ByteView bytes);
    // The length first, then the bytes: so that moving a byte from one field to the next changes the digest.
    void add_field(ByteView bytes);
    void add_number(std::int64_t number);
    // Call once.
    Digest finish();

private:
    static constexpr std::size_t kStateSize = 384;
    alignas(64) std::array<std::uint8_t, kStateSize> state_{};
};

// In time that depends on the lengths only.
bool equal_in_constant_time(ByteView one, ByteView other);

}  // namespace base::crypto
