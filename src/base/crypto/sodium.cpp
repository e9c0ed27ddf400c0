#include "base/crypto/sodium.hpp"

#include <stdexcept>

namespace base::crypto {

void make_sodium_ready() {
    // sodium_init() may be called again and from several threads; the static spares the lock it takes.
    static const bool ready = sodium_init() >= 0;
    if (!ready) throw std::runtime_error("libsodium cannot start");
}

}  // namespace base::crypto
