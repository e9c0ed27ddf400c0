#pragma once
// Totals over States, of cases and the like (survey.md 6.2): always with how many States contributed, as
// shares of the pooled total and never as means of shares. More cases is neither better nor worse by itself.
// Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/ratio.hpp"
#include "survey/round.hpp"
#include "survey/state_set.hpp"
#include "survey/tally.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace survey {

// One State's part (cases first identified by police) and whole (cases identified), in one unit, both >= 0.
struct StateAmount {
    std::size_t state = 0;  // place in the register
    std::int64_t part = 0;
    std::int64_t whole = 0;
};

// The States that answered and stated every cell of `parts` and `wholes`; amounts are sums over these cells.
// Problems: as of read(); invalid_input naming `option` for a cell that is not there; `value` where a sum
// needs more than 64 bits.
base::Result<std::vector<StateAmount>> amounts_of(const Round& round, std::size_t item,
                                                  std::span<const std::size_t> parts,
                                                  std::span<const std::size_t> wholes);

struct Pooled {
    std::int64_t part = 0;               // sum of a_s
    std::int64_t whole = 0;              // X, sum of x_s
    std::int64_t contributing = 0;       // c: States in both sums
    std::optional<Ratio> share;          // part / whole
    std::optional<Ratio> median_share;   // of the States' own shares; States with a whole of 0 have none
    std::optional<std::size_t> largest;  // the State with the largest whole; of equal ones the first
    std::optional<Ratio> largest_share;  // its whole / X (check W5: over a half)
    // The pooled share without one State: least and most. Nothing with fewer than two States that have cases.
    std::optional<Ratio> without_one_least;
    std::optional<Ratio> without_one_most;
};

// Problem: invalid_input naming `value`: below 0, a part above its whole, or more than 64 bits in sum.
base::Result<Pooled> pooled(std::span<const StateAmount> amounts);

// The share where another item gives the total K >= X: of the K - X that are not classified, none or all may
// belong to the part: [a / K, (a + K - X) / K] in cases. Problem: invalid_input naming `total`, below X or
// not above 0.
base::Result<Bounds> bounds_of_share(const Pooled& pooled, std::int64_t total);

// "Of the remaining": second / (whole - first); a whole of 0 where nothing remains. Problem: invalid_input
// naming `value`: below 0, or the parts exceed the whole.
base::Result<Share> share_of_remaining(std::int64_t first, std::int64_t second, std::int64_t whole);

// Totals of two years: of all States, and of those present in both, which alone are compared.
struct PooledChange {
    std::int64_t all_before = 0;
    std::int64_t all_after = 0;
    std::int64_t matched = 0;  // States in both
    std::int64_t matched_before = 0;
    std::int64_t matched_after = 0;
};
// By `whole`. A State stands at most once in each list. Problem: invalid_input naming `value`, more than 64
// bits.
base::Result<PooledChange> pooled_change(std::span<const StateAmount> before,
                                         std::span<const StateAmount> after);

}  // namespace survey
