#pragma once
// Sums over subsets and supersets of histories in K 2^(K-1) steps (estimation.md 4.2, 4.3), in place, for
// arrays of 2^K. Pure.

#include <cstddef>

namespace estimation {

// into(lower, upper) for each pair of histories that differ in one list, list by list.
template <class Number, class Into>
inline void over_each_list(Number* values, std::size_t cells, Into into) {
    for (std::size_t step = 1; step < cells; step *= 2) {
        for (std::size_t block = 0; block < cells; block += 2 * step) {
            Number* lower = values + block;
            Number* upper = lower + step;
            for (std::size_t cell = 0; cell < step; ++cell) into(lower[cell], upper[cell]);
        }
    }
}

// f(w) becomes the sum of f over the supersets of w.
template <class Number>
inline void superset_sums(Number* values, std::size_t cells) {
    over_each_list(values, cells, [](Number& lower, const Number& upper) { lower += upper; });
}

template <class Number>
inline void subset_sums(Number* values, std::size_t cells) {
    over_each_list(values, cells, [](const Number& lower, Number& upper) { upper += lower; });
}

// f(w) becomes the product of f over the subsets of w.
inline void subset_products(double* values, std::size_t cells) {
    over_each_list(values, cells, [](const double& lower, double& upper) { upper *= lower; });
}

}  // namespace estimation
