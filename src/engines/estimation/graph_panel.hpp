#pragma once
// A stretch of the grid of those on no list, with what each set of lists contributes to the chance of the
// table there. Shared by the graphs, so that a graph costs a short product of numbers for each point. Only
// graph_average uses it. Pure.

#include "engines/estimation/capture_table.hpp"
#include "engines/estimation/missing_grid.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace estimation {

// What does not depend on those on no list, by set of lists.
struct GraphTerms {
    std::size_t lists = 0;
    double observed = 0;
    double prior_size = 0;         // 2^lists * delta
    std::vector<double> unseen;    // seen on none of the set, and the prior's share: grows with the missing
    std::vector<double> constant;  // ln of the rest of the set's Dirichlet-multinomial
    std::vector<double> on;        // people on each list of the set, added up
    std::function<double(double)> log_prior;
};
GraphTerms graph_terms(const CaptureTable& table, double delta, std::function<double(double)> log_prior);

// Points stand in blocks within which no factor changes by much: so a product of all that belong to a graph
// stays within the range of a double (e^600), and only a block's first needs a logarithm. Each block fills
// whole groups of kGroup slots, the last with points of no weight.
class GraphPanel {
public:
    static constexpr std::size_t kGroup = 4;
    static constexpr std::size_t kSlotsMost = 512;
    static constexpr std::size_t kEndsMost = kSlotsMost / kGroup + 1;

    struct Block {
        std::size_t first_slot = 0;
        std::size_t first_point = 0;
        std::size_t count = 0;
        std::size_t slots() const { return (count + kGroup - 1) / kGroup * kGroup; }
    };

    explicit GraphPanel(const GraphTerms& terms);
    // Takes points from the grid until it is full or the grid has ended. False: there was none.
    bool fill(MissingGrid& grid);

    const std::vector<MissingGrid::Point>& points() const { return points_; }
    const std::vector<Block>& blocks() const { return blocks_; }
    std::size_t slots() const { return slots_; }
    // By set of lists (0: what all graphs share), ln at the first point of each block, and after them at the
    // last point of all.
    const double* ends_of(std::size_t set) const { return ends_.data() + set * kEndsMost; }
    // Relative to the block's first point; the inverse for separators.
    const double* factor(std::size_t set) const { return factor_.data() + set * kSlotsMost; }
    const double* inverse(std::size_t set) const { return inverse_.data() + set * kSlotsMost; }

private:
    void logarithms_at(const MissingGrid::Point& point);
    bool fits_the_last_block() const;
    void open_block();
    void put_into_last_block();

    const GraphTerms& terms_;
    std::size_t sets_;
    std::size_t slots_ = 0;
    std::vector<double> ln_;  // at the point at hand, by set
    std::vector<MissingGrid::Point> points_;
    std::vector<Block> blocks_;
    std::vector<double> ends_;
    std::vector<double> factor_;
    std::vector<double> inverse_;
};

}  // namespace estimation
