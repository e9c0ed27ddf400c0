#pragma once
// A small set of the values of an enum with at most 64 of them. A plain value.

#include <cstdint>
#include <initializer_list>

namespace guard {

template <class Value>
class SetOf {
public:
    constexpr SetOf() = default;
    constexpr SetOf(std::initializer_list<Value> values) {
        for (const Value value : values) bits_ |= bit(value);
    }
    static constexpr SetOf everything() {
        SetOf set;
        set.bits_ = ~std::uint64_t{0};
        return set;
    }

    constexpr bool has(Value value) const { return (bits_ & bit(value)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr SetOf plus(SetOf other) const { return from(bits_ | other.bits_); }
    constexpr SetOf without(SetOf other) const { return from(bits_ & ~other.bits_); }

    friend constexpr bool operator==(SetOf, SetOf) = default;

private:
    static constexpr std::uint64_t bit(Value value) {
        return std::uint64_t{1} << static_cast<unsigned>(value);
    }
    static constexpr SetOf from(std::uint64_t bits) {
        SetOf set;
        set.bits_ = bits;
        return set;
    }
    std::uint64_t bits_ = 0;
};

}  // namespace guard
