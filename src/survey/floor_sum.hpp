#pragma once
// Sums of floors in logarithmic time, by the steps of Euclid's algorithm (Graham, Knuth, Patashnik, Concrete
// Mathematics, 3.5): how many pairs of counts fit two nested percentages, without looking at each. Pure; safe
// from any thread.

#include "survey/wide.hpp"

namespace survey {

// The sum over i = 0 .. terms-1 of floor((slope * i + offset) / divisor). terms >= 0, divisor > 0; slope and
// offset of either sign. The caller keeps terms * terms * |slope| and terms * |offset| below 2^126.
Wide floor_sum(Wide terms, Wide divisor, Wide slope, Wide offset);

// The same with ceil.
Wide ceil_sum(Wide terms, Wide divisor, Wide slope, Wide offset);

}  // namespace survey
