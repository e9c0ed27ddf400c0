#pragma once
// Do two readers code a text alike? (survey.md 6.4; Cohen 1960) Exact. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/ratio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace survey {

struct Agreement {
    std::int64_t texts = 0;
    std::optional<Ratio> observed;  // p_o; nothing without texts
    std::optional<Ratio> expected;  // p_e, from the marginals
    // (p_o - p_e) / (1 - p_e). Nothing where p_e is 1: both gave every text the same code, and chance
    // explains it all.
    std::optional<Ratio> kappa;
};

// A square table, row by row: how many texts the first reader gave the row's code and the second the
// column's. Problem: invalid_input naming `counts`: not codes * codes, below 0, or more than 2^31 texts.
base::Result<Agreement> agreement(std::span<const std::int64_t> counts, std::size_t codes);

// One code, given or not: texts that both, the first alone, the second alone, and neither gave it.
base::Result<Agreement> agreement_on_code(std::int64_t both, std::int64_t first, std::int64_t second,
                                          std::int64_t neither);

}  // namespace survey
