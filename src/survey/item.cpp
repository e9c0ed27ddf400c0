#include "survey/item.hpp"

#include <array>

namespace survey {
namespace {

struct TypeKind {
    AnswerShape shape;
    MetricKind metric;
};

constexpr std::array kTypes{
#define ITEM_TYPE(name, code, shape, metric_kind) TypeKind{AnswerShape::shape, MetricKind::metric_kind},
#include "survey/item_type.def"
#undef ITEM_TYPE
};

constexpr std::array<std::string_view, kTypes.size()> kTypeCodes{
#define ITEM_TYPE(name, code, shape, metric_kind) code,
#include "survey/item_type.def"
#undef ITEM_TYPE
};

constexpr std::array<std::string_view, 6> kMetricCodes{
    "measure_in_place", "practice_frequency", "opinion", "count", "item_response", "narrative"};

}  // namespace

template <>
std::span<const std::string_view> codes<ItemType>() {
    return kTypeCodes;
}

template <>
std::span<const std::string_view> codes<MetricKind>() {
    return kMetricCodes;
}

AnswerShape shape_of(ItemType type) {
    return kTypes[static_cast<std::size_t>(type)].shape;
}

MetricKind usual_metric_kind(ItemType type) {
    return kTypes[static_cast<std::size_t>(type)].metric;
}

std::size_t cells_of(const Item& item) {
    if (shape_of(item.type) != AnswerShape::amounts) return 0;
    return item.type == ItemType::number ? 1 : item.options.size();
}

std::optional<std::size_t> option_index(const Item& item, std::string_view code) {
    for (std::size_t index = 0; index < item.options.size(); ++index) {
        if (item.options[index].code == code) return index;
    }
    return std::nullopt;
}

base::Result<Target> target_of(const Item& item, std::span<const std::string_view> option_codes) {
    Target target;
    for (const std::string_view code : option_codes) {
        const auto index = option_index(item, code);
        if (!index) {
            std::string accepted;
            for (const Option& option : item.options)
                accepted += (accepted.empty() ? "" : ", ") + option.code;
            return base::fail(base::invalid_field("option", "not_in_list", std::move(accepted)));
        }
        target.options.push_back(*index);
    }
    return target;
}

}  // namespace survey
