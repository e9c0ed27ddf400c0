#include "base/random.hpp"

#include <array>
#include <cstddef>
#include <cstring>

namespace base {

std::uint64_t RandomSource::below(std::uint64_t bound) {
    // Values under 2^64 mod bound would favour the small remainders: draw again.
    const std::uint64_t threshold = (0 - bound) % bound;
    while (true) {
        std::array<std::uint8_t, 8> raw{};
        fill(raw);
        std::uint64_t value = 0;
        std::memcpy(&value, raw.data(), raw.size());
        if (value >= threshold) return value % bound;
    }
}

std::uint64_t SeededRandom::next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31U);
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
    std::uint64_t word = 0;
    for (std::size_t index = 0; index < out.size(); ++index) {
        if (index % 8 == 0) word = next();
        out[index] = static_cast<std::uint8_t>(word & 0xFFU);
        word >>= 8U;
    }
}

}  // namespace base
