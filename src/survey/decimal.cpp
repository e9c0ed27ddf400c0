#include "survey/decimal.hpp"

#include "survey/wide.hpp"

#include <algorithm>
#include <charconv>

namespace survey {

std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int step = 0; step < exponent; ++step) power *= 10;
    return power;
}

std::string to_text(const Decimal& decimal) {
    const bool negative = decimal.units < 0;
    // The magnitude of the least number of 64 bits has no signed counterpart.
    const std::uint64_t magnitude =
        negative ? 0 - static_cast<std::uint64_t>(decimal.units) : static_cast<std::uint64_t>(decimal.units);
    std::string digits = std::to_string(magnitude);
    const auto places = static_cast<std::size_t>(decimal.decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, 1, '.');
    return negative ? "-" + digits : digits;
}

std::optional<Decimal> decimal_from_text(std::string_view text) {
    const auto is_digit = [](char sign) { return sign >= '0' && sign <= '9'; };
    const std::size_t stop = text.find('.');
    const std::string_view whole = text.substr(0, stop);
    const std::string_view part = stop == std::string_view::npos ? std::string_view() : text.substr(stop + 1);
    const bool negative = whole.starts_with('-');
    const std::string_view digits = whole.substr(negative ? 1 : 0);
    if (digits.empty() || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
    if (stop != std::string_view::npos && part.empty()) return std::nullopt;
    if (part.size() > static_cast<std::size_t>(kDecimalsMost) || !std::ranges::all_of(part, is_digit)) {
        return std::nullopt;
    }
    const std::string joined = std::string(whole) + std::string(part);
    Decimal decimal{.units = 0, .decimals = static_cast<int>(part.size())};
    const auto read = std::from_chars(joined.data(), joined.data() + joined.size(), decimal.units);
    if (read.ec != std::errc() || read.ptr != joined.data() + joined.size()) return std::nullopt;
    return decimal;
}

std::optional<Decimal> with_decimals(const Decimal& decimal, int decimals) {
    const auto units = narrowed(static_cast<Wide>(decimal.units) * power_of_ten(decimals - decimal.decimals));
    if (!units) return std::nullopt;
    return Decimal{*units, decimals};
}

}  // namespace survey
