#include "engines/estimation/normal_quantile.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

namespace estimation {

double normal_quantile(double p) {
    return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p);
}

double normal_probability(double z) {
    return boost::math::erfc(-z / std::numbers::sqrt2) / 2;
}

double quantile_of(std::span<const double> sorted, double p) {
    const auto size = static_cast<double>(sorted.size());
    const double place = std::clamp((size + 1.0 / 3) * p + 1.0 / 3, 1.0, size);
    const double below = std::floor(place);
    const auto index = static_cast<std::size_t>(below) - 1;
    const double at = sorted[index];
    if (place == below) return at;
    return at + (place - below) * (sorted[index + 1] - at);
}

}  // namespace estimation
