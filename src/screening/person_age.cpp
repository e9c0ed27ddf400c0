#include "screening/person_age.hpp"

#include <array>

namespace screening {

template <>
std::span<const std::string_view> names<AgeClaim>() {
    static constexpr std::array<std::string_view, 3> kNames{"adult", "child", "unknown"};
    return kNames;
}

bool handled_as_child(const PersonAge& age) {
    return age.claimed != AgeClaim::adult || age.in_doubt || age.looks_like_child;
}

bool is_claimed_adult_who_looks_like_child(const PersonAge& age) {
    return age.claimed == AgeClaim::adult && age.looks_like_child;
}

}  // namespace screening
