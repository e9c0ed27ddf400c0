#include "engines/estimation/poisson_tail.hpp"

#include "engines/estimation/special_functions.hpp"

#include <algorithm>
#include <cmath>

namespace estimation {
namespace {

// Of the two tails only that on the far side of the mean can be below this.
constexpr double kFarSide = 0.25;

double chance_of(double count, double mean) {
    return std::exp(count * std::log(mean) - mean - log_factorial(count));
}

}  // namespace

double poisson_tail(double count, double mean, double enough) {
    if (mean <= 0) return count == 0 ? 1 : 0;
    const bool below = count <= mean;
    const double here = chance_of(count, mean);
    const double stop = enough < kFarSide ? enough : 2;
    // Each further chance is the last one times mean / (count + 1), or count / mean: falling all the way.
    double term = here;
    double sum = here;
    if (below) {
        for (double at = count; at > 0 && term > sum * 1e-17 && sum <= stop; --at) {
            term *= at / mean;
            sum += term;
        }
    } else {
        for (double at = count + 1; term > sum * 1e-17 && sum <= stop; ++at) {
            term *= mean / at;
            sum += term;
        }
    }
    return std::min(sum, 1 + here - std::min(sum, 1.0));
}

}  // namespace estimation
