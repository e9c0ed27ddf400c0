#include "base/crypto/random.hpp"

#include "base/crypto/sodium.hpp"

namespace base::crypto {

SystemRandom::SystemRandom() {
    make_sodium_ready();
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
    // An empty span has no address, which libsodium does not accept.
    if (!out.empty()) randombytes_buf(out.data(), out.size());
}

}  // namespace base::crypto
