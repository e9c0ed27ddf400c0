#include "engines/estimation/decomposable_graph.hpp"

#include <algorithm>
#include <bit>

namespace estimation {

namespace {

using Neighbours = std::array<std::uint32_t, kGraphListsMost>;

Neighbours neighbours_of(std::size_t lists, std::uint32_t edges) {
    Neighbours neighbours{};
    for (unsigned j = 1; j < lists; ++j) {
        for (unsigned i = 0; i < j; ++i) {
            if ((edges >> edge_number(i, j) & 1U) == 0) continue;
            neighbours[i] |= 1U << j;
            neighbours[j] |= 1U << i;
        }
    }
    return neighbours;
}

// Whether those who are left among the neighbours of a list all know each other.
bool is_simplicial(const Neighbours& neighbours, std::uint32_t around) {
    for (std::uint32_t rest = around; rest != 0; rest &= rest - 1) {
        const auto one = static_cast<unsigned>(std::countr_zero(rest));
        if ((around & ~(neighbours[one] | 1U << one)) != 0) return false;
    }
    return true;
}

}  // namespace

bool decompose(std::size_t lists, std::uint32_t edges, DecomposableGraph& graph) {
    const Neighbours neighbours = neighbours_of(lists, edges);
    std::uint32_t left = (1U << lists) - 1;
    std::array<std::uint8_t, kGraphListsMost> closed{};  // a list with those it was taken from among
    std::array<std::uint8_t, kGraphListsMost> around{};  // those alone
    std::size_t taken = 0;
    while (left != 0) {
        bool found = false;
        for (std::uint32_t rest = left; rest != 0 && !found; rest &= rest - 1) {
            const auto list = static_cast<unsigned>(std::countr_zero(rest));
            const std::uint32_t known = neighbours[list] & left;
            if (!is_simplicial(neighbours, known)) continue;
            found = true;
            around[taken] = static_cast<std::uint8_t>(known);
            closed[taken] = static_cast<std::uint8_t>(known | 1U << list);
            left &= ~(1U << list);
            ++taken;
        }
        if (!found) return false;  // a cycle of four or more without a chord
    }
    // In the sum of closed less around, what is both a closed set and a neighbourhood cancels: the cliques
    // and separators remain.
    graph.edges = edges;
    graph.clique_count = 0;
    graph.separator_count = 0;
    for (std::size_t one = 0; one < taken; ++one) {
        const auto same =
            std::find(around.begin(), around.begin() + static_cast<std::ptrdiff_t>(taken), closed[one]);
        if (same != around.begin() + static_cast<std::ptrdiff_t>(taken)) {
            *same = 0;
        } else {
            graph.parts[graph.clique_count++] = closed[one];
        }
    }
    for (std::size_t one = 0; one < taken; ++one) {
        if (around[one] != 0) graph.parts[graph.clique_count + graph.separator_count++] = around[one];
    }
    return true;
}

std::vector<DecomposableGraph> decomposable_graphs(std::size_t lists) {
    std::vector<DecomposableGraph> graphs;
    const std::uint32_t end = 1U << (lists * (lists - 1) / 2);
    DecomposableGraph graph;
    for (std::uint32_t edges = 0; edges < end; ++edges) {
        if (decompose(lists, edges, graph)) graphs.push_back(graph);
    }
    return graphs;
}

}  // namespace estimation
