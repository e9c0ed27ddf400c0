#pragma once
// What a person answered, item by item. Only `yes` counts; `unclear` is for review and never held against the
// person; a question may always be skipped (domain.md 6.2). An item without an entry was not asked. Thread
// rule: plain values.

#include "screening/named.hpp"

#include <map>
#include <string>
#include <string_view>

namespace screening {

enum class Answer { yes, no, unclear, not_asked, declined };

template <>
std::span<const std::string_view> names<Answer>();

using Answers = std::map<std::string, Answer, std::less<>>;

Answer answer_to(const Answers& answers, std::string_view item);

}  // namespace screening
