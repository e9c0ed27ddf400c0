#pragma once
// ln of the gamma function for positive arguments, within 1e-14 of the larger of itself and 1. The standard
// library's writes to a global (signgam) and is not the same on every system; this one is safe from any
// thread.

#include <array>
#include <cmath>
#include <cstddef>

namespace estimation {

// Stirling's series: the part of ln Gamma(x) that (x - 1/2) ln x - x + ln sqrt(2 pi) leaves. For x >= 8.
inline double stirling_rest(double x) {
    const double inverse = 1 / x;
    const double square = inverse * inverse;
    // B_2k / (2k (2k-1)); the next term is below 2e-15 from 8 on.
    constexpr std::array<double, 7> kTerms = {1.0 / 12,   -1.0 / 360,        1.0 / 1260, -1.0 / 1680,
                                              1.0 / 1188, -691.0 / 360360.0, 1.0 / 156};
    double sum = 0;
    for (std::size_t term = kTerms.size(); term-- > 0;) sum = sum * square + kTerms[term];
    return sum * inverse;
}

// x > 0.
inline double log_gamma(double x) {
    constexpr double kLogRootTwoPi = 0.91893853320467274178;
    double product = 1;
    while (x < 8) {
        product *= x;
        x += 1;
    }
    const double far = (x - 0.5) * std::log(x) - x + kLogRootTwoPi + stirling_rest(x);
    return product == 1 ? far : far - std::log(product);
}

// ln k!, k >= 0.
inline double log_factorial(double k) {
    return log_gamma(k + 1);
}

}  // namespace estimation
