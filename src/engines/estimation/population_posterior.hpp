#pragma once
// What is believed of the size of a population: a mass on each of some sizes, each of which stands for a
// stretch of whole numbers. Pure.

#include <vector>

namespace estimation {

struct PopulationPosterior {
    struct Point {
        double population = 0;
        double stretch = 1;  // how many whole numbers it stands for, itself in the middle
        double mass = 0;     // of all of them
    };
    struct Mode {
        double population = 0;
        double mass = 0;  // between the lowest points to either side
    };

    std::vector<Point> points;  // by size; masses add up to 1

    double mean() const;
    // The smallest size that has the share at or below it; within a stretch in proportion, on whole numbers.
    double quantile(double share) const;
    double mass_above(double population) const;
    // Peaks of the density with a dip of a tenth at least between them and a thousandth of the mass, by size.
    std::vector<Mode> modes() const;
};

}  // namespace estimation
