#include "engines/estimation/decomposable_graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace estimation {
namespace {

using testing::UnorderedElementsAre;

bool has_edge(std::uint32_t edges, unsigned i, unsigned j) {
    return i != j && (edges >> edge_number(std::min(i, j), std::max(i, j)) & 1U) != 0;
}

// By the definition: no cycle of four lists or more without a chord. A subset of four or more in which each
// has exactly two neighbours and all hang together is such a cycle.
bool has_chordless_cycle(unsigned lists, std::uint32_t edges) {
    for (std::uint32_t subset = 0; subset < 1U << lists; ++subset) {
        if (std::popcount(subset) < 4) continue;
        const auto neighbours = [&](unsigned list) {
            std::uint32_t around = 0;
            for (unsigned other = 0; other < lists; ++other) {
                if ((subset >> other & 1U) != 0 && has_edge(edges, list, other)) around |= 1U << other;
            }
            return around;
        };
        std::uint32_t reached = subset & -subset;
        bool two_each = true;
        for (unsigned round = 0; round < lists; ++round) {
            for (unsigned list = 0; list < lists; ++list) {
                if ((subset >> list & 1U) == 0) continue;
                if (std::popcount(neighbours(list)) != 2) two_each = false;
                if ((reached >> list & 1U) != 0) reached |= neighbours(list);
            }
        }
        if (two_each && reached == subset) return true;
    }
    return false;
}

TEST(DecomposableGraph, IsCountedAsPublished) {
    EXPECT_EQ(decomposable_graphs(3).size(), 8U);
    EXPECT_EQ(decomposable_graphs(4).size(), 61U);
    EXPECT_EQ(decomposable_graphs(5).size(), 822U);
    EXPECT_EQ(decomposable_graphs(6).size(), 18'154U);
    EXPECT_EQ(decomposable_graphs(7).size(), 617'675U);
}

TEST(DecomposableGraph, HasNoCycleOfFourWithoutAChordAndEveryOtherGraphHasOne) {
    DecomposableGraph graph;
    for (std::uint32_t edges = 0; edges < 1U << 10U; ++edges) {
        EXPECT_NE(decompose(5, edges, graph), has_chordless_cycle(5, edges)) << edges;
    }
}

TEST(DecomposableGraph, HasTheCliquesAndSeparatorsOfItsEdges) {
    for (const DecomposableGraph& graph : decomposable_graphs(5)) {
        // Maximal sets of lists that all know each other, by trying every set.
        std::set<unsigned> complete;
        for (unsigned set = 1; set < 32; ++set) {
            bool all = true;
            for (unsigned j = 1; j < 5; ++j) {
                for (unsigned i = 0; i < j; ++i) {
                    if ((set >> i & set >> j & 1U) != 0 && !has_edge(graph.edges, i, j)) all = false;
                }
            }
            if (all) complete.insert(set);
        }
        std::set<unsigned> maximal;
        for (const unsigned set : complete) {
            if (std::none_of(complete.begin(), complete.end(),
                             [set](unsigned other) { return other != set && (other & set) == set; })) {
                maximal.insert(set);
            }
        }
        const auto cliques = graph.cliques();
        EXPECT_EQ(std::set<unsigned>(cliques.begin(), cliques.end()), maximal);
        EXPECT_EQ(cliques.size(), maximal.size());
        // Each list is counted once: in its cliques less in its separators.
        for (unsigned list = 0; list < 5; ++list) {
            int count = 0;
            for (const unsigned set : graph.cliques()) count += static_cast<int>(set >> list & 1U);
            for (const unsigned set : graph.separators()) count -= static_cast<int>(set >> list & 1U);
            EXPECT_EQ(count, 1);
        }
    }
}

TEST(DecomposableGraph, NamesAPathByItsPairsAndWhatTheyShare) {
    DecomposableGraph path;
    ASSERT_TRUE(decompose(4, 1U << edge_number(0, 1) | 1U << edge_number(1, 2), path));
    EXPECT_THAT(path.cliques(), UnorderedElementsAre(0b0011, 0b0110, 0b1000));
    EXPECT_THAT(path.separators(), UnorderedElementsAre(0b0010));
}

}  // namespace
}  // namespace estimation
