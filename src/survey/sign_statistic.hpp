#pragma once
// The exact two-sided sign test on gainers and losers (survey.md 6.3). It describes; it decides nothing,
// since the States are no sample. Whole numbers of any size (Boost.Multiprecision) up to the last division:
// 200 movers need 200 bits. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/decimal.hpp"

#include <cstdint>

namespace survey {

// p = min(1, 2 * sum of C(G + L, i) for i <= min(G, L), over 2^(G + L)); 1 where nobody moved. The double is
// the one nearest to the exact value. Problem: invalid_input naming `gained` or `lost`, below 0 or above
// kStatesMost.
base::Result<double> sign_test(std::int64_t gained, std::int64_t lost);

// The same, half up on the exact value. Problem also: `decimals`, not 0..kDecimalsMost.
base::Result<Decimal> sign_test(std::int64_t gained, std::int64_t lost, int decimals);

}  // namespace survey
