#include "engines/estimation/graph_panel.hpp"

#include "engines/estimation/special_functions.hpp"

#include <cmath>
#include <utility>

namespace estimation {

GraphTerms graph_terms(const CaptureTable& table, double delta, std::function<double(double)> log_prior) {
    GraphTerms terms;
    terms.lists = table.list_count();
    terms.observed = observed(table);
    const std::size_t cells = table.cell_count();
    terms.prior_size = delta * static_cast<double>(cells);
    terms.unseen.resize(cells);
    terms.constant.resize(cells);
    terms.on.resize(cells);
    terms.log_prior = std::move(log_prior);
    for (std::size_t set = 1; set < cells; ++set) {
        std::vector<double> margin(cells);  // by which lists of the set, of those on any list
        for (std::size_t history = 0; history < cells; ++history)
            margin[history & set] += table.count[history];
        const double share =
            std::ldexp(delta, static_cast<int>(terms.lists) - lists_in(static_cast<Mask>(set)));
        double sum = log_gamma(terms.prior_size) - log_gamma(share);
        for (std::size_t part = 1; part < cells; ++part) {
            if ((part & ~set) == 0 && margin[part] > 0)
                sum += log_gamma(margin[part] + share) - log_gamma(share);
        }
        terms.constant[set] = sum;
        terms.unseen[set] = margin[0] + share;
        for (std::size_t history = 0; history < cells; ++history) {
            terms.on[set] += table.count[history] * lists_in(static_cast<Mask>(history & set));
        }
    }
    // The table's own factor, the same for every graph.
    for (const double count : table.count) terms.constant[0] -= log_factorial(count);
    return terms;
}

GraphPanel::GraphPanel(const GraphTerms& terms)
    : terms_(terms),
      sets_(terms.unseen.size()),
      ln_(sets_),
      ends_(sets_ * kEndsMost),
      factor_(sets_ * kSlotsMost),
      inverse_(sets_ * kSlotsMost) {}

bool GraphPanel::fill(MissingGrid& grid) {
    points_.clear();
    blocks_.clear();
    slots_ = 0;
    // One point takes at most one group more.
    while (!grid.ended() && slots_ + kGroup <= kSlotsMost) {
        points_.push_back(grid.next());
        logarithms_at(points_.back());
        if (!fits_the_last_block()) open_block();
        put_into_last_block();
    }
    for (std::size_t set = 0; set < sets_; ++set) ends_[set * kEndsMost + blocks_.size()] = ln_[set];
    return !points_.empty();
}

void GraphPanel::logarithms_at(const MissingGrid::Point& point) {
    const double population = terms_.observed + point.missing;
    // Every clique has this once; so has every separator, and it cancels.
    const double all = log_gamma(population + terms_.prior_size);
    // Each list stands once in the cliques less the separators: what is added for it to every set that has it
    // and taken from what all graphs share changes nothing. It leaves to each set a factor that changes only
    // as fast as its lists overlap, and so makes blocks long.
    const double level = (all - log_factorial(point.missing)) / terms_.observed;
    for (std::size_t set = 1; set < sets_; ++set) {
        ln_[set] = log_gamma(point.missing + terms_.unseen[set]) - all + terms_.constant[set] +
                   terms_.on[set] * level;
    }
    ln_[0] = log_factorial(population) - log_factorial(point.missing) + terms_.constant[0] +
             terms_.log_prior(population) + std::log(point.stretch) - terms_.on.back() * level;
}

bool GraphPanel::fits_the_last_block() const {
    if (blocks_.empty()) return false;
    // Nor may a graph's chance rise and fall far between the ends of a block: they say whether to skip it.
    const double from = points_[blocks_.back().first_point].missing;
    if (points_.back().missing + 1 > 1.5 * (from + 1)) return false;
    // A graph has fewer parts than twice the lists.
    const double most = 600 / (2 * static_cast<double>(terms_.lists));
    for (std::size_t set = 0; set < sets_; ++set) {
        if (std::abs(ln_[set] - ends_[set * kEndsMost + blocks_.size() - 1]) > most) return false;
    }
    return true;
}

void GraphPanel::open_block() {
    blocks_.push_back({slots_, points_.size() - 1, 0});
    for (std::size_t set = 0; set < sets_; ++set) ends_[set * kEndsMost + blocks_.size() - 1] = ln_[set];
}

void GraphPanel::put_into_last_block() {
    Block& block = blocks_.back();
    const std::size_t number = blocks_.size() - 1;
    const std::size_t slot = block.first_slot + block.count++;
    const bool new_group = slot == slots_;
    if (new_group) slots_ += kGroup;
    for (std::size_t set = 0; set < sets_; ++set) {
        double* const factor = factor_.data() + set * kSlotsMost;
        double* const inverse = inverse_.data() + set * kSlotsMost;
        if (new_group) {
            for (std::size_t empty = slot; empty < slots_; ++empty) {
                factor[empty] = set == 0 ? 0 : 1;
                inverse[empty] = 1;
            }
        }
        const double change = ln_[set] - ends_[set * kEndsMost + number];
        factor[slot] = std::exp(change);
        inverse[slot] = 1 / factor[slot];
    }
}

}  // namespace estimation
