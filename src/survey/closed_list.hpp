#pragma once
// Codes of the closed lists of this room: one code per value, in the order of its values. Files, exports and
// the command line use the codes, so a code never changes once shipped. Thread rule: constant data.

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace survey {

// Specialised beside each enum.
template <class Value>
std::span<const std::string_view> codes() = delete;

template <class Value>
std::string_view code_of(Value value) {
    return codes<Value>()[static_cast<std::size_t>(value)];
}

template <class Value>
std::optional<Value> from_code(std::string_view code) {
    const auto all = codes<Value>();
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (all[index] == code) return static_cast<Value>(index);
    }
    return std::nullopt;
}

}  // namespace survey
