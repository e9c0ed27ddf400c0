#include "document/charts/label_column.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace document::charts {

void spread(std::vector<PlacedLabel>& labels, double top, double bottom) {
    std::vector<std::size_t> order(labels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        return labels[one].wanted < labels[other].wanted;
    });
    double next = top;
    for (const std::size_t index : order) {
        PlacedLabel& label = labels[index];
        label.top = std::max(next, label.wanted - label.lead);
        next = label.top + label.height;
    }
    // What was pushed over the lower end pushes the others back up.
    double limit = bottom;
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
        PlacedLabel& label = labels[*at];
        if (label.top + label.height <= limit) break;
        label.top = limit - label.height;
        limit = label.top;
    }
}

}  // namespace document::charts
