#pragma once
// Names of the closed lists of this room. Every enum here has one name per value, in the order of its values;
// files, sealed records and message keys use the names, so a name never changes once shipped. Thread rule:
// constant data.

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace screening {

// Specialised beside each enum.
template <class Value>
std::span<const std::string_view> names() = delete;

template <class Value>
std::string_view name_of(Value value) {
    return names<Value>()[static_cast<std::size_t>(value)];
}

template <class Value>
std::optional<Value> from_name(std::string_view name) {
    const auto all = names<Value>();
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (all[index] == name) return static_cast<Value>(index);
    }
    return std::nullopt;
}

}  // namespace screening
