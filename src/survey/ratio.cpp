#include "survey/ratio.hpp"

#include "survey/wide.hpp"

namespace survey {
namespace {

Wide greatest_common_divisor(Wide left, Wide right) {
    if (left < 0) left = -left;
    if (right < 0) right = -right;
    while (right != 0) {
        const Wide rest = left % right;
        left = right;
        right = rest;
    }
    return left;
}

struct Terms {
    std::int64_t numerator;
    std::int64_t denominator;
};

// denominator != 0. Nothing where the lowest terms do not fit.
std::optional<Terms> lowest_terms(Wide numerator, Wide denominator) {
    const Wide divisor = greatest_common_divisor(numerator, denominator) * (denominator < 0 ? -1 : 1);
    const auto above = narrowed(numerator / divisor);
    const auto below = narrowed(denominator / divisor);
    if (!above || !below) return std::nullopt;
    return Terms{*above, *below};
}

}  // namespace

std::optional<Ratio> Ratio::of(std::int64_t numerator, std::int64_t denominator) {
    if (denominator == 0) return std::nullopt;
    const auto terms = lowest_terms(numerator, denominator);
    if (!terms) return std::nullopt;
    return Ratio(terms->numerator, terms->denominator);
}

std::strong_ordering operator<=>(const Ratio& left, const Ratio& right) {
    // Products of two numbers of 64 bits always fit into 128.
    return static_cast<Wide>(left.numerator_) * right.denominator_ <=>
           static_cast<Wide>(right.numerator_) * left.denominator_;
}

std::optional<Ratio> combined(const Ratio& left, const Ratio& right, int sign) {
    Wide numerator = 0;
    const Wide one = static_cast<Wide>(left.numerator_) * right.denominator_;
    const Wide other = static_cast<Wide>(right.numerator_) * left.denominator_ * sign;
    if (__builtin_add_overflow(one, other, &numerator)) return std::nullopt;
    const auto terms = lowest_terms(numerator, static_cast<Wide>(left.denominator_) * right.denominator_);
    if (!terms) return std::nullopt;
    return Ratio(terms->numerator, terms->denominator);
}

std::optional<Ratio> sum(const Ratio& left, const Ratio& right) {
    return combined(left, right, 1);
}

std::optional<Ratio> difference(const Ratio& left, const Ratio& right) {
    return combined(left, right, -1);
}

std::optional<Ratio> mean(const Ratio& left, const Ratio& right) {
    const auto both = sum(left, right);
    if (!both) return std::nullopt;
    if (both->numerator() % 2 == 0) return Ratio::of(both->numerator() / 2, both->denominator());
    const auto twice = narrowed(static_cast<Wide>(both->denominator()) * 2);
    return twice ? Ratio::of(both->numerator(), *twice) : std::nullopt;
}

}  // namespace survey
