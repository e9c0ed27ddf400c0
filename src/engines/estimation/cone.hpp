#pragma once
// Whether some combination of a few directions is nowhere negative and somewhere positive: then, and only
// then, a log-linear model has no maximum likelihood estimate (estimation.md 4.4). Exact. Pure.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace estimation {

// A row for each place, in it what each direction does there. All of the same length.
using DirectionRows = std::vector<std::vector<std::int64_t>>;

// What the combination does at each place, up to a factor; none where there is no such combination.
std::optional<std::vector<double>> semipositive_combination(const DirectionRows& rows);
// Whether no combination but the empty one is 0 everywhere.
bool are_independent(const DirectionRows& rows, std::size_t directions);

}  // namespace estimation
