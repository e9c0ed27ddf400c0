#pragma once
// How much memory this process has taken with new: what a measurement needs at its highest.

#include <cstddef>

namespace bench {

// Begins anew: what is in use now counts as nothing.
void forget_peak();
std::size_t peak_bytes();

}  // namespace bench
