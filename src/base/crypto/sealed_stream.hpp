#pragma once
// A stream of any length sealed piece by piece under one key used for it alone (libsodium's secretstream:
// XChaCha20-Poly1305). Promise: a piece that was altered, moved, repeated or left out does not open, nor do
// those after it, and the last piece says that it is the last, so that a stream cut short is noticed. Thread
// rule: a stream belongs to one thread at a time.

#include "base/bytes.hpp"
#include "base/crypto/sealing_key.hpp"
#include "base/result.hpp"

#include <array>
#include <cstdint>

namespace base::crypto {

inline constexpr std::size_t kStreamOverhead = 17;
using StreamHead = std::array<std::uint8_t, 24>;

class StreamState {
public:
    StreamState() = default;
    StreamState(const StreamState&) = delete;
    StreamState& operator=(const StreamState&) = delete;
    ~StreamState();

protected:
    static constexpr std::size_t kSize = 52;
    alignas(16) std::array<std::uint8_t, kSize> state_{};
};

class SealingStream : StreamState {
public:
    explicit SealingStream(const SealingKey& key);
    // Stands before the first piece, in the open.
    const StreamHead& head() const { return head_; }
    Bytes seal(ByteView piece, ByteView associated, bool last);

private:
    StreamHead head_{};
};

class OpeningStream : StreamState {
public:
    OpeningStream(const SealingKey& key, const StreamHead& head);

    struct Piece {
        Bytes plain;
        bool last = false;
    };
    // Problem: data_damaged.
    Result<Piece> open(ByteView sealed, ByteView associated);
};

}  // namespace base::crypto
