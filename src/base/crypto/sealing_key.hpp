#pragma once
// Sealing: authenticated encryption (XChaCha20-Poly1305) under a key of 32 bytes.
// A sealed value is one version byte, 24 random bytes (the nonce), the ciphertext and its 16-byte tag.
// Associated data is not stored but must be the same when opening: it binds a value to its place (table, row,
// column), so that a ciphertext copied to another place does not open. Zones Z3 and Z4 are stored this way
// (domain.md 9.3). A key cannot be printed or copied by accident, and is wiped when it ends. Thread rule:
// keys are plain values; functions are pure but for the nonce, which never comes from an injected source: two
// equal nonces under one key would give both texts away.

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace base::crypto {

class SealingKey {
public:
    static constexpr std::size_t kSize = 32;

    static SealingKey generate(RandomSource& random);
    // Problem: wrong_key, unless `bytes` are exactly kSize.
    static Result<SealingKey> from_bytes(ByteView bytes);

    SealingKey(SealingKey&&) noexcept = default;
    SealingKey& operator=(SealingKey&&) noexcept = default;
    SealingKey(const SealingKey&) = delete;
    SealingKey& operator=(const SealingKey&) = delete;
    ~SealingKey() = default;

    SealingKey clone() const { return SealingKey(bytes_.expose()); }
    // For writing the key file and for this room; everything else passes the key itself.
    ByteView expose() const { return bytes_.expose(); }

private:
    explicit SealingKey(const std::array<std::uint8_t, kSize>& bytes) : bytes_(bytes) {}
    Secret<std::array<std::uint8_t, kSize>> bytes_;
};

// Where a sealed value stands. Unambiguous: no two places have the same associated data.
struct Place {
    std::string table;
    std::string row;
    std::string column;

    std::string associated() const;
};

inline constexpr std::size_t kSealOverhead = 1 + 24 + 16;

Bytes seal(const SealingKey& key, ByteView plain, std::string_view associated);
// Problem: data_damaged, whether the key, the place or a byte is wrong; nothing tells which.
Result<Bytes> open(const SealingKey& key, ByteView sealed, std::string_view associated);

// A key sealed under a key. Problem: wrong_key.
Bytes wrap_key(const SealingKey& wrapping, const SealingKey& key, std::string_view associated);
Result<SealingKey> unwrap_key(const SealingKey& wrapping, ByteView wrapped, std::string_view associated);

// A key for one purpose, made from another: one way, and different for every purpose ("audit",
// "search.name").
SealingKey derive_key(const SealingKey& key, std::string_view purpose);

// 16 bytes that may lie open beside what the key protects, to tell a wrong key file before anything is opened
// with it.
Bytes key_check_value(const SealingKey& key);

}  // namespace base::crypto
