#include "engines/estimation/null_directions.hpp"

#include "engines/estimation/prime_field.hpp"
#include "engines/estimation/zeta.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

namespace estimation {
namespace {

using Fraction = boost::multiprecision::cpp_rational;
using Whole = boost::multiprecision::cpp_int;

bool vanishes(Residue number) {
    return number.is_zero();
}
bool vanishes(const Fraction& number) {
    return number.is_zero();
}

// The matrix brought to reduced echelon form over a field.
template <class Number>
class Echelon {
public:
    Echelon(std::span<const Mask> support, std::span<const Mask> terms) : columns_(terms.size()) {
        for (const Mask history : support) {
            if (rows_.size() == columns_) break;  // nothing is left to be found
            std::vector<Number> row(columns_);
            for (std::size_t column = 0; column < columns_; ++column) {
                row[column] = Number((terms[column] & ~history) == 0 ? 1 : 0);
            }
            add(std::move(row));
        }
    }

    // Free columns, each with its direction: -1 times the column in the pivots' rows, and 1 for itself.
    std::vector<std::vector<Number>> directions() const {
        std::vector<std::vector<Number>> all;
        for (std::size_t free = 0; free < columns_; ++free) {
            if (is_pivot(free)) continue;
            std::vector<Number> direction(columns_, Number(0));
            direction[free] = Number(1);
            for (std::size_t row = 0; row < rows_.size(); ++row) {
                direction[pivots_[row]] = Number(0) - rows_[row][free];
            }
            all.push_back(std::move(direction));
        }
        return all;
    }

private:
    bool is_pivot(std::size_t column) const {
        for (const std::size_t pivot : pivots_) {
            if (pivot == column) return true;
        }
        return false;
    }

    static void subtract(std::vector<Number>& from, const std::vector<Number>& row, std::size_t pivot) {
        if (vanishes(from[pivot])) return;
        const Number factor = from[pivot];
        for (std::size_t column = 0; column < row.size(); ++column) {
            from[column] = from[column] - factor * row[column];
        }
    }

    void add(std::vector<Number> row) {
        for (std::size_t before = 0; before < rows_.size(); ++before) {
            subtract(row, rows_[before], pivots_[before]);
        }
        std::size_t pivot = 0;
        while (pivot < columns_ && vanishes(row[pivot])) ++pivot;
        if (pivot == columns_) return;
        const Number inverse = Number(1) / row[pivot];
        for (Number& number : row) number = number * inverse;
        for (std::vector<Number>& before : rows_) subtract(before, row, pivot);
        rows_.push_back(std::move(row));
        pivots_.push_back(pivot);
    }

    std::size_t columns_;
    std::vector<std::vector<Number>> rows_;
    std::vector<std::size_t> pivots_;
};

struct SmallFraction {
    std::int64_t above = 0;
    std::int64_t below = 1;
};

// The fraction of small numbers that a residue stands for, by Euclid's steps; or none.
std::optional<SmallFraction> small_fraction(Residue residue) {
    constexpr std::int64_t kMost = 32767;  // 2 kMost^2 < prime: no two such fractions share a residue
    std::int64_t above_before = Residue::kPrime;
    auto above = static_cast<std::int64_t>(residue.value());
    std::int64_t below_before = 0;
    std::int64_t below = 1;
    while (above > kMost) {
        const std::int64_t times = above_before / above;
        above_before = std::exchange(above, above_before - times * above);
        below_before = std::exchange(below, below_before - times * below);
    }
    if (below < 0) {
        above = -above;
        below = -below;
    }
    if (below > kMost || below == 0) return std::nullopt;
    return SmallFraction{above, below};
}

// Times the least common denominator; or none where that is no longer small.
std::optional<Direction> in_whole_numbers(std::span<const Residue> residues) {
    std::vector<SmallFraction> fractions;
    std::int64_t common = 1;
    for (const Residue residue : residues) {
        const auto fraction = small_fraction(residue);
        if (!fraction) return std::nullopt;
        fractions.push_back(*fraction);
        common = std::lcm(common, fraction->below);
        if (common > std::int64_t{1} << 32U) return std::nullopt;
    }
    Direction direction;
    for (const SmallFraction& fraction : fractions) {
        direction.push_back(fraction.above * (common / fraction.below));
    }
    return direction;
}

Direction in_whole_numbers(std::span<const Fraction> fractions) {
    Whole common = 1;
    for (const Fraction& fraction : fractions) {
        common = boost::multiprecision::lcm(common, denominator(fraction));
    }
    Direction direction;
    for (const Fraction& fraction : fractions) {
        const Whole number = numerator(fraction) * (common / denominator(fraction));
        if (abs(number) > Whole(std::int64_t{1} << 48U)) {
            throw std::overflow_error("a direction of the model has numbers beyond 2^48");
        }
        direction.push_back(static_cast<std::int64_t>(number));
    }
    return direction;
}

bool leaves_the_support(const Direction& direction, std::span<const Mask> support,
                        std::span<const Mask> terms, std::size_t cells) {
    std::vector<std::int64_t> values(cells);
    for (std::size_t term = 0; term < terms.size(); ++term) values[terms[term]] = direction[term];
    subset_sums(values.data(), cells);
    for (const Mask history : support) {
        if (values[history] != 0) return false;
    }
    return true;
}

}  // namespace

std::vector<Direction> null_directions(std::span<const Mask> support, std::span<const Mask> terms,
                                       std::size_t cells) {
    // Modulo a prime there are at least as many directions as in truth. Each that proves true is one; if all
    // do, there are no others.
    std::vector<Direction> all;
    bool proven = true;
    for (const auto& residues : Echelon<Residue>(support, terms).directions()) {
        const auto direction = in_whole_numbers(residues);
        proven = direction && leaves_the_support(*direction, support, terms, cells);
        if (!proven) break;
        all.push_back(*direction);
    }
    if (proven) return all;
    all.clear();
    for (const auto& fractions : Echelon<Fraction>(support, terms).directions()) {
        all.push_back(in_whole_numbers(fractions));
    }
    return all;
}

}  // namespace estimation
