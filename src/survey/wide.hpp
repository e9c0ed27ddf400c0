#pragma once
// Whole numbers of 128 bits, for products of two counts of 64 bits: a share times a power of ten, a share
// against a share. Both compilers of the house have them; nothing here needs more bits but the sign test
// (sign_statistic.cpp). Division towards minus and plus infinity, which C++ does not have. Pure; safe from
// any thread.

#include <cstdint>
#include <limits>
#include <optional>

namespace survey {

__extension__ using Wide = __int128;
__extension__ using WideUnsigned = unsigned __int128;

// divisor > 0.
constexpr Wide floor_divided(Wide dividend, Wide divisor) {
    const Wide quotient = dividend / divisor;
    return dividend % divisor < 0 ? quotient - 1 : quotient;
}
constexpr Wide ceil_divided(Wide dividend, Wide divisor) {
    return -floor_divided(-dividend, divisor);
}

// Nothing where the number does not fit.
constexpr std::optional<std::int64_t> narrowed(Wide number) {
    if (number < std::numeric_limits<std::int64_t>::min() ||
        number > std::numeric_limits<std::int64_t>::max()) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(number);
}

// Nothing where the sum does not fit.
constexpr std::optional<std::int64_t> checked_sum(std::int64_t left, std::int64_t right) {
    return narrowed(static_cast<Wide>(left) + right);
}

}  // namespace survey
