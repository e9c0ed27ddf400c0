#include "engines/estimation/random_stream.hpp"

#include "engines/estimation/special_functions.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace estimation {

namespace {

// The ziggurat of the normal density in 256 layers of the same area (Marsaglia and Tsang, Journal of
// Statistical Software 5(8), 2000). Layer 0 holds the tail.
struct Ziggurat {
    static constexpr std::size_t kLayers = 256;
    static constexpr double kTailFrom = 3.6541528853610088;

    std::array<double, kLayers + 1> edge{};    // x, falling to 0
    std::array<double, kLayers + 1> height{};  // exp(-x^2 / 2)

    Ziggurat() {
        const double foot = std::exp(-kTailFrom * kTailFrom / 2);
        const double area =
            kTailFrom * foot + std::sqrt(std::numbers::pi / 2) * std::erfc(kTailFrom / std::numbers::sqrt2);
        edge[0] = area / foot;
        height[0] = foot;
        edge[1] = kTailFrom;
        height[1] = foot;
        for (std::size_t layer = 2; layer < kLayers; ++layer) {
            height[layer] = height[layer - 1] + area / edge[layer - 1];
            edge[layer] = std::sqrt(-2 * std::log(height[layer]));
        }
        edge.back() = 0;
        height.back() = 1;
    }
};

const Ziggurat kZiggurat;

// Below this mean a draw walks up from 0; above it, it is rejected from a hat.
constexpr double kWalkMost = 10;

// Walks up from 0 through chances that begin with first and go on by ratio(k) from k - 1 to k.
template <class Ratio>
double walk_up(double u, double first, double most, Ratio ratio) {
    double chance = first;
    double k = 0;
    while (u > chance && k < most) {
        u -= chance;
        k += 1;
        chance *= ratio(k);
        if (chance < std::numeric_limits<double>::min()) break;  // u was the rounding of a sum to 1
    }
    return k;
}

// trials * chance >= 10, chance <= 1/2: transformed rejection (Hoermann, Journal of Statistical Computation
// and Simulation 46, 1993, algorithm BTRS).
double binomial_by_hat(RandomStream& random, double trials, double chance) {
    const double other = 1 - chance;
    const double spread = std::sqrt(trials * chance * other);
    const double b = 1.15 + 2.53 * spread;
    const double a = -0.0873 + 0.0248 * b + 0.01 * chance;
    const double centre = trials * chance + 0.5;
    const double v_sure = 0.92 - 4.2 / b;
    const double alpha = (2.83 + 5.1 / b) * spread;
    const double log_odds = std::log(chance / other);
    const double mode = std::floor((trials + 1) * chance);
    const double at_mode = log_factorial(mode) + log_factorial(trials - mode);
    for (;;) {
        const double u = random.uniform() - 0.5;
        double v = random.uniform();
        const double side = 0.5 - std::abs(u);
        const double k = std::floor((2 * a / side + b) * u + centre);
        if (side >= 0.07 && v <= v_sure) return k;
        if (k < 0 || k > trials) continue;
        v = std::log(v * alpha / (a / (side * side) + b));
        if (v <= at_mode - log_factorial(k) - log_factorial(trials - k) + (k - mode) * log_odds) return k;
    }
}

// mean >= 10: transformed rejection (Hoermann, Insurance: Mathematics and Economics 12, 1993, PTRS).
double poisson_by_hat(RandomStream& random, double mean) {
    const double spread = std::sqrt(mean);
    const double b = 0.931 + 2.53 * spread;
    const double a = -0.059 + 0.02483 * b;
    const double alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double v_sure = 0.9277 - 3.6224 / (b - 2);
    const double log_mean = std::log(mean);
    for (;;) {
        const double u = random.uniform() - 0.5;
        const double v = random.uniform();
        const double side = 0.5 - std::abs(u);
        const double k = std::floor((2 * a / side + b) * u + mean + 0.43);
        if (side >= 0.07 && v <= v_sure) return k;
        if (k < 0 || (side < 0.013 && v > side)) continue;
        if (std::log(v * alpha / (a / (side * side) + b)) <= k * log_mean - mean - log_factorial(k)) return k;
    }
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

void RandomStream::refill() {
    const r123::Philox4x64::key_type key = {{seed_, 0}};
    for (std::size_t first = 0; first < kAhead; first += 4) {
        const r123::Philox4x64::ctr_type counter = {{block_++, stream_, 0, 0}};
        const auto block = r123::Philox4x64()(counter, key);
        std::copy(block.begin(), block.end(), ahead_.begin() + static_cast<std::ptrdiff_t>(first));
    }
    next_ = 0;
}

double RandomStream::normal() {
    for (;;) {
        const std::uint64_t drawn = bits();
        const std::uint64_t layer = drawn & 255U;
        // 52 of the other bits, between -1 and 1.
        const double x = ((static_cast<double>(drawn >> 12U) + 0.5) * 0x1p-51 - 1) * kZiggurat.edge[layer];
        if (std::abs(x) < kZiggurat.edge[layer + 1]) return x;
        const double decided = normal_beyond(layer, x);
        if (!std::isnan(decided)) return decided;
    }
}

// What lies outside the part of a layer that is below the density for sure; not a number: draw again.
double RandomStream::normal_beyond(std::uint64_t layer, double x) {
    if (layer == 0) {  // Marsaglia (1964) for the tail
        double beyond = 0;
        double y = 0;
        do {
            beyond = exponential() / Ziggurat::kTailFrom;
            y = exponential();
        } while (y + y < beyond * beyond);
        return std::copysign(Ziggurat::kTailFrom + beyond, x);
    }
    const double low = kZiggurat.height[layer];
    const double high = kZiggurat.height[layer + 1];
    if (low + uniform() * (high - low) < std::exp(-x * x / 2)) return x;
    return std::numeric_limits<double>::quiet_NaN();
}

double RandomStream::exponential() {
    return -std::log(uniform());
}

// Marsaglia and Tsang, ACM Transactions on Mathematical Software 26(3), 2000.
double RandomStream::gamma(double shape) {
    if (shape < 1) return std::exp(log_of_gamma(shape));
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double x = normal();
        const double root = 1 + c * x;
        if (root <= 0) continue;
        const double v = root * root * root;
        const double u = uniform();
        const double square = x * x;
        if (u < 1 - 0.0331 * square * square) return d * v;
        if (std::log(u) < 0.5 * square + d * (1 - v + std::log(v))) return d * v;
    }
}

double RandomStream::log_of_gamma(double shape) {
    if (shape >= 1) return std::log(gamma(shape));
    const double bigger = std::log(gamma(shape + 1));
    return bigger - exponential() / shape;
}

double RandomStream::beta(double a, double b) {
    if (a == 1 && b == 1) return uniform();
    if (a == 1) return -std::expm1(-exponential() / b);  // the distribution function has an inverse
    if (b == 1) return std::exp(-exponential() / a);
    if (a >= 1 && b >= 1) {
        const double x = gamma(a);
        return x / (x + gamma(b));
    }
    const double x = log_of_gamma(a);
    const double y = log_of_gamma(b);
    return 1 / (1 + std::exp(y - x));
}

double RandomStream::poisson(double mean) {
    if (!(mean > 0)) return 0;
    if (mean >= kWalkMost) return poisson_by_hat(*this, mean);
    return walk_up(uniform(), std::exp(-mean), std::numeric_limits<double>::max(),
                   [mean](double k) { return mean / k; });
}

double RandomStream::binomial(double trials, double chance) {
    if (!(trials > 0) || !(chance > 0)) return 0;
    if (chance >= 1) return trials;
    if (chance > 0.5) return trials - binomial(trials, 1 - chance);
    if (trials == 1) return uniform() < chance ? 1 : 0;
    if (trials * chance >= kWalkMost) return binomial_by_hat(*this, trials, chance);
    const double odds = chance / (1 - chance);
    return walk_up(uniform(), std::exp(trials * std::log1p(-chance)), trials,
                   [trials, odds](double k) { return odds * (trials - k + 1) / k; });
}

void RandomStream::multinomial(double trials, std::span<const double> weights, std::span<double> drawn) {
    double weight_left = 0;
    std::size_t last = weights.size() - 1;
    for (std::size_t cell = 0; cell < weights.size(); ++cell) {
        weight_left += weights[cell];
        if (weights[cell] > 0) last = cell;
    }
    // The last cell of any weight takes the rest, lest a rounding give somebody to a cell of none.
    for (std::size_t cell = 0; cell < weights.size(); ++cell) {
        const bool none = trials == 0 || weights[cell] == 0;
        drawn[cell] = none ? 0 : binomial(trials, weights[cell] / weight_left);
        if (cell == last) drawn[cell] = trials;
        trials -= drawn[cell];
        weight_left -= weights[cell];
    }
}

}  // namespace estimation
