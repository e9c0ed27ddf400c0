#pragma once
// A number as it is printed: so many units of 10^-decimals. 61.4 is {614, 1}; 70 is {70, 0} and 70.0 is
// {700, 1}, since the decimals that were printed are part of what was said. Thread rule: a plain value.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace survey {

constexpr int kDecimalsMost = 6;

struct Decimal {
    std::int64_t units = 0;
    int decimals = 0;  // 0 .. kDecimalsMost

    friend bool operator==(const Decimal&, const Decimal&) = default;
};

std::int64_t power_of_ten(int exponent);  // 0 .. 18

// "-0.5", "61.4", "70.0": always with all decimals, with a full stop, without grouping.
std::string to_text(const Decimal& decimal);

// An optional minus, digits, and at most kDecimalsMost digits after a full stop. Nothing for anything else:
// blanks, plus signs, exponents, commas, no digit before the full stop, or more than 64 bits.
std::optional<Decimal> decimal_from_text(std::string_view text);

// The same number with more decimals; nothing where it does not fit. decimals >= decimal.decimals.
std::optional<Decimal> with_decimals(const Decimal& decimal, int decimals);

}  // namespace survey
