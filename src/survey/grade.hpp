#pragma once
// How far answers of two rounds may be compared (survey.md 7): A and B in trends, C side by side, D listed
// but never in one chart, none where there is no counterpart. Thread rule: plain values.

#include "survey/closed_list.hpp"

namespace survey {

// From best to worst, so that the worse of two is the larger.
enum class Grade { a, b, c, d, none };

template <>
std::span<const std::string_view> codes<Grade>();  // "A", "B", "C", "D", "none"

constexpr bool carries_a_trend(Grade grade) {
    return grade <= Grade::b;
}

}  // namespace survey
