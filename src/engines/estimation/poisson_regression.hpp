#pragma once
// Counts that are Poisson with a mean whose logarithm is linear in given columns: for models that are not
// hierarchical over lists alone (Chao's bound, covariates). Pure.

#include <cstddef>
#include <span>
#include <vector>

namespace estimation {

struct Design {
    std::size_t columns = 0;
    std::vector<double> values;  // row by row

    std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
    std::span<const double> row(std::size_t number) const {
        return std::span(values).subspan(number * columns, columns);
    }
};

struct PoissonFit {
    bool converged = false;
    bool identified = true;  // the columns determine the coefficients
    std::vector<double> coefficients;
    std::vector<double> means;  // by row
    double kernel = 0;          // the log-likelihood without the factorials of the counts
    double deviance = 0;
};

// Newton's method from a mean the same in every row. Columns with few or no counts may go far towards minus
// infinity; whether there is an estimate is for the caller to know.
PoissonFit fit_poisson(const Design& design, std::span<const double> counts,
                       std::span<const double> offsets = {});

// The variance of a linear combination of the coefficients, from the information at these means; infinite
// where it is not determined.
double variance_along(const Design& design, std::span<const double> means,
                      std::span<const double> combination);

}  // namespace estimation
