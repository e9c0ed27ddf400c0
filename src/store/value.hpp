#pragma once
// What goes into a statement: null, integer, real, text or bytes, and how our own types become one. Ids
// travel as 16 bytes, times as microseconds UTC, truths as 0 and 1, so that both databases store the same.

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace store {

using Value = std::variant<std::monostate, std::int64_t, double, std::string, base::Bytes>;

inline Value value(std::int64_t number) {
    return number;
}
inline Value value(int number) {
    return std::int64_t{number};
}
inline Value value(bool truth) {
    return std::int64_t{truth ? 1 : 0};
}
inline Value value(double number) {
    return number;
}
inline Value value(std::string_view text) {
    return std::string(text);
}
inline Value value(const std::string& text) {
    return text;
}
inline Value value(const char* text) {
    return std::string(text);
}
inline Value value(base::ByteView bytes) {
    return base::Bytes(bytes.begin(), bytes.end());
}
inline Value value(const base::Bytes& bytes) {
    return bytes;
}
inline Value value(base::Time time) {
    return time.microseconds();
}
inline Value value(const base::Uuid& uuid) {
    return value(uuid.bytes());
}

template <class Thing>
Value value(const base::Id<Thing>& id) {
    return value(id.uuid());
}

template <class T>
Value value(const std::optional<T>& optional) {
    return optional ? value(*optional) : Value{};
}

}  // namespace store
