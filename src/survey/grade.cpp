#include "survey/grade.hpp"

#include <array>

namespace survey {

template <>
std::span<const std::string_view> codes<Grade>() {
    static constexpr std::array<std::string_view, 5> kCodes{"A", "B", "C", "D", "none"};
    return kCodes;
}

}  // namespace survey
