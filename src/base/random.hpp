#pragma once
// Where randomness comes from. Passed in, never reached for: rules and use cases stay deterministic under
// test. The real source (base/crypto/random.hpp) is safe to call from several threads; SeededRandom is not.

#include <cstdint>
#include <span>

namespace base {

class RandomSource {
public:
    virtual ~RandomSource() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;

    // A number in [0, bound), without modulo bias. `bound` is at least 1.
    std::uint64_t below(std::uint64_t bound);
};

// Reproducible (splitmix64), for tests and the demo country. Not for keys.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> out) override;

private:
    std::uint64_t next();
    std::uint64_t state_;
};

}  // namespace base
