#include "screening/dimension_rule.hpp"

#include <array>

namespace screening {

template <>
std::span<const std::string_view> names<DimensionClause>() {
    static constexpr std::array<std::string_view, 6> kNames{
        "none", "two_strong", "strong_and_another", "three_medium", "two_medium_and_weak", "any_sign"};
    return kNames;
}

DimensionClause delphi_clause(const SignCount& count) {
    if (count.strong >= 2) return DimensionClause::two_strong;
    if (count.strong >= 1 && count.medium + count.weak >= 1) return DimensionClause::strong_and_another;
    if (count.medium >= 3) return DimensionClause::three_medium;
    if (count.medium >= 2 && count.weak >= 1) return DimensionClause::two_medium_and_weak;
    return DimensionClause::none;
}

std::string text_key(DimensionClause clause) {
    return "screening_rules.dimension_clause." + std::string(name_of(clause));
}

}  // namespace screening
