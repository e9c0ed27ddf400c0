#pragma once
// HMAC with SHA-256 (RFC 2104, FIPS 180-4), for what others verify with the tools they have: the signature of
// a message to a webhook. Among ourselves keyed_hash.hpp is used. Pure.

#include "base/bytes.hpp"

#include <array>
#include <cstdint>

namespace base::crypto {

std::array<std::uint8_t, 32> hmac_sha256(ByteView key, ByteView message);

}  // namespace base::crypto
