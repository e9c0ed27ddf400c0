#pragma once
// Checks over figures that belong together and over States (survey.md 5.3). They find; people decide. Pure;
// safe from any thread.

#include "survey/pooled.hpp"
#include "survey/quality_check.hpp"
#include "survey/state_set.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace survey {

// B6: the parts add up to more than the total. The total has to be there.
bool parts_exceed_total(std::span<const Operand> parts, const Operand& total,
                        Missing missing = Missing::skip_if_any);

// B7: what is said to be of the remaining is more than the whole less the first part.
bool parts_exceed_remainder(std::span<const Operand> parts, const Operand& first, const Operand& whole,
                            Missing missing = Missing::skip_if_any);

// W9: the parts add up to over 1 % more or less than a total given elsewhere.
bool sum_differs(std::span<const Operand> parts, const Operand& total,
                 Missing missing = Missing::skip_if_any);

// W8: two years have the same figure; zero may stand for several.
bool years_alike(std::span<const Operand> by_year, Missing missing = Missing::skip_if_all);

// W5: one State supplies over half.
bool one_state_dominates(const Pooled& pooled);

// W3 between States: who wrote what at least two others wrote, white space aside. Empty texts are nobody's.
struct StateText {
    std::size_t state = 0;
    std::string_view text;
};
StateSet repeated_texts(std::span<const StateText> texts);

// W7: the hash that a translation was made from is not the hash of what it translates.
bool translation_stale(std::string_view made_from, std::string_view source_now);

}  // namespace survey
