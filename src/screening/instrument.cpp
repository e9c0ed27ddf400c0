#include "screening/instrument.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace screening {

template <>
std::span<const std::string_view> names<Weight>() {
    static constexpr std::array<std::string_view, 3> kNames{"S", "M", "W"};
    return kNames;
}

template <>
std::span<const std::string_view> names<Element>() {
    static constexpr std::array<std::string_view, 4> kNames{"act", "means", "purpose", "general"};
    return kNames;
}

template <>
std::span<const std::string_view> names<Phase>() {
    static constexpr std::array<std::string_view, 3> kNames{"recruitment", "destination", "any"};
    return kNames;
}

template <>
std::span<const std::string_view> names<Means>() {
    static constexpr std::array<std::string_view, 3> kNames{"deception", "coercion", "vulnerability"};
    return kNames;
}

template <>
std::span<const std::string_view> names<PopulationAge>() {
    static constexpr std::array<std::string_view, 3> kNames{"adult", "child", "any"};
    return kNames;
}

template <>
std::span<const std::string_view> names<Purpose>() {
    static constexpr std::array<std::string_view, 2> kNames{"labour", "any"};
    return kNames;
}

template <>
std::span<const std::string_view> names<DimensionRule>() {
    static constexpr std::array<std::string_view, 2> kNames{"delphi_v1", "any_yes_v1"};
    return kNames;
}

template <>
std::span<const std::string_view> names<CaseRule>() {
    static constexpr std::array<std::string_view, 4> kNames{"delphi_case_v1", "delphi_child_v1",
                                                            "any_indicator_v1", "first_look_v1"};
    return kNames;
}

template <>
std::span<const std::string_view> names<Escalation>() {
    static constexpr std::array<std::string_view, 2> kNames{"any_danger", "child"};
    return kNames;
}

template <>
std::span<const std::string_view> names<Signal>() {
    static constexpr std::array<std::string_view, 3> kNames{"control", "danger", "child"};
    return kNames;
}

bool Item::signals_a(Signal signal) const {
    return std::ranges::find(signals, signal) != signals.end();
}

const Item* Instrument::find_item(std::string_view item) const {
    const auto found = std::ranges::find(items, item, &Item::id);
    return found == items.end() ? nullptr : &*found;
}

const Dimension* Instrument::find_dimension(std::string_view dimension) const {
    const auto found = std::ranges::find(dimensions, dimension, &Dimension::id);
    return found == dimensions.end() ? nullptr : &*found;
}

std::vector<const Item*> Instrument::items_of(std::string_view dimension) const {
    std::vector<const Item*> out;
    for (const Item& item : items) {
        if (item.dimension == dimension) out.push_back(&item);
    }
    return out;
}

bool Instrument::accepts(Answer answer) const {
    return std::ranges::find(answer_set, answer) != answer_set.end();
}

bool Instrument::escalates(Escalation reason) const {
    return std::ranges::find(escalation, reason) != escalation.end();
}

std::vector<std::string> Instrument::text_keys() const {
    std::vector<std::string> out{name_key, about_key, caveat_key};
    for (const Dimension& dimension : dimensions) {
        out.push_back(dimension.name_key);
        out.push_back(dimension.about_key);
        if (!dimension.opening_key.empty()) out.push_back(dimension.opening_key);
    }
    for (const Item& item : items) out.push_back(item.text_key);
    return out;
}

}  // namespace screening
