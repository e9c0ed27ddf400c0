#include "document/charts/chart.hpp"

namespace document::charts {

std::vector<Paint> distinct_paints(std::size_t count, bool last_is_missing) {
    static const std::vector<Paint> order{
        {Fill::solid, kDeep}, {Fill::hatched, kRust}, {Fill::dotted, kTeal}, {Fill::crossed, kOchre},
        {Fill::solid, kTeal}, {Fill::hatched, kDeep}, {Fill::dotted, kDeep}, {Fill::crossed, kDeep},
    };
    std::vector<Paint> out;
    const std::size_t filled = count - (last_is_missing && count > 0 ? 1 : 0);
    for (std::size_t index = 0; index < filled; ++index) out.push_back(order[index % order.size()]);
    if (filled < count) out.push_back({Fill::empty, kGrey});
    return out;
}

bool can_be_told_apart(const Paint& one, const Paint& other) {
    constexpr double kSeenInGrey = 1.5;
    return one.fill != other.fill || contrast(one.colour, other.colour) >= kSeenInGrey;
}

base::Done check_kinds(const std::vector<Kind>& kinds) {
    for (std::size_t one = 0; one < kinds.size(); ++one) {
        for (std::size_t other = 0; other < one; ++other) {
            if (can_be_told_apart(kinds[one].paint, kinds[other].paint)) continue;
            return base::fail(base::invalid_field("kinds", "told_apart"));
        }
    }
    if (kinds.empty()) return base::fail(base::invalid_field("kinds", "required"));
    return {};
}

}  // namespace document::charts
