#include "engines/estimation/graph_average.hpp"

#include "engines/estimation/decomposable_graph.hpp"
#include "engines/estimation/graph_panel.hpp"
#include "engines/estimation/share_out.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace estimation {

namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();

// A sum of exponentials, held relative to about its largest.
struct LogSum {
    double reference = kNone;
    double sum = 0;

    // What exp(ln - reference) must be multiplied onto after the reference was moved to admit ln.
    double admit(double ln) {
        constexpr double kRoom = 200;
        if (ln <= reference + kRoom) return 1;
        const double shrink = std::exp(reference - ln);
        reference = ln;
        sum *= shrink;
        return shrink;
    }
    double ln() const { return sum > 0 ? std::log(sum) + reference : kNone; }
};

// What some graphs add up to on one panel.
struct Share {
    LogSum all;                   // of it the reference alone
    std::vector<double> by_slot;  // relative to the reference
    double beyond = 0;            // bound on what lies past the last point, relative to it too

    explicit Share(std::size_t slots) : by_slot(slots) {}
    double admit(double ln) {
        const double shrink = all.admit(ln);
        if (shrink == 1) return shrink;
        for (double& mass : by_slot) mass *= shrink;
        beyond *= shrink;
        return shrink;
    }
};

static_assert(GraphPanel::kGroup == 4);
using Factors = std::array<const double*, 2 * kGraphListsMost>;

// Two numbers at once, as every x86-64 and arm64 can: g++ finds this by itself in no form of these loops.
using Pair = double __attribute__((vector_size(2 * sizeof(double))));

Pair pair_at(const double* at) {
    Pair pair;
    std::memcpy(&pair, at, sizeof pair);
    return pair;
}

void add_to(double* at, Pair more) {
    more += pair_at(at);
    std::memcpy(at, &more, sizeof more);
}

// Adds scale times the product of the factors to each slot and returns the sum of the products.
double add_products(const double* shared, const Factors& factors, std::size_t factor_count, std::size_t slots,
                    double scale, double* by_slot) {
    Pair sum{};
    for (std::size_t slot = 0; slot < slots; slot += GraphPanel::kGroup) {
        Pair one = pair_at(shared + slot);
        Pair other = pair_at(shared + slot + 2);
        for (std::size_t number = 0; number < factor_count; ++number) {
            one *= pair_at(factors[number] + slot);
            other *= pair_at(factors[number] + slot + 2);
        }
        sum += one + other;
        add_to(by_slot + slot, scale * one);
        add_to(by_slot + slot + 2, scale * other);
    }
    return sum[0] + sum[1];
}

class Averager {
public:
    Averager(const CaptureTable& table, const GraphAverageOptions& options)
        : options_(options),
          n_(observed(table)),
          graphs_(decomposable_graphs(table.list_count())),
          masses_(graphs_.size()),
          best_(graphs_.size(), kNone),
          terms_(graph_terms(table, delta(table, options), prior(options))),
          panel_(terms_),
          grid_(grid(table, options)) {
        const double far = options.most_missing;
        prior_slope_ = (terms_.log_prior(2 * far) - terms_.log_prior(far)) / std::log(2.0);
    }

    GraphAverage run(const std::stop_token& stop) {
        sound();
        while (panel_.fill(grid_)) {
            add_panel(stop);
            if (stop.stop_requested()) {
                GraphAverage stopped;
                stopped.stopped = true;
                return stopped;
            }
            if (options_.nmax_factor == 0 && beyond_ < kTailMost * total_.sum) break;
        }
        return result();
    }

private:
    static constexpr double kTailMost = 1e-6;
    static constexpr std::size_t kGraphsInAPiece = 1024;

    static double delta(const CaptureTable& table, const GraphAverageOptions& options) {
        return options.delta > 0 ? options.delta : 1 / static_cast<double>(table.cell_count());
    }
    static std::function<double(double)> prior(const GraphAverageOptions& options) {
        if (options.log_prior) return options.log_prior;
        return [](double population) { return -std::log(population); };
    }
    static MissingGrid grid(const CaptureTable& table, const GraphAverageOptions& options) {
        const double n = observed(table);
        if (options.nmax_factor > 0) {
            const double most = std::floor(options.nmax_factor * n);
            const auto points =
                options.grid_points > 0 ? options.grid_points : static_cast<std::size_t>(most);
            return MissingGrid::even(most, points);
        }
        // No posterior is narrower than about 1 in the root of the overlaps: steps of a quarter of that lose
        // nothing. With many graphs whole numbers are left earlier.
        const double share = std::min(0.01, 0.25 / std::sqrt(overlapping(table) + 1));
        if (table.list_count() <= 5) return MissingGrid::growing(4 * n, share, options.most_missing);
        return MissingGrid::growing(2 / share, share / 2, options.most_missing);
    }

    // Where the mass of each graph is, from a few points, so that the panels need not look elsewhere.
    void sound();
    void add_panel(const std::stop_token& stop);
    using Ends = std::array<double, GraphPanel::kEndsMost>;
    void ends_of(const DecomposableGraph& graph, Ends& ends) const;
    void add_graph(std::size_t number, Share& share);
    void add_beyond(const DecomposableGraph& graph, double last, Share& share) const;
    double slope(const DecomposableGraph& graph) const;
    void gather(const std::vector<Share>& shares);
    GraphAverage result() const;

    const GraphAverageOptions& options_;
    double n_;
    std::vector<DecomposableGraph> graphs_;
    std::vector<LogSum> masses_;  // by graph
    std::vector<double> best_;    // by graph: the largest ln seen at an end of a block
    double best_of_all_ = kNone;
    GraphTerms terms_;
    GraphPanel panel_;
    MissingGrid grid_;
    std::vector<PopulationPosterior::Point> points_;
    LogSum total_;            // points_ are relative to its reference
    double beyond_ = 0;       // and so is this
    double prior_slope_ = 0;  // of ln p(N) by ln N, far out
};

void Averager::sound() {
    constexpr std::size_t kSoundings = 60;
    MissingGrid coarse = options_.nmax_factor > 0
                             ? MissingGrid::even(std::floor(options_.nmax_factor * n_), kSoundings)
                             : MissingGrid::growing(4, 0.3, options_.most_missing);
    panel_.fill(coarse);
    Ends ends{};
    for (std::size_t number = 0; number < graphs_.size(); ++number) {
        ends_of(graphs_[number], ends);
        for (std::size_t block = 0; block < panel_.blocks().size(); ++block) {
            const double stretch = panel_.points()[panel_.blocks()[block].first_point].stretch;
            best_[number] = std::max(best_[number], ends[block] - std::log(stretch));
        }
        best_of_all_ = std::max(best_of_all_, best_[number]);
    }
}

void Averager::add_panel(const std::stop_token& stop) {
    const std::size_t pieces = (graphs_.size() + kGraphsInAPiece - 1) / kGraphsInAPiece;
    std::vector<Share> shares(pieces, Share(panel_.slots()));
    share_out(pieces, options_.threads, stop, [&](std::size_t piece) {
        const std::size_t end = std::min(graphs_.size(), (piece + 1) * kGraphsInAPiece);
        for (std::size_t number = piece * kGraphsInAPiece; number < end; ++number) {
            add_graph(number, shares[piece]);
        }
    });
    if (!stop.stop_requested()) gather(shares);
}

void Averager::ends_of(const DecomposableGraph& graph, Ends& ends) const {
    const std::size_t count = panel_.blocks().size() + 1;
    std::copy_n(panel_.ends_of(0), count, ends.begin());
    for (const std::uint8_t clique : graph.cliques()) {
        const double* const more = panel_.ends_of(clique);
        for (std::size_t end = 0; end < count; ++end) ends[end] += more[end];
    }
    for (const std::uint8_t separator : graph.separators()) {
        const double* const less = panel_.ends_of(separator);
        for (std::size_t end = 0; end < count; ++end) ends[end] -= less[end];
    }
}

void Averager::add_graph(std::size_t number, Share& share) {
    // Below these nothing is added that a double could show: of the graph, of all.
    constexpr double kOfTheGraph = 45;
    constexpr double kOfAll = 80;
    const DecomposableGraph& graph = graphs_[number];
    const std::vector<GraphPanel::Block>& blocks = panel_.blocks();
    Ends ends;
    ends_of(graph, ends);
    for (std::size_t end = 0; end <= blocks.size(); ++end) best_[number] = std::max(best_[number], ends[end]);
    const double least = std::max(best_[number] - kOfTheGraph, best_of_all_ - kOfAll);
    double mass = 0;  // relative to the share's reference
    for (std::size_t block = 0; block < blocks.size(); ++block) {
        if (std::max(ends[block], ends[block + 1]) < least) continue;
        const std::size_t slot = blocks[block].first_slot;
        Factors factors;
        std::size_t count = 0;
        for (const std::uint8_t clique : graph.cliques()) factors[count++] = panel_.factor(clique) + slot;
        for (const std::uint8_t separator : graph.separators())
            factors[count++] = panel_.inverse(separator) + slot;
        mass *= share.admit(ends[block]);
        const double scale = std::exp(ends[block] - share.all.reference);
        mass += scale * add_products(panel_.factor(0) + slot, factors, count, blocks[block].slots(), scale,
                                     share.by_slot.data() + slot);
    }
    if (mass > 0) {
        LogSum& all = masses_[number];
        all.admit(share.all.reference);
        all.sum += mass * std::exp(share.all.reference - all.reference);
    }
    if (options_.nmax_factor == 0) add_beyond(graph, ends[blocks.size()], share);
}

void Averager::add_beyond(const DecomposableGraph& graph, double last, Share& share) const {
    // For many missing the density falls like their number to the power of -slope.
    const MissingGrid::Point& end = panel_.points().back();
    const double excess = slope(graph) - 1;
    share.admit(last);
    const double density = std::exp(last - share.all.reference) / end.stretch;
    share.beyond += excess > 0 ? density * end.missing / excess : std::numeric_limits<double>::infinity();
}

double Averager::slope(const DecomposableGraph& graph) const {
    // Of each set's factor: Gamma(m + unseen) / Gamma(m + n + prior_size); of the shared one: n, and the
    // prior's own.
    double rises = n_ + prior_slope_;
    for (const std::uint8_t set : graph.cliques()) rises += terms_.unseen[set] - n_ - terms_.prior_size;
    for (const std::uint8_t set : graph.separators()) rises -= terms_.unseen[set] - n_ - terms_.prior_size;
    return -rises;
}

void Averager::gather(const std::vector<Share>& shares) {
    LogSum best = total_;
    for (const Share& share : shares) best.admit(share.all.reference);
    if (best.reference != total_.reference) {
        const double shrink = std::exp(total_.reference - best.reference);
        for (PopulationPosterior::Point& point : points_) point.mass *= shrink;
        total_ = best;
    }
    beyond_ = 0;
    const std::size_t before = points_.size();
    for (const MissingGrid::Point& point : panel_.points())
        points_.push_back({n_ + point.missing, point.stretch, 0});
    for (const Share& share : shares) {
        const double scale = std::exp(share.all.reference - total_.reference);
        beyond_ += share.beyond * scale;
        for (const GraphPanel::Block& block : panel_.blocks()) {
            for (std::size_t at = 0; at < block.count; ++at) {
                const double mass = share.by_slot[block.first_slot + at] * scale;
                points_[before + block.first_point + at].mass += mass;
                total_.sum += mass;
            }
        }
    }
}

GraphAverage Averager::result() const {
    GraphAverage average;
    average.posterior.points = points_;
    double sum = 0;
    for (const PopulationPosterior::Point& point : points_) sum += point.mass;
    for (PopulationPosterior::Point& point : average.posterior.points) point.mass /= sum;
    average.estimate = average.posterior.quantile(0.5);
    average.mean = average.posterior.mean();
    average.lower = average.posterior.quantile((1 - options_.level) / 2);
    average.upper = average.posterior.quantile((1 + options_.level) / 2);
    average.modes = average.posterior.modes();
    if (options_.nmax_factor == 0) {
        average.tail_mass = beyond_ / sum;
        average.upper_is_the_priors = !(average.tail_mass < kTailMost);
    }
    average.edge_probability.resize(terms_.lists * (terms_.lists - 1) / 2);
    average.graphs.reserve(graphs_.size());
    for (std::size_t number = 0; number < graphs_.size(); ++number) {
        const DecomposableGraph& graph = graphs_[number];
        const double probability = std::exp(masses_[number].ln() - total_.reference) / sum;
        average.graphs.push_back(
            {graph.edges, {graph.cliques().begin(), graph.cliques().end()}, probability});
        for (std::size_t edge = 0; edge < average.edge_probability.size(); ++edge) {
            if ((graph.edges >> edge & 1U) != 0) average.edge_probability[edge] += probability;
        }
    }
    std::stable_sort(average.graphs.begin(), average.graphs.end(),
                     [](const auto& one, const auto& other) { return one.probability > other.probability; });
    return average;
}

}  // namespace

GraphAverage average_over_graphs(const CaptureTable& table, const GraphAverageOptions& options,
                                 const std::stop_token& stop) {
    if (table.list_count() > kGraphListsMost) {
        GraphAverage refused;
        refused.too_many_lists = true;
        return refused;
    }
    return Averager(table, options).run(stop);
}

PriorSensitivity graph_prior_sensitivity(const CaptureTable& table, const GraphAverageOptions& options,
                                         const std::stop_token& stop) {
    PriorSensitivity sensitivity;
    for (const double delta : {0.5, 1 / static_cast<double>(table.cell_count()), 1.0}) {
        for (const bool flat : {false, true}) {
            GraphAverageOptions other = options;
            other.delta = delta;
            other.log_prior = nullptr;
            if (flat) other.log_prior = [](double) { return 0.0; };
            const GraphAverage average = average_over_graphs(table, other, stop);
            if (average.stopped || average.too_many_lists) return sensitivity;
            sensitivity.rows.push_back(
                {delta, flat, average.estimate, average.lower, average.upper, average.upper_is_the_priors});
        }
    }
    return sensitivity;
}

}  // namespace estimation
