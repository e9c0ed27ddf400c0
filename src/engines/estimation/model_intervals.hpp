#pragma once
// Intervals for the number of people that take the model as given (estimation.md 4.6): they leave out that it
// was chosen. Pure; any thread.

#include "engines/estimation/loglinear_fit.hpp"

#include <functional>

namespace estimation {

struct Limits {
    double lower = 0;
    double upper = 0;  // infinite: no finite limit
};

// On the logarithm of the dark figure.
Limits wald_limits(const CaptureTable& table, const Fit& fit, double level);

// The multinomial likelihood, every other parameter at its best for each number of people.
struct Profile {
    double estimate = 0;  // where it is highest: a little below the Poisson estimate
    Limits limits;
};
Profile profile_limits(const CaptureTable& table, const HierarchicalModel& model, double level);
// Of any likelihood with one peak: its logarithm by the number of missing people, beside those observed.
// Looks for the peak from `start` on.
Profile profile_of(double observed, double start, const std::function<double(double)>& log_likelihood,
                   double level);
// What people who may be missing leave of such a logarithm: ln N! - ln m!, N ln N and N taken off, because
// fitted means that add up to N have them.
double log_arrangements(double observed, double missing);

}  // namespace estimation
