#include "survey/round_checks.hpp"

#include "survey/answer_checks.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

namespace survey {
namespace {

// Each below 2^83, so that even a table of thousands of cells adds up.
Wide added(const std::vector<Wide>& figures) {
    return std::accumulate(figures.begin(), figures.end(), Wide{0});
}

std::optional<Wide> single(const Operand& one, Missing missing) {
    // A total that is missing leaves nothing to compare with, whatever happens to missing parts.
    const auto found = operands(std::span(&one, 1), missing);
    return found ? std::optional(found->front()) : std::nullopt;
}

}  // namespace

bool parts_exceed_total(std::span<const Operand> parts, const Operand& total, Missing missing) {
    const auto figures = operands(parts, missing);
    const auto whole = single(total, Missing::skip_if_any);
    return figures && whole && added(*figures) > *whole;
}

bool parts_exceed_remainder(std::span<const Operand> parts, const Operand& first, const Operand& whole,
                            Missing missing) {
    const auto figures = operands(parts, missing);
    const auto taken = single(first, missing);
    const auto all = single(whole, Missing::skip_if_any);
    return figures && taken && all && added(*figures) > *all - *taken;
}

bool sum_differs(std::span<const Operand> parts, const Operand& total, Missing missing) {
    const auto figures = operands(parts, missing);
    const auto whole = single(total, Missing::skip_if_any);
    if (!figures || !whole) return false;
    const Wide apart = added(*figures) - *whole;
    return (apart < 0 ? -apart : apart) * 100 > (*whole < 0 ? -*whole : *whole);
}

bool years_alike(std::span<const Operand> by_year, Missing missing) {
    auto figures = operands(by_year, missing);
    if (!figures) return false;
    std::erase(*figures, 0);
    std::ranges::sort(*figures);
    return std::ranges::adjacent_find(*figures) != figures->end();
}

bool one_state_dominates(const Pooled& pooled) {
    return pooled.largest_share && *pooled.largest_share > *Ratio::of(1, 2);
}

StateSet repeated_texts(std::span<const StateText> texts) {
    std::map<std::string, StateSet> by_text;
    for (const StateText& one : texts) {
        std::string plain = plain_text(one.text);
        if (!plain.empty()) by_text[std::move(plain)].insert(one.state);
    }
    StateSet repeated;
    for (const auto& [text, states] : by_text) {
        if (states.count() >= 3) repeated |= states;
    }
    return repeated;
}

bool translation_stale(std::string_view made_from, std::string_view source_now) {
    return made_from != source_now;
}

}  // namespace survey
