#pragma once
// An exact fraction of whole numbers, in lowest terms, the denominator above zero. Comparison is exact for
// every pair. Sums and differences are exact or nothing, where they would need more than 64 bits; they never
// wrap and never round. Thread rule: a plain value.

#include <compare>
#include <cstdint>
#include <optional>

namespace survey {

class Ratio {
public:
    constexpr Ratio() = default;  // 0/1
    // Nothing where the denominator is 0, or where lowest terms need more than 64 bits (only -2^63 can).
    static std::optional<Ratio> of(std::int64_t numerator, std::int64_t denominator);

    std::int64_t numerator() const { return numerator_; }
    std::int64_t denominator() const { return denominator_; }

    friend bool operator==(const Ratio&, const Ratio&) = default;
    friend std::strong_ordering operator<=>(const Ratio& left, const Ratio& right);

private:
    constexpr Ratio(std::int64_t numerator, std::int64_t denominator)
        : numerator_(numerator), denominator_(denominator) {}
    friend std::optional<Ratio> combined(const Ratio& left, const Ratio& right, int sign);

    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

std::optional<Ratio> sum(const Ratio& left, const Ratio& right);
std::optional<Ratio> difference(const Ratio& left, const Ratio& right);  // left - right
std::optional<Ratio> mean(const Ratio& left, const Ratio& right);        // of the two

}  // namespace survey
