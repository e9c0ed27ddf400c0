#pragma once
// How surprising a count is where another was expected. Pure.

namespace estimation {

// The smaller of P(X <= count) and P(X >= count) for X ~ Poisson(mean). Once it is known to be above
// `enough`, some number above `enough`.
double poisson_tail(double count, double mean, double enough);

}  // namespace estimation
