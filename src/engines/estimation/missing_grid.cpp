#include "engines/estimation/missing_grid.hpp"

#include <algorithm>
#include <cmath>

namespace estimation {

MissingGrid MissingGrid::even(double most, std::size_t points) {
    MissingGrid grid;
    grid.even_ = true;
    grid.most_ = most;
    grid.points_ = static_cast<double>(points);
    grid.ended_ = points == 0;
    return grid;
}

MissingGrid MissingGrid::growing(double exact, double share, double most) {
    MissingGrid grid;
    grid.exact_ = exact;
    grid.share_ = share;
    grid.most_ = most;
    return grid;
}

double MissingGrid::step_from(double missing) const {
    return missing < exact_ ? 1 : std::max(1.0, std::floor(missing * share_));
}

MissingGrid::Point MissingGrid::next() {
    if (even_) {
        const double share = points_ > 1 ? at_ / (points_ - 1) : 0;
        at_ += 1;
        ended_ = at_ >= points_;
        return {std::round(1 + share * (most_ - 1)), 1};
    }
    const double step = step_from(at_);
    const Point point = {at_, (last_step_ + step) / 2};
    at_ += step;
    last_step_ = step;
    ended_ = point.missing >= most_;
    return point;
}

}  // namespace estimation
