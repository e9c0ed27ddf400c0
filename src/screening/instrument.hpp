#pragma once
// An indicator set as versioned data (files in instruments/, form in instruments/schema.json, meaning in
// domain.md 6.2). The weights belong to the set, not to the item: the same sign may weigh differently for a
// child. Texts are message keys, so that a set speaks every language of the catalogue. A set once used is
// never edited: a change is a new version. Thread rule: immutable after loading, shared freely.

#include "base/result.hpp"
#include "screening/answer.hpp"
#include "screening/named.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace screening {

enum class Weight { strong, medium, weak };
enum class Element { act, means, purpose, general };
enum class Phase { recruitment, destination, any };
enum class Means { deception, coercion, vulnerability };  // Palermo Art. 3(a)
enum class PopulationAge { adult, child, any };
enum class Purpose { labour, any };
enum class DimensionRule { delphi_v1, any_yes_v1 };
enum class CaseRule { delphi_case_v1, delphi_child_v1, any_indicator_v1, first_look_v1 };
enum class Escalation { any_danger, child };
// What a `yes` may mean beyond its weight: someone controls papers, phone or movement (CH-7); someone may be
// in danger now; the person may be a child.
enum class Signal { control, danger, child };

template <>
std::span<const std::string_view> names<Weight>();  // S, M, W, as published
template <>
std::span<const std::string_view> names<Element>();
template <>
std::span<const std::string_view> names<Phase>();
template <>
std::span<const std::string_view> names<Means>();
template <>
std::span<const std::string_view> names<PopulationAge>();
template <>
std::span<const std::string_view> names<Purpose>();
template <>
std::span<const std::string_view> names<DimensionRule>();
template <>
std::span<const std::string_view> names<CaseRule>();
template <>
std::span<const std::string_view> names<Escalation>();
template <>
std::span<const std::string_view> names<Signal>();

struct Dimension {
    std::string id;
    Element element = Element::general;
    Phase phase = Phase::any;
    std::optional<Means> means;  // for element means only
    std::string name_key;
    std::string about_key;
    std::string opening_key;  // an open question to begin with, before any closed one; empty for observations
};

struct Item {
    std::string id;
    std::string dimension;
    std::optional<Weight> weight;  // none where the set publishes none
    std::string text_key;
    std::string evidence;  // tag of domain.md 0.1 where it differs from that of the set; empty otherwise
    std::vector<Signal> signals;

    bool signals_a(Signal signal) const;
};

struct Source {
    std::string title;
    std::string reference;
};

struct Instrument {
    std::string id;
    std::string version;
    int tier = 0;  // domain.md 6.1: 0 is observation only
    std::string licence;
    Source source;
    std::string evidence;
    bool verified = false;  // compared with the original, item by item
    std::string name_key;
    std::string about_key;
    std::string caveat_key;
    PopulationAge age = PopulationAge::any;
    Purpose purpose = Purpose::any;
    std::vector<Dimension> dimensions;
    std::vector<Item> items;
    std::vector<Answer> answer_set;
    DimensionRule dimension_rule = DimensionRule::any_yes_v1;
    CaseRule case_rule = CaseRule::any_indicator_v1;
    std::vector<Escalation> escalation;

    const Item* find_item(std::string_view item) const;
    const Dimension* find_dimension(std::string_view dimension) const;
    std::vector<const Item*> items_of(std::string_view dimension) const;
    bool accepts(Answer answer) const;
    bool escalates(Escalation reason) const;
    // Every message key this set needs.
    std::vector<std::string> text_keys() const;
};

// Strict: unknown keys, duplicates, wrong types and sets that contradict themselves are refused. Problem:
// invalid_file, each field by its path ("items[3].dim").
base::Result<Instrument> load_instrument(std::string_view json);

}  // namespace screening
