#pragma once
// When the signs of one dimension make it positive. delphi_v1 is the published combination rule
// (domain.md 6.3); sets without weights use any_yes_v1. Pure; safe from any thread.

#include "screening/instrument.hpp"
#include "screening/named.hpp"

#include <string>
#include <string_view>

namespace screening {

struct SignCount {
    int strong = 0;
    int medium = 0;
    int weak = 0;

    friend bool operator==(const SignCount&, const SignCount&) = default;
};

// The part of the rule that fired, the first in the order of the published formula.
enum class DimensionClause {
    none,
    two_strong,
    strong_and_another,
    three_medium,
    two_medium_and_weak,
    any_sign
};

template <>
std::span<const std::string_view> names<DimensionClause>();

// positive <=> S>=2 or (S>=1 and M+W>=1) or M>=3 or (M>=2 and W>=1)
DimensionClause delphi_clause(const SignCount& count);

std::string text_key(DimensionClause clause);

}  // namespace screening
