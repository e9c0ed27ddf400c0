#pragma once
// At which numbers of people on no list a posterior is worked out. Pure.

#include <cstddef>
#include <vector>

namespace estimation {

class MissingGrid {
public:
    struct Point {
        double missing = 0;
        double stretch = 1;  // how many whole numbers it stands for
    };

    // From 1 to most in so many equal steps, each rounded and standing for itself alone: the grids of dga.
    static MissingGrid even(double most, std::size_t points);
    // From 0, each whole number up to exact, then steps of a share of the number itself until most is passed:
    // the trapezoid rule.
    static MissingGrid growing(double exact, double share, double most);

    bool ended() const { return ended_; }
    // Not after the end.
    Point next();

private:
    double step_from(double missing) const;

    bool even_ = false;
    bool ended_ = false;
    double most_ = 0;
    double points_ = 0;
    double exact_ = 0;
    double share_ = 0;
    double at_ = 0;         // growing: the next number; even: the number of the next point
    double last_step_ = 1;  // to at_
};

}  // namespace estimation
