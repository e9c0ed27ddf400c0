#pragma once
// An item as one round asks it: what kind of answer, which options, what its counts speak of (survey.md 4 and
// 4.2). Thread rule: plain values.

#include "base/result.hpp"
#include "survey/closed_list.hpp"
#include "survey/disposition.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace survey {

enum class ItemType {
#define ITEM_TYPE(name, code, shape, metric_kind) name,
#include "survey/item_type.def"
#undef ITEM_TYPE
};

enum class AnswerShape { one, ticked, forced, amounts, told };

// What a count of States means. item_response counts States that answered and is never progress (survey.md
// 1.4, trap 2).
enum class MetricKind { measure_in_place, practice_frequency, opinion, count, item_response, narrative };

template <>
std::span<const std::string_view> codes<ItemType>();
template <>
std::span<const std::string_view> codes<MetricKind>();

AnswerShape shape_of(ItemType type);
MetricKind usual_metric_kind(ItemType type);

struct Option {
    std::string code;        // never used again with another meaning
    bool exclusive = false;  // stands alone ("none of these")
    bool is_other = false;   // asks for text
};

struct Item {
    std::string id;
    ItemType type = ItemType::single;
    MetricKind metric = MetricKind::measure_in_place;
    std::string section;
    std::vector<Option> options;  // in the order of the scale; of a table, its cells; none for a plain number
    std::string unit;             // "cases"; empty where the item counts States
    int decimals = 0;             // amounts are whole numbers of 10^-decimals
    Confidentiality confidentiality = Confidentiality::totals_only;  // where an answer does not say
};

// How many cells an amount of this item has; 0 unless its shape is `amounts`.
std::size_t cells_of(const Item& item);

std::optional<std::size_t> option_index(const Item& item, std::string_view code);

// What is counted: States that gave any of these options ("strongly agree" or "agree"); with no option,
// States that answered at all.
struct Target {
    std::vector<std::size_t> options;
};

// Problem: invalid_input naming `option`, rule not_in_list.
base::Result<Target> target_of(const Item& item, std::span<const std::string_view> option_codes);

}  // namespace survey
