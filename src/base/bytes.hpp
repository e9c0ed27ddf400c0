#pragma once
// Bytes and views of bytes.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline std::string_view text_of(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline Bytes copy_of(std::string_view text) {
    const ByteView view = bytes_of(text);
    return {view.begin(), view.end()};
}

}  // namespace base
