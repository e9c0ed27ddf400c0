#pragma once
// For this room only: libsodium, made ready before its first use. Safe from any thread; throws if the system
// has no randomness.

#include <sodium.h>

namespace base::crypto {

void make_sodium_ready();

}  // namespace base::crypto
