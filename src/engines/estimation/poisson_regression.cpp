#include "engines/estimation/poisson_regression.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace estimation {

namespace {

// Solves with the lower triangle of a symmetric positive matrix; false where it is not positive.
bool solve(std::vector<double>& matrix, std::vector<double>& right) {
    const std::size_t size = right.size();
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix[i * size + j];
            for (std::size_t k = 0; k < j; ++k) sum -= matrix[i * size + k] * matrix[j * size + k];
            if (i != j) {
                matrix[i * size + j] = sum / matrix[j * size + j];
            } else if (sum <= 1e-12 * matrix[i * size + i]) {
                return false;
            } else {
                matrix[i * size + i] = std::sqrt(sum);
            }
        }
    }
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t k = 0; k < i; ++k) right[i] -= matrix[i * size + k] * right[k];
        right[i] /= matrix[i * size + i];
    }
    for (std::size_t i = size; i-- > 0;) {
        for (std::size_t k = i + 1; k < size; ++k) right[i] -= matrix[k * size + i] * right[k];
        right[i] /= matrix[i * size + i];
    }
    return true;
}

// Lower triangle, by rows.
std::vector<double> information_at(const Design& design, std::span<const double> means) {
    const std::size_t size = design.columns;
    std::vector<double> information(size * size);
    for (std::size_t row = 0; row < design.rows(); ++row) {
        const auto values = design.row(row);
        for (std::size_t i = 0; i < size; ++i) {
            if (values[i] == 0) continue;
            for (std::size_t j = 0; j <= i; ++j)
                information[i * size + j] += values[i] * means[row] * values[j];
        }
    }
    return information;
}

class Newton {
public:
    Newton(const Design& design, std::span<const double> counts, std::span<const double> offsets)
        : design_(design), counts_(counts), offsets_(offsets) {
        fit_.coefficients.assign(design.columns, 0);
        fit_.means.assign(design.rows(), 0);
    }

    PoissonFit run() {
        constexpr int kStepsMost = 100;
        const double people = std::accumulate(counts_.begin(), counts_.end(), 0.0);
        // The first column is the constant.
        fit_.coefficients[0] = std::log(std::max(people, 1.0) / static_cast<double>(design_.rows()));
        fit_.kernel = evaluate(fit_.coefficients, fit_.means);
        for (int step = 0; step < kStepsMost && !fit_.converged; ++step) {
            if (!go_on(1e-9 * std::max(people, 1.0))) return fit_;
        }
        fit_.deviance = 0;
        for (std::size_t row = 0; row < counts_.size(); ++row) {
            if (counts_[row] > 0)
                fit_.deviance += 2 * counts_[row] * std::log(counts_[row] / fit_.means[row]);
            fit_.deviance -= 2 * (counts_[row] - fit_.means[row]);
        }
        return fit_;
    }

private:
    double evaluate(const std::vector<double>& coefficients, std::vector<double>& means) const {
        double kernel = 0;
        for (std::size_t row = 0; row < design_.rows(); ++row) {
            double eta = offsets_.empty() ? 0 : offsets_[row];
            const auto values = design_.row(row);
            for (std::size_t column = 0; column < values.size(); ++column)
                eta += values[column] * coefficients[column];
            means[row] = std::exp(std::min(eta, 700.0));
            kernel += counts_[row] * eta - means[row];
        }
        return kernel;
    }

    // One step; false where none is possible.
    bool go_on(double close) {
        const std::size_t size = design_.columns;
        std::vector<double> step(size);
        for (std::size_t row = 0; row < design_.rows(); ++row) {
            const auto values = design_.row(row);
            for (std::size_t i = 0; i < size; ++i) step[i] += values[i] * (counts_[row] - fit_.means[row]);
        }
        double most = 0;
        for (const double score : step) most = std::max(most, std::abs(score));
        if (most <= close) {
            fit_.converged = true;
            return true;
        }
        std::vector<double> information = information_at(design_, fit_.means);
        if (!solve(information, step)) {
            fit_.identified = false;
            return false;
        }
        std::vector<double> next(size);
        std::vector<double> means(fit_.means.size());
        for (double share = 1; share > 1e-9; share /= 2) {
            for (std::size_t i = 0; i < size; ++i) next[i] = fit_.coefficients[i] + share * step[i];
            const double kernel = evaluate(next, means);
            if (!(kernel >= fit_.kernel - 1e-12 * std::abs(fit_.kernel))) continue;
            fit_.kernel = kernel;
            fit_.coefficients = next;
            fit_.means = means;
            return true;
        }
        return false;
    }

    const Design& design_;
    std::span<const double> counts_;
    std::span<const double> offsets_;
    PoissonFit fit_;
};

}  // namespace

PoissonFit fit_poisson(const Design& design, std::span<const double> counts,
                       std::span<const double> offsets) {
    return Newton(design, counts, offsets).run();
}

double variance_along(const Design& design, std::span<const double> means,
                      std::span<const double> combination) {
    std::vector<double> information = information_at(design, means);
    std::vector<double> solved(combination.begin(), combination.end());
    if (!solve(information, solved)) return std::numeric_limits<double>::infinity();
    return std::inner_product(solved.begin(), solved.end(), combination.begin(), 0.0);
}

}  // namespace estimation
