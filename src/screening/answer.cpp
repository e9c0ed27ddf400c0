#include "screening/answer.hpp"

#include <array>

namespace screening {

template <>
std::span<const std::string_view> names<Answer>() {
    static constexpr std::array<std::string_view, 5> kNames{"yes", "no", "unclear", "not_asked", "declined"};
    return kNames;
}

Answer answer_to(const Answers& answers, std::string_view item) {
    const auto found = answers.find(item);
    return found == answers.end() ? Answer::not_asked : found->second;
}

}  // namespace screening
