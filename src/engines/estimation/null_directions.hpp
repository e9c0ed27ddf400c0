#pragma once
// Directions in which a log-linear model can go without changing the mean of any history that somebody has:
// the null space of the terms on the support, exactly (estimation.md 4.4). Pure.

#include "engines/estimation/capture_table.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace estimation {

// One whole number for each term.
using Direction = std::vector<std::int64_t>;

// Independent directions that span the null space of the matrix with a row for each history of `support` and
// a column for each term (1 where the term is in the history); none where the columns are independent.
// `cells` is 2^K.
std::vector<Direction> null_directions(std::span<const Mask> support, std::span<const Mask> terms,
                                       std::size_t cells);

}  // namespace estimation
