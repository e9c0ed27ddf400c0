#pragma once
// Overlapping lists of people, as counts by capture history: how many were on exactly these lists
// (estimation.md 4.1). Thread rule: plain values.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace estimation {

// A capture history or a term of a model: bit k stands for list k, in the order of the lists.
using Mask = std::uint32_t;

inline int lists_in(Mask mask) {
    return std::popcount(mask);
}

constexpr std::size_t kListsMost = 12;  // 4,096 histories

struct CaptureTable {
    std::vector<std::string> lists;
    // By history, 2^lists of them, whole numbers that add up to less than 2^31. That of the empty history is
    // 0: it is the number nobody knows.
    std::vector<double> count;

    std::size_t list_count() const { return lists.size(); }
    std::size_t cell_count() const { return count.size(); }
};

// n: everybody who was on a list.
double observed(const CaptureTable& table);
// Those on two lists or more, who carry all that is known of the others.
double overlapping(const CaptureTable& table);

}  // namespace estimation
