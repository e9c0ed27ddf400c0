#pragma once
// The randomness of the operating system, by libsodium. Safe to call from several threads.

#include "base/random.hpp"

namespace base::crypto {

class SystemRandom final : public RandomSource {
public:
    SystemRandom();
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace base::crypto
