#include "survey/rounds/kept_round.hpp"

#include <array>

namespace survey {

template <>
std::span<const std::string_view> codes<rounds::RoundKind>() {
    static constexpr std::array<std::string_view, 2> kCodes{"microdata", "aggregate_only"};
    return kCodes;
}

}  // namespace survey
