#include "survey/rounding.hpp"

#include "survey/wide.hpp"

#include <array>

namespace survey {
namespace {

constexpr std::array<std::string_view, 3> kNames{"half_up", "truncate", "ceil"};

// dividend / divisor as a whole number; divisor > 0.
Wide rounded_quotient(Wide dividend, Wide divisor, Rounding rounding) {
    const bool negative = dividend < 0;
    const Wide magnitude = negative ? -dividend : dividend;
    Wide quotient = magnitude / divisor;
    const Wide rest = magnitude % divisor;
    if (rounding == Rounding::half_up && rest >= divisor - rest) quotient += 1;
    if (rounding == Rounding::ceil && rest > 0) quotient += 1;
    return negative ? -quotient : quotient;
}

// 64 bits times 100 * 10^6 stays within 91 bits.
base::Result<Decimal> scaled(std::int64_t part, std::int64_t whole, std::int64_t factor, int decimals,
                             Rounding rounding) {
    if (whole <= 0) return base::fail(base::invalid_field("whole", "out_of_range", "at least 1"));
    if (decimals < 0 || decimals > kDecimalsMost) {
        return base::fail(base::invalid_field("decimals", "out_of_range", "0 to 6"));
    }
    const Wide dividend = static_cast<Wide>(part) * factor * power_of_ten(decimals);
    const auto units = narrowed(rounded_quotient(dividend, whole, rounding));
    if (!units) return base::fail(base::invalid_field("percent", "out_of_range", "64 bits"));
    return Decimal{*units, decimals};
}

}  // namespace

std::string_view name_of(Rounding rounding) {
    return kNames[static_cast<std::size_t>(rounding)];
}

std::optional<Rounding> rounding_from_name(std::string_view name) {
    for (std::size_t index = 0; index < kNames.size(); ++index) {
        if (kNames[index] == name) return static_cast<Rounding>(index);
    }
    return std::nullopt;
}

base::Result<Decimal> percent(std::int64_t part, std::int64_t whole, int decimals, Rounding rounding) {
    return scaled(part, whole, 100, decimals, rounding);
}

base::Result<Decimal> rounded(const Ratio& ratio, int decimals, Rounding rounding) {
    return scaled(ratio.numerator(), ratio.denominator(), 1, decimals, rounding);
}

base::Result<Decimal> percent(const Ratio& ratio, int decimals, Rounding rounding) {
    return scaled(ratio.numerator(), ratio.denominator(), 100, decimals, rounding);
}

}  // namespace survey
