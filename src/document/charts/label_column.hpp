#pragma once
// Labels beside a scale, each as near to its place as the others allow. Pure.

#include <vector>

namespace document::charts {

struct PlacedLabel {
    double wanted;  // where its first line belongs
    double height;
    double lead = 0;  // from its top to the middle of its first line
    double top = 0;   // where it comes to stand
};

// Keeps the order of `wanted`, moves as little as a single pass can, and stays between top and bottom where
// all of them fit. `labels` in any order.
void spread(std::vector<PlacedLabel>& labels, double top, double bottom);

}  // namespace document::charts
