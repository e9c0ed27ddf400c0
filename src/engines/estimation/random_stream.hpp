#pragma once
// Random numbers that depend on a seed and the number of a stream alone: Philox 4x64-10, a generator without
// state but a counter (Salmon, Moraes, Dror and Shaw, SC 2011; Random123). Replicate r draws from stream r,
// so that it is the same whatever the number of threads. The distributions are written here because those of
// the standard library differ between systems. For simulation, never for secrets. Thread rule: a stream
// belongs to one thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace estimation {

class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::uint64_t stream);

    std::uint64_t bits() {
        if (next_ == kAhead) refill();
        return ahead_[next_++];
    }
    // Never 0 and never 1.
    double uniform() { return (static_cast<double>(bits() >> 12U) + 0.5) * 0x1p-52; }
    double normal();
    double exponential();
    // shape > 0, scale 1. A shape far below 1 gives numbers too small for a double: ask for the logarithm.
    double gamma(double shape);
    double log_of_gamma(double shape);
    double beta(double a, double b);
    // Whole numbers. mean and trials at most 2^53.
    double poisson(double mean);
    double binomial(double trials, double chance);
    // Shares trials out over cells in proportion to their weights, one conditional binomial after another.
    // Weights need not add up to 1, some must be above 0; drawn has as many cells.
    void multinomial(double trials, std::span<const double> weights, std::span<double> drawn);

private:
    static constexpr std::size_t kAhead = 16;
    void refill();
    double normal_beyond(std::uint64_t layer, double x);

    std::array<std::uint64_t, kAhead> ahead_{};
    std::size_t next_ = kAhead;
    std::uint64_t seed_;
    std::uint64_t stream_;
    std::uint64_t block_ = 0;
};

}  // namespace estimation
