#pragma once
// The inverse of rounding: which whole numbers print as a given percentage (survey.md 6.1 and 1.2). By
// arithmetic, never by trying: a base of thousands of millions costs microseconds. Pure; safe from any
// thread.

#include "base/result.hpp"
#include "survey/decimal.hpp"
#include "survey/rounding.hpp"

#include <cstdint>
#include <optional>

namespace survey {

// More than there are people. Pairs of a nested share stay countable in 64 bits.
constexpr std::int64_t kInvertedBaseMost = 10'000'000'000;

struct CountRange {
    std::int64_t min = 0;
    std::int64_t max = 0;

    std::int64_t count() const { return max - min + 1; }
    friend bool operator==(const CountRange&, const CountRange&) = default;
};

// The counts c, 0 <= c <= base, for which 100 * c / base prints as `printed`, its decimals included; they are
// always consecutive. Nothing where none fits: 50 on a base of 3, or anything above 100. Problem:
// invalid_input naming `percent` (below 0, decimals not 0..6) or `base` (not 1..kInvertedBaseMost).
base::Result<std::optional<CountRange>> fitting_counts(const Decimal& printed, std::int64_t base,
                                                       Rounding rounding = Rounding::half_up);

// "71 % of 13,547, and 70 % of the remaining": a first part L of `base`, a second part N of R = base - L.
struct NestedFit {
    std::int64_t pairs = 0;  // how many pairs (L, N) print as given
    CountRange first;        // L, over all these pairs
    CountRange remaining;    // R
    CountRange second;       // N
    CountRange neither;      // R - N

    friend bool operator==(const NestedFit&, const NestedFit&) = default;
};

// Nothing where no pair fits. A remaining of 0 has no percentage and fits nothing. Problems as above, the
// second percentage as `percent_of_remaining`.
base::Result<std::optional<NestedFit>> fitting_nested(const Decimal& first, const Decimal& second,
                                                      std::int64_t base,
                                                      Rounding rounding = Rounding::half_up);

}  // namespace survey
