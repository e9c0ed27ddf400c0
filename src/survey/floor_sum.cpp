#include "survey/floor_sum.hpp"

#include <utility>

namespace survey {

Wide floor_sum(Wide terms, Wide divisor, Wide slope, Wide offset) {
    Wide total = 0;
    // Whole steps of the line come out of the sum; what is left has 0 <= slope, offset < divisor, and is
    // counted by rows instead of columns, which swaps slope and divisor.
    while (terms > 0) {
        const Wide whole_slope = floor_divided(slope, divisor);
        const Wide whole_offset = floor_divided(offset, divisor);
        total += terms * (terms - 1) / 2 * whole_slope + terms * whole_offset;
        slope -= whole_slope * divisor;
        offset -= whole_offset * divisor;
        const Wide top = slope * terms + offset;
        if (top < divisor) break;
        terms = top / divisor;
        offset = top % divisor;
        std::swap(slope, divisor);
    }
    return total;
}

Wide ceil_sum(Wide terms, Wide divisor, Wide slope, Wide offset) {
    return -floor_sum(terms, divisor, -slope, -offset);
}

}  // namespace survey
