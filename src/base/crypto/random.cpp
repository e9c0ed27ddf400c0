#include "base/crypto/random.hpp"

#include "base/crypto/sodium.hpp"

namespace base::crypto {

SystemRandom::SystemRandom() { make_sodium_ready(); }

void SystemRandom::fill(std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); }

}  // namespace base::crypto
