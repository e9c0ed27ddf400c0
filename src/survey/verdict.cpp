#include "survey/verdict.hpp"

#include <array>
#include <optional>

namespace survey {
namespace {

constexpr std::array kCodes{
#define VERDICT(name, code, says_change) std::string_view(code),
#include "survey/verdict.def"
#undef VERDICT
};

constexpr std::array kSaysChange{
#define VERDICT(name, code, says_change) says_change,
#include "survey/verdict.def"
#undef VERDICT
};

std::optional<Verdict> by_sign(std::int64_t delta, Verdict up, Verdict down) {
    if (delta == 0) return std::nullopt;
    return delta > 0 ? up : down;
}

Verdict judged(std::int64_t delta_all, std::optional<std::int64_t> delta_matched, const WholeRange& bounds,
               MetricKind metric, Grade grade) {
    if (!carries_a_trend(grade)) return Verdict::not_comparable;
    if (metric == MetricKind::item_response) {
        return by_sign(delta_all, Verdict::response_up, Verdict::response_down).value_or(Verdict::no_change);
    }
    if (bounds.min > 0) return Verdict::robust_up;
    if (bounds.max < 0) return Verdict::robust_down;
    // Where the same States moved one way and the total the other, neither is said to be a change.
    const std::int64_t matched = delta_matched.value_or(0);
    const bool at_odds = (matched > 0 && delta_all < 0) || (matched < 0 && delta_all > 0);
    if (!at_odds) {
        if (const auto found = by_sign(matched, Verdict::matched_up, Verdict::matched_down)) return *found;
    }
    return by_sign(delta_all, Verdict::reported_up, Verdict::reported_down).value_or(Verdict::no_change);
}

}  // namespace

template <>
std::span<const std::string_view> codes<Verdict>() {
    return kCodes;
}

bool says_change(Verdict verdict) {
    return kSaysChange[static_cast<std::size_t>(verdict)];
}

Verdict verdict(const Change& change, MetricKind metric, Grade grade) {
    return judged(change.delta_all, change.matched.delta, change.bounds, metric, grade);
}

Verdict verdict(const ChangeOfTotals& change, MetricKind metric, Grade grade) {
    return judged(change.delta_all, std::nullopt, change.bounds, metric, grade);
}

}  // namespace survey
