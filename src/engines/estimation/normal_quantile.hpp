#pragma once
// The standard normal distribution and what intervals need of it. Pure.

#include <span>

namespace estimation {

double normal_quantile(double p);     // 0 < p < 1
double normal_probability(double z);  // P(Z <= z)

// Hyndman and Fan's type 8, of values in rising order; p beyond the ends gives the ends.
double quantile_of(std::span<const double> sorted, double p);

}  // namespace estimation
