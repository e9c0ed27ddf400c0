#pragma once
// The decomposable (chordal) graphs on a set of lists: in each, lists depend on each other along edges, and
// the chance of a history factors over cliques and separators (Madigan and York, Biometrika 84, 1997). Pure.

#include "engines/estimation/capture_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace estimation {

// The saturated graph and the empty one included: 8, 61, 822, 18,154 and 617,675 for 3 to 7 lists.
constexpr std::size_t kGraphListsMost = 7;

struct DecomposableGraph {
    // Bit number edge_number(i, j) for each pair i < j.
    std::uint32_t edges = 0;
    std::uint8_t clique_count = 0;
    std::uint8_t separator_count = 0;
    // The cliques, then the separators that are not empty, each as often as it separates.
    std::array<std::uint8_t, 2 * kGraphListsMost> parts{};

    std::span<const std::uint8_t> cliques() const { return {parts.data(), clique_count}; }
    std::span<const std::uint8_t> separators() const {
        return {parts.data() + clique_count, separator_count};
    }
};

// The pairs in the order 12, 13, 23, 14, 24, 34, 15 ...: pairs of the first k lists come first.
constexpr unsigned edge_number(unsigned i, unsigned j) {
    return j * (j - 1) / 2 + i;
}

// Whether the graph is decomposable, and if so its cliques and separators.
bool decompose(std::size_t lists, std::uint32_t edges, DecomposableGraph& graph);

// All of them by their number of edges as a bit pattern. Two to kGraphListsMost lists.
std::vector<DecomposableGraph> decomposable_graphs(std::size_t lists);

}  // namespace estimation
