#pragma once
// SHA-256: by which a file can be named exactly and by anybody. No secret. Pure; any thread.

#include "base/bytes.hpp"

#include <array>

namespace base::crypto {

std::array<std::uint8_t, 32> sha256(ByteView message);

}  // namespace base::crypto
