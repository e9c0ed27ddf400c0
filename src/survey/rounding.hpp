#pragma once
// From exact shares to printed numbers (survey.md 6.1: half up on exact rationals, decimals declared, never
// again from what was displayed). No floating point. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/decimal.hpp"
#include "survey/ratio.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace survey {

// half_up: a half goes away from zero, so that a change and its reverse print alike. truncate: towards zero.
// ceil: away from zero. On shares, which are never negative, these are the three of survey.md 1.2.
enum class Rounding { half_up, truncate, ceil };

std::string_view name_of(Rounding rounding);  // "half_up", "truncate", "ceil"
std::optional<Rounding> rounding_from_name(std::string_view name);

// 100 * part / whole with `decimals` decimals. part and whole are counts of one unit (States, cases).
// Problem: invalid_input naming `whole` (not above 0), `decimals` (not 0..kDecimalsMost) or `percent` (needs
// more than 64 bits).
base::Result<Decimal> percent(std::int64_t part, std::int64_t whole, int decimals,
                              Rounding rounding = Rounding::half_up);

// The ratio itself, and the ratio in per cent (points). The same problems, without `whole`.
base::Result<Decimal> rounded(const Ratio& ratio, int decimals, Rounding rounding = Rounding::half_up);
base::Result<Decimal> percent(const Ratio& ratio, int decimals, Rounding rounding = Rounding::half_up);

}  // namespace survey
