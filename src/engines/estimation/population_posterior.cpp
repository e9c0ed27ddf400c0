#include "engines/estimation/population_posterior.hpp"

#include <cmath>
#include <cstddef>

namespace estimation {

double PopulationPosterior::mean() const {
    double sum = 0;
    for (const Point& point : points) sum += point.population * point.mass;
    return sum;
}

double PopulationPosterior::quantile(double share) const {
    double below = 0;
    for (const Point& point : points) {
        if (below + point.mass < share) {
            below += point.mass;
            continue;
        }
        if (point.stretch <= 1) return point.population;
        const double from = point.population - point.stretch / 2;
        return std::round(from + point.stretch * (share - below) / point.mass);
    }
    return points.empty() ? 0 : points.back().population;
}

double PopulationPosterior::mass_above(double population) const {
    double sum = 0;
    for (const Point& point : points) {
        if (point.population > population) sum += point.mass;
    }
    return sum;
}

std::vector<PopulationPosterior::Mode> PopulationPosterior::modes() const {
    constexpr double kDip = 0.9;
    std::vector<Mode> found;
    double peak = 0;     // density at the highest point of the present hill
    double trough = 0;   // and at the lowest point after it
    double at_peak = 0;  // where
    double mass = 0;     // of the hill up to here
    double mass_since_trough = 0;
    for (const Point& point : points) {
        const double density = point.mass / point.stretch;
        const bool climbs_again = peak > 0 && trough < kDip * peak && density * kDip > trough;
        if (climbs_again) {
            found.push_back({at_peak, mass - mass_since_trough});
            mass = mass_since_trough;
            peak = 0;
        }
        mass += point.mass;
        mass_since_trough += point.mass;
        if (density > peak) {
            peak = trough = density;
            at_peak = point.population;
            mass_since_trough = 0;
        } else if (density < trough) {
            trough = density;
            mass_since_trough = 0;
        }
    }
    if (peak > 0) found.push_back({at_peak, mass});
    std::erase_if(found, [](const Mode& mode) { return mode.mass < 0.001; });
    return found;
}

}  // namespace estimation
