#include "engines/estimation/latent_class.hpp"

#include "engines/estimation/share_out.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace estimation {

namespace {

constexpr std::size_t kWarmUp = 500;
// Sweeps between two looks at whether to stop.
constexpr std::size_t kBetweenLooks = 1000;
// Streams of the seed that no bootstrap replicate uses, and within them those of tempered chains.
constexpr std::uint64_t kFirstStream = std::uint64_t{1} << 40U;
constexpr std::uint64_t kTemperedFrom = std::uint64_t{1} << 20U;
constexpr std::uint64_t kTradesFrom = std::uint64_t{1} << 30U;

// Shapes of the gamma prior of alpha, the model's own first, by how many times it is.
constexpr std::array<double, 4> kRungs = {1, 4, 12, 32};

// A chain with draws of it at an even distance, which doubles whenever there are too many of them. Tempered,
// it is whichever of four chains has the model's own prior.
class Record {
public:
    Record(const CaptureTable& table, const LatentClassOptions& options, std::size_t number, bool tempered)
        : trades_(options.seed, kFirstStream + number * kRungs.size() + kTradesFrom) {
        for (std::size_t rung = 0; rung < (tempered ? kRungs.size() : 1); ++rung) {
            LatentClassModel model = options.model;
            model.alpha_shape *= kRungs[rung];
            const std::uint64_t stream = tempered ? kTemperedFrom + number * kRungs.size() + rung : number;
            chains_.emplace_back(table, model, RandomStream(options.seed, kFirstStream + stream),
                                 start(table, number));
        }
        own_shape_ = options.model.alpha_shape;
    }

    void go_on_to(std::size_t sweeps, const std::stop_token& stop) {
        if (sweeps_ == 0) {
            for (LatentClassChain& chain : chains_) {
                for (std::size_t sweep = 0; sweep < kWarmUp; ++sweep) chain.sweep(true);
            }
        }
        for (; sweeps_ < sweeps; ++sweeps_) {
            if (sweeps_ % kBetweenLooks == 0 && stop.stop_requested()) return;
            for (LatentClassChain& chain : chains_) chain.sweep();
            trade();
            if (sweeps_ % between_ == 0) keep();
        }
    }
    // Of the second half.
    std::vector<double> populations() const { return second_half(populations_); }
    double classes_used() const {
        const std::vector<double> used = second_half(classes_);
        return std::accumulate(used.begin(), used.end(), 0.0) / static_cast<double>(used.size());
    }

private:
    static constexpr std::size_t kMost = 8000;

    // Few, middling and many missing, half of the chains from one class or two and half from many.
    static LatentClassChain::Start start(const CaptureTable& table, std::size_t number) {
        using Classes = LatentClassChain::Start::Classes;
        constexpr std::array<double, 4> kTimes = {0.2, 10, 1, 40};
        const Classes few = number % 2 == 0 ? Classes::one : Classes::two;
        return {std::round(kTimes[number % kTimes.size()] * estimation::observed(table)),
                number / kTimes.size() % 2 == 0 ? few : Classes::any};
    }
    template <class Value>
    static std::vector<double> second_half(const std::vector<Value>& all) {
        return {all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end()};
    }

    // Between two that stand next to each other by their priors: those that differ least.
    void trade() {
        if (chains_.size() == 1) return;
        std::array<LatentClassChain*, kRungs.size()> by_shape{};
        for (std::size_t rung = 0; rung < chains_.size(); ++rung) by_shape[rung] = &chains_[rung];
        std::sort(by_shape.begin(), by_shape.end(), [](const auto* one, const auto* other) {
            return one->alpha_shape() < other->alpha_shape();
        });
        const auto lower =
            static_cast<std::size_t>(trades_.uniform() * static_cast<double>(kRungs.size() - 1));
        by_shape[lower]->trade_priors(*by_shape[lower + 1], trades_.uniform());
    }

    void keep() {
        const auto own = std::find_if(chains_.begin(), chains_.end(), [this](const LatentClassChain& chain) {
            return chain.alpha_shape() == own_shape_;
        });
        populations_.push_back(own->observed() + own->missing());
        classes_.push_back(static_cast<std::uint8_t>(own->classes_used()));
        if (populations_.size() < kMost) return;
        between_ *= 2;
        for (std::size_t at = 0; at < kMost / 2; ++at) {
            populations_[at] = populations_[2 * at];
            classes_[at] = classes_[2 * at];
        }
        populations_.resize(kMost / 2);
        classes_.resize(kMost / 2);
    }

    std::vector<LatentClassChain> chains_;
    RandomStream trades_;
    double own_shape_ = 0;
    std::size_t sweeps_ = 0;
    std::size_t between_ = 1;
    std::vector<double> populations_;
    std::vector<std::uint8_t> classes_;
};

// Peaks of the density of ln N, smoothed with half of Silverman's width: whole, it would hide the second of
// two modes.
std::vector<PopulationPosterior::Mode> modes_of(std::vector<double> populations) {
    constexpr std::size_t kCells = 400;
    std::sort(populations.begin(), populations.end());
    const auto at_share = [&](double share) {
        return std::log(
            populations[static_cast<std::size_t>(share * static_cast<double>(populations.size() - 1))]);
    };
    const double low = at_share(0);
    const double high = at_share(1);
    const double quartiles = at_share(0.75) - at_share(0.25);
    if (!(quartiles > 0)) return {{std::round(populations[populations.size() / 2]), 1}};
    const double width = 0.45 * quartiles / 1.34 * std::pow(static_cast<double>(populations.size()), -0.2);
    const double cell = (high - low + 6 * width) / kCells;
    std::vector<double> count(kCells);
    for (const double population : populations) {
        ++count[std::min(kCells - 1,
                         static_cast<std::size_t>((std::log(population) - low + 3 * width) / cell))];
    }
    PopulationPosterior density;
    double sum = 0;
    for (std::size_t at = 0; at < kCells; ++at) {
        double mass = 0;
        for (std::size_t from = 0; from < kCells; ++from) {
            const double distance = (static_cast<double>(at) - static_cast<double>(from)) * cell / width;
            if (count[from] > 0) mass += count[from] * std::exp(-distance * distance / 2);
        }
        const double ln = low - 3 * width + (static_cast<double>(at) + 0.5) * cell;
        density.points.push_back({std::round(std::exp(ln)), 1, mass});
        sum += mass;
    }
    for (auto& point : density.points) point.mass /= sum;
    auto modes = density.modes();
    std::erase_if(modes, [](const auto& mode) { return mode.mass < 0.01; });
    return modes;
}

bool agree(const ChainDiagnostics& found, const LatentClassOptions& options) {
    return found.r_hat < options.r_hat_below && found.bulk_ess > options.ess_above &&
           found.tail_ess > options.ess_above;  // none of them true of what is not a number
}

// Runs chains until they agree or the budget is used up, and says what they found.
LatentClassEstimate run(const CaptureTable& table, const LatentClassOptions& options, bool tempered,
                        std::size_t most_sweeps, const std::stop_token& stop) {
    std::vector<Record> records;
    for (std::size_t number = 0; number < options.chains; ++number) {
        records.emplace_back(table, options, number, tempered);
    }
    LatentClassEstimate estimate;
    estimate.tempered = tempered;
    Chains chains;
    std::size_t sweeps = std::min(options.first_sweeps, most_sweeps);
    for (;;) {
        share_out(records.size(), options.threads, stop,
                  [&](std::size_t number) { records[number].go_on_to(sweeps, stop); });
        if (stop.stop_requested()) {
            estimate.stopped = true;
            return estimate;
        }
        chains.clear();
        for (const Record& record : records) chains.push_back(record.populations());
        estimate.diagnostics = diagnose(chains);
        estimate.sweeps = sweeps;
        estimate.converged = agree(estimate.diagnostics, options);
        if (options.progress) options.progress(sweeps, estimate.diagnostics);
        if (estimate.converged || sweeps >= most_sweeps) break;
        sweeps = std::min(2 * sweeps, most_sweeps);
    }
    for (const Record& record : records) {
        estimate.classes_used += record.classes_used() / static_cast<double>(records.size());
    }
    for (const auto& chain : chains) {
        estimate.populations.insert(estimate.populations.end(), chain.begin(), chain.end());
    }
    return estimate;
}

void summarise(LatentClassEstimate& estimate, double observed, double level) {
    estimate.modes = modes_of(estimate.populations);
    std::vector<double> sorted = estimate.populations;
    std::sort(sorted.begin(), sorted.end());
    const auto count = static_cast<double>(sorted.size());
    const auto above = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), 10 * observed);
    estimate.above_ten_times = static_cast<double>(above) / count;
    if (!estimate.converged) return;
    const auto at_share = [&](double share) { return sorted[static_cast<std::size_t>(share * (count - 1))]; };
    estimate.limits = {at_share(0.5), at_share((1 - level) / 2), at_share((1 + level) / 2)};
}

}  // namespace

LatentClassEstimate estimate_latent_classes(const CaptureTable& table, const LatentClassOptions& options,
                                            const std::stop_token& stop) {
    using Tempering = LatentClassOptions::Tempering;
    LatentClassEstimate estimate;
    if (options.tempering != Tempering::always)
        estimate = run(table, options, false, options.most_sweeps, stop);
    if (!estimate.converged && !estimate.stopped && options.tempering != Tempering::never) {
        estimate =
            run(table, options, true, std::max<std::size_t>(options.most_sweeps / kRungs.size(), 8), stop);
    }
    if (!estimate.stopped) summarise(estimate, observed(table), options.level);
    return estimate;
}

}  // namespace estimation
