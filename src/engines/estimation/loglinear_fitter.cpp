#include "engines/estimation/loglinear_fitter.hpp"

#include "engines/estimation/special_functions.hpp"
#include "engines/estimation/zeta.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace estimation {
namespace {

constexpr int kIterationsMost = 60;
constexpr int kHalvingsMost = 40;
constexpr double kScoreMost = 1e-9;    // of the number of people
constexpr double kPivotLeast = 1e-12;  // of 1 + the people of the term
constexpr double kLeast = 0.5;         // instead of nobody, where a logarithm is begun at

double infinity() {
    return std::numeric_limits<double>::infinity();
}

}  // namespace

LoglinearFitter::LoglinearFitter(std::size_t lists)
    : cells_(std::size_t{1} << lists), count_(cells_), star_(cells_), sums_(cells_), alpha_(cells_) {}

void LoglinearFitter::take(std::span<const double> count) {
    std::copy(count.begin(), count.end(), count_.begin());
    count_[0] = 0;
    star_ = count_;
    superset_sums(star_.data(), cells_);
    people_ = star_[0];
    missing_ = 0;
    missing_counted_ = false;
}

void LoglinearFitter::count_missing(double missing) {
    missing_ = missing;
    star_[0] = people_ + missing;
    missing_counted_ = true;
}

LoglinearFitter::Outcome LoglinearFitter::fit(std::span<const Mask> terms, std::span<const FixedTerm> fixed,
                                              Start start) {
    fixed_.assign(fixed.begin(), fixed.end());
    zero_.clear();
    start_.clear();
    // order_ still holds the terms of the last fit: they alone have a value.
    const auto is_fixed = [&](Mask term) {
        return std::ranges::any_of(fixed_, [&](const FixedTerm& one) { return one.term == term; });
    };
    for (const Mask term : terms) {
        if (is_fixed(term)) continue;
        if (star_[term] == 0) {
            zero_.push_back(term);
        } else if (term != 0) {
            double value = alpha_[term];
            if (start == Start::cold) {
                value = lists_in(term) == 1 ? std::log(std::max(star_[term], kLeast) / (3 * people_)) : 0;
            } else if (value == 0 && sums_[term] > 0) {  // new: as if the other terms stayed
                value = std::log(star_[term] / sums_[term]);
            }
            start_.push_back(value);
        }
    }
    const double constant = start == Start::cold ? std::log(3 * people_) : alpha_[0];
    for (const Mask term : order_) alpha_[term] = 0;
    order_.clear();
    for (const Mask term : terms) {
        if (term == 0 || star_[term] == 0 || is_fixed(term)) continue;
        alpha_[term] = start_[order_.size()];
        order_.push_back(term);
    }
    order_.push_back(0);
    alpha_[0] = constant;
    const std::size_t size = order_.size();
    step_.resize(size);
    start_.resize(size);
    matrix_.resize(size * (size + 1));
    return climb();
}

LoglinearFitter::Outcome LoglinearFitter::climb() {
    Outcome outcome;
    const double enough = kScoreMost * std::max(1.0, people_ + missing_);
    const std::size_t size = order_.size();
    outcome.kernel = evaluate();
    for (; outcome.iterations <= kIterationsMost; ++outcome.iterations) {
        if (!std::isfinite(outcome.kernel)) return outcome;
        if (largest_score() <= enough) {
            outcome.converged = true;
            outcome.dark = dark_;
            return outcome;
        }
        if (outcome.iterations == kIterationsMost) return outcome;
        fill_matrix();
        if (!solve()) return outcome;
        for (std::size_t index = 0; index < size; ++index) start_[index] = alpha_[order_[index]];
        double length = 1;
        const double slack = 1e-13 * std::abs(outcome.kernel);
        for (int halving = 0;; ++halving, length /= 2) {
            for (std::size_t index = 0; index < size; ++index) {
                alpha_[order_[index]] = start_[index] + length * step_[index];
            }
            const double kernel = evaluate();
            // Written so that what is no number counts as a fall.
            const bool falls = !(kernel >= outcome.kernel - slack);
            if (!falls || halving == kHalvingsMost) {
                outcome.kernel = kernel;
                break;
            }
        }
    }
    return outcome;
}

// The fitted means as products of the terms' factors: fewer exponentials than one for each history, and a
// factor of 0 leaves out whatever has a term at minus infinity.
double LoglinearFitter::evaluate() {
    double* values = sums_.data();
    std::fill(values, values + cells_, 1.0);
    double kernel = 0;
    for (const Mask term : order_) {
        values[term] = std::exp(alpha_[term]);
        kernel += star_[term] * alpha_[term];
    }
    for (const FixedTerm& one : fixed_) {
        values[one.term] = std::exp(one.alpha);
        kernel += star_[one.term] * one.alpha;
    }
    for (const Mask term : zero_) values[term] = 0;
    subset_products(values, cells_);
    dark_ = values[0];
    if (!missing_counted_) values[0] = 0;
    superset_sums(values, cells_);
    return kernel - values[0];
}

double LoglinearFitter::largest_score() {
    double largest = 0;
    for (const Mask term : order_) largest = std::max(largest, std::abs(star_[term] - sums_[term]));
    return largest;
}

// The information matrix: how many are expected on all lists of two terms.
void LoglinearFitter::fill_matrix() {
    const std::size_t size = order_.size();
    const double* sums = sums_.data();
    const Mask* terms = order_.data();
    for (std::size_t row = 0; row < size; ++row) {
        double* at = matrix_.data() + row * (size + 1);
        for (std::size_t column = row; column < size; ++column) at[column] = sums[terms[row] | terms[column]];
        at[size] = star_[terms[row]] - sums[terms[row]];
    }
}

// Gauss's elimination of a matrix that is symmetric and positive definite, with its last column beside it.
// False where a pivot vanishes: the term is no other than those before it.
bool LoglinearFitter::solve() {
    const std::size_t size = order_.size();
    const std::size_t width = size + 1;
    const Mask* terms = order_.data();
    double* matrix = matrix_.data();
    for (std::size_t pivot = 0; pivot < size; ++pivot) {
        const double* above = matrix + pivot * width;
        if (!(above[pivot] > kPivotLeast * (1 + star_[terms[pivot]]))) return false;
        const double inverse = 1 / above[pivot];
        for (std::size_t row = pivot + 1; row < size; ++row) {
            const double factor = above[row] * inverse;
            double* at = matrix + row * width;
            for (std::size_t column = row; column < width; ++column) at[column] -= factor * above[column];
        }
    }
    for (std::size_t row = size; row-- > 0;) {
        const double* at = matrix + row * width;
        double sum = at[size];
        for (std::size_t column = row + 1; column < size; ++column) sum -= at[column] * step_[column];
        step_[row] = sum / at[row];
    }
    return true;
}

double LoglinearFitter::alpha(Mask term) const {
    if (std::ranges::find(zero_, term) != zero_.end()) return -infinity();
    for (const FixedTerm& one : fixed_) {
        if (one.term == term) return one.alpha;
    }
    return alpha_[term];
}

double LoglinearFitter::variance(Mask term) {
    const std::size_t size = order_.size();
    fill_matrix();
    for (std::size_t row = 0; row < size; ++row) {
        matrix_[row * (size + 1) + size] = order_[row] == term ? 1 : 0;
    }
    const auto at = std::ranges::find(order_, term);
    if (at == order_.end() || !solve()) return infinity();
    return step_[static_cast<std::size_t>(at - order_.begin())];
}

void LoglinearFitter::keep(std::span<const Mask> terms, std::vector<double>& values) const {
    values.clear();
    for (const Mask term : terms) values.push_back(alpha_[term]);
}

void LoglinearFitter::begin_at(std::span<const Mask> terms, std::span<const double> values) {
    for (const Mask term : order_) alpha_[term] = 0;
    order_.assign(terms.begin(), terms.end());
    for (std::size_t index = 0; index < values.size(); ++index) alpha_[terms[index]] = values[index];
}

std::vector<double> LoglinearFitter::means() const {
    std::vector<double> values = sums_;
    over_each_list(values.data(), cells_, [](double& lower, const double& upper) { lower -= upper; });
    // Differences of sums leave a rounding where nobody is expected.
    for (std::size_t cell = 0; cell < cells_; ++cell) {
        const bool out =
            std::ranges::any_of(zero_, [&](Mask term) { return (static_cast<Mask>(cell) & term) == term; });
        if (out || values[cell] < 0) values[cell] = 0;
    }
    values[0] = dark_;
    return values;
}

double LoglinearFitter::constant() const {
    double sum = missing_counted_ ? log_factorial(missing_) : 0;
    for (std::size_t cell = 1; cell < cells_; ++cell) {
        if (count_[cell] > 1) sum += log_factorial(count_[cell]);
    }
    return -sum;
}

double LoglinearFitter::deviance(double kernel) const {
    double best = 0;
    const auto take_in = [&](double count) { return count > 0 ? count * std::log(count) - count : 0.0; };
    for (std::size_t cell = 1; cell < cells_; ++cell) best += take_in(count_[cell]);
    if (missing_counted_) best += take_in(missing_);
    return std::max(0.0, 2 * (best - kernel));
}

}  // namespace estimation
