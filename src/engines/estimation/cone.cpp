#include "engines/estimation/cone.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <set>

namespace estimation {
namespace {

using Fraction = boost::multiprecision::cpp_rational;

// Maximises the sum of all rows times c, where every row times c is at least 0 and the sum at most 1. Each
// direction comes twice, with either sign, so that unknowns are never negative: c = 0 is a corner to begin
// at. Dantzig's dictionary with Bland's rule, which cannot circle; in fractions, so that 0 is 0.
class Simplex {
public:
    explicit Simplex(const DirectionRows& rows) : directions_(rows.front().size()) {
        const std::size_t unknowns = 2 * directions_;
        std::vector<Fraction> sum(unknowns, 0);
        for (const auto& row : rows) {
            std::vector<Fraction> at(unknowns + 1, 0);  // slack = row times c; last: the constant
            for (std::size_t direction = 0; direction < directions_; ++direction) {
                at[direction] = row[direction];
                at[directions_ + direction] = -row[direction];
                sum[direction] += row[direction];
                sum[directions_ + direction] -= row[direction];
            }
            dictionary_.push_back(std::move(at));
        }
        std::vector<Fraction> at(unknowns + 1);  // slack = 1 - sum
        objective_.assign(unknowns + 1, 0);
        for (std::size_t unknown = 0; unknown < unknowns; ++unknown) {
            at[unknown] = -sum[unknown];
            objective_[unknown] = sum[unknown];
        }
        at[unknowns] = 1;
        dictionary_.push_back(std::move(at));
        for (std::size_t unknown = 0; unknown < unknowns; ++unknown) outside_.push_back(unknown);
        for (std::size_t row = 0; row < dictionary_.size(); ++row) basis_.push_back(unknowns + row);
    }

    // c at the best corner; none where the best is 0.
    std::optional<std::vector<Fraction>> best() {
        const std::size_t last = outside_.size();
        while (objective_[last] == 0) {
            std::size_t entering = last;
            for (std::size_t column = 0; column < last; ++column) {
                const bool better = entering == last || outside_[column] < outside_[entering];
                if (objective_[column] > 0 && better) entering = column;
            }
            if (entering == last) return std::nullopt;
            pivot(leaving_for(entering), entering);
        }
        std::vector<Fraction> unknowns(last, 0);
        for (std::size_t row = 0; row < basis_.size(); ++row) {
            if (basis_[row] < last) unknowns[basis_[row]] = dictionary_[row][last];
        }
        for (std::size_t direction = 0; direction < directions_; ++direction) {
            unknowns[direction] -= unknowns[directions_ + direction];
        }
        unknowns.resize(directions_);
        return unknowns;
    }

private:
    // The sum is bounded, so that some row always leaves.
    std::size_t leaving_for(std::size_t entering) const {
        const std::size_t last = outside_.size();
        std::size_t leaving = dictionary_.size();
        Fraction least;
        for (std::size_t row = 0; row < dictionary_.size(); ++row) {
            const Fraction& slope = dictionary_[row][entering];
            if (slope >= 0) continue;
            const Fraction ratio = dictionary_[row][last] / -slope;
            const bool first = leaving == dictionary_.size();
            if (first || ratio < least || (ratio == least && basis_[row] < basis_[leaving])) {
                leaving = row;
                least = ratio;
            }
        }
        return leaving;
    }

    void pivot(std::size_t leaving, std::size_t entering) {
        std::vector<Fraction>& row = dictionary_[leaving];
        const Fraction slope = row[entering];
        // leaving = ... + slope * entering + ..., solved for entering.
        row[entering] = -1;
        for (Fraction& number : row) number /= -slope;
        std::swap(basis_[leaving], outside_[entering]);
        const auto put_in = [&](std::vector<Fraction>& other) {
            const Fraction factor = other[entering];
            if (factor == 0) return;
            other[entering] = 0;
            for (std::size_t column = 0; column < other.size(); ++column) {
                other[column] += factor * row[column];
            }
        };
        for (std::size_t other = 0; other < dictionary_.size(); ++other) {
            if (other != leaving) put_in(dictionary_[other]);
        }
        put_in(objective_);
    }

    std::size_t directions_;
    std::vector<std::vector<Fraction>> dictionary_;
    std::vector<Fraction> objective_;
    std::vector<std::size_t> basis_;    // which unknown each row is
    std::vector<std::size_t> outside_;  // which unknown each column is
};

std::optional<std::vector<double>> of_one_direction(const DirectionRows& rows) {
    const auto is_negative = [](const auto& row) { return row[0] < 0; };
    const bool some_negative = std::ranges::any_of(rows, is_negative);
    const bool some_positive = std::ranges::any_of(rows, [](const auto& row) { return row[0] > 0; });
    if (some_negative == some_positive) return std::nullopt;
    std::vector<double> values;
    for (const auto& row : rows) values.push_back(std::abs(static_cast<double>(row[0])));
    return values;
}

}  // namespace

std::optional<std::vector<double>> semipositive_combination(const DirectionRows& rows) {
    if (rows.empty() || rows.front().empty()) return std::nullopt;
    if (rows.front().size() == 1) return of_one_direction(rows);
    // Many places are alike.
    const std::set<std::vector<std::int64_t>> unlike(rows.begin(), rows.end());
    const auto best = Simplex(DirectionRows(unlike.begin(), unlike.end())).best();
    if (!best) return std::nullopt;
    std::vector<double> values;
    for (const auto& row : rows) {
        Fraction value = 0;
        for (std::size_t direction = 0; direction < row.size(); ++direction) {
            value += (*best)[direction] * row[direction];
        }
        values.push_back(static_cast<double>(value));
    }
    return values;
}

bool are_independent(const DirectionRows& rows, std::size_t directions) {
    std::vector<std::vector<Fraction>> kept;
    std::vector<std::size_t> pivots;
    for (const auto& numbers : std::set<std::vector<std::int64_t>>(rows.begin(), rows.end())) {
        std::vector<Fraction> row(numbers.begin(), numbers.end());
        for (std::size_t before = 0; before < kept.size(); ++before) {
            const Fraction factor = row[pivots[before]] / kept[before][pivots[before]];
            if (factor == 0) continue;
            for (std::size_t column = 0; column < directions; ++column) {
                row[column] -= factor * kept[before][column];
            }
        }
        const auto pivot = std::ranges::find_if(row, [](const Fraction& number) { return number != 0; });
        if (pivot == row.end()) continue;
        pivots.push_back(static_cast<std::size_t>(pivot - row.begin()));
        kept.push_back(std::move(row));
        if (kept.size() == directions) return true;
    }
    return directions == 0;
}

}  // namespace estimation
