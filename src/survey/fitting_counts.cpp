#include "survey/fitting_counts.hpp"

#include "survey/floor_sum.hpp"
#include "survey/wide.hpp"

#include <string>

namespace survey {
namespace {

// An edge of the set of fitting counts as a line over bases: at(B) = round(slope * B / divisor) + plus.
struct Edge {
    Wide slope = 0;
    Wide divisor = 1;
    bool up = false;  // round by ceil, else by floor
    Wide plus = 0;

    Wide at(Wide base) const {
        return (up ? ceil_divided(slope * base, divisor) : floor_divided(slope * base, divisor)) + plus;
    }
    Wide sum(Wide from, Wide terms) const {
        const Wide offset = slope * from;
        return (up ? ceil_sum(terms, divisor, slope, offset) : floor_sum(terms, divisor, slope, offset)) +
               plus * terms;
    }
};

// Counts from first.at(B) up to, not including, past.at(B). Both never fall as B grows, and neither do
// B - first.at(B) and B - past.at(B), since no slope is above 1 and none below 0: so the ends over a range of
// bases are found at its ends.
struct Fit {
    Edge first;
    Edge past;

    Wide count(Wide base) const { return past.at(base) - first.at(base); }
    Wide count(Wide from, Wide to) const {
        return from > to ? 0 : past.sum(from, to - from + 1) - first.sum(from, to - from + 1);
    }
};

constexpr Edge kFromZero{};
constexpr Edge kUpToBase{.slope = 1, .divisor = 1, .up = false, .plus = 1};

// With u units of 10^-d, F = 100 * 10^d and counts c:
//   half_up   (2u - 1) B <= 2 F c <  (2u + 1) B
//   truncate       u   B <=   F c <  (u + 1)  B
//   ceil      (u - 1)  B <    F c <=  u       B
// cut to 0 <= c <= B. u is at most F here.
Fit fit_of(const Decimal& printed, Rounding rounding) {
    const Wide units = printed.units;
    const Wide full = static_cast<Wide>(100) * power_of_ten(printed.decimals);
    Fit fit;
    switch (rounding) {
        case Rounding::half_up:
            fit = {.first = {2 * units - 1, 2 * full, true, 0}, .past = {2 * units + 1, 2 * full, true, 0}};
            break;
        case Rounding::truncate:
            fit = {.first = {units, full, true, 0}, .past = {units + 1, full, true, 0}};
            break;
        case Rounding::ceil:
            fit = {.first = {units - 1, full, false, 1}, .past = {units, full, false, 1}};
            break;
    }
    if (units == 0) fit.first = kFromZero;
    if (units == full) fit.past = kUpToBase;
    return fit;
}

bool above_the_whole(const Decimal& printed) {
    return printed.units > 100 * power_of_ten(printed.decimals);
}

base::Done check_percent(const char* field, const Decimal& printed) {
    if (printed.units < 0) return base::fail(base::invalid_field(field, "out_of_range", "0 to 100"));
    if (printed.decimals < 0 || printed.decimals > kDecimalsMost) {
        return base::fail(base::invalid_field(field, "out_of_range", "at most 6 decimals"));
    }
    return {};
}

base::Done check_base(std::int64_t base) {
    if (base >= 1 && base <= kInvertedBaseMost) return {};
    return base::fail(
        base::invalid_field("base", "out_of_range", "1 to " + std::to_string(kInvertedBaseMost)));
}

// The least base in from..to that any count fits; one exists. Prefix counts never fall, so halving finds it.
Wide first_with_any(const Fit& fit, Wide from, Wide to) {
    Wide low = from;
    Wide high = to;
    while (low < high) {
        const Wide middle = low + (high - low) / 2;
        if (fit.count(from, middle) > 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

Wide last_with_any(const Fit& fit, Wide from, Wide to) {
    Wide low = from;
    Wide high = to;
    while (low < high) {
        const Wide middle = high - (high - low) / 2;
        if (fit.count(middle, to) > 0) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

// Everything here lies between 0 and kInvertedBaseMost.
std::int64_t plain(Wide number) {
    return static_cast<std::int64_t>(number);
}

CountRange range(Wide min, Wide max) {
    return {plain(min), plain(max)};
}

}  // namespace

base::Result<std::optional<CountRange>> fitting_counts(const Decimal& printed, std::int64_t base,
                                                       Rounding rounding) {
    if (auto good = check_percent("percent", printed); !good) return base::fail(good.error());
    if (auto good = check_base(base); !good) return base::fail(good.error());
    if (above_the_whole(printed)) return std::nullopt;
    const Fit fit = fit_of(printed, rounding);
    if (fit.count(base) == 0) return std::nullopt;
    return range(fit.first.at(base), fit.past.at(base) - 1);
}

base::Result<std::optional<NestedFit>> fitting_nested(const Decimal& first, const Decimal& second,
                                                      std::int64_t base, Rounding rounding) {
    if (auto good = check_percent("percent_of_remaining", second); !good) return base::fail(good.error());
    const auto outer = fitting_counts(first, base, rounding);
    if (!outer) return base::fail(outer.error());
    if (!*outer || above_the_whole(second)) return std::nullopt;
    const Wide most = base - (*outer)->min;
    Wide least = base - (*outer)->max;
    if (least == 0) least = 1;
    const Fit fit = fit_of(second, rounding);
    const Wide pairs = fit.count(least, most);
    if (pairs == 0) return std::nullopt;
    const Wide low = first_with_any(fit, least, most);
    const Wide high = last_with_any(fit, least, most);
    return NestedFit{.pairs = plain(pairs),
                     .first = range(base - high, base - low),
                     .remaining = range(low, high),
                     .second = range(fit.first.at(low), fit.past.at(high) - 1),
                     .neither = range(low - fit.past.at(low) + 1, high - fit.first.at(high))};
}

}  // namespace survey
