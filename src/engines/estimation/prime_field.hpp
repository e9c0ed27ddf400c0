#pragma once
// Whole numbers modulo the prime 2^31 - 1: a rank that is full there is full for fractions too, so that a
// "yes" is exact (estimation.md 4.4). Pure values.

#include <cstdint>

namespace estimation {

class Residue {
public:
    static constexpr std::uint64_t kPrime = 2147483647;

    Residue() = default;
    Residue(std::int64_t value)  // NOLINT(google-explicit-constructor): a number is one
        : value_(static_cast<std::uint64_t>(value < 0 ? value + static_cast<std::int64_t>(kPrime) : value)) {}

    std::uint64_t value() const { return value_; }
    bool is_zero() const { return value_ == 0; }

    friend Residue operator*(Residue one, Residue other) { return reduced(one.value_ * other.value_); }
    friend Residue operator-(Residue one, Residue other) {
        return reduced(one.value_ + kPrime - other.value_);
    }
    friend Residue operator/(Residue one, Residue other) { return one * other.inverse(); }

private:
    static Residue reduced(std::uint64_t value) {
        value = (value & kPrime) + (value >> 31U);
        Residue residue;
        residue.value_ = value >= kPrime ? value - kPrime : value;
        return residue;
    }
    // Fermat: a^(p-2).
    Residue inverse() const {
        Residue power = *this;
        Residue result(1);
        for (std::uint64_t exponent = kPrime - 2; exponent > 0; exponent >>= 1U) {
            if ((exponent & 1U) != 0) result = result * power;
            power = power * power;
        }
        return result;
    }

    std::uint64_t value_ = 0;
};

}  // namespace estimation
