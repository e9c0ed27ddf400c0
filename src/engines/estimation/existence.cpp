#include "engines/estimation/existence.hpp"

#include "engines/estimation/cone.hpp"
#include "engines/estimation/null_directions.hpp"
#include "engines/estimation/prime_field.hpp"
#include "engines/estimation/zeta.hpp"

#include <algorithm>

namespace estimation {
namespace {

constexpr std::size_t kKnownMost = 50'000;
constexpr std::size_t kRowsOfCertificate = 64;

// Columns of the terms on the support, kept while they are independent of those before.
class IndependentColumns {
public:
    explicit IndependentColumns(std::span<const Mask> support) : support_(support) {}

    bool add(Mask term) {
        if (columns_.size() == support_.size()) return false;
        std::vector<Residue> column;
        column.reserve(support_.size());
        for (const Mask history : support_) column.emplace_back((term & ~history) == 0 ? 1 : 0);
        for (std::size_t before = 0; before < columns_.size(); ++before) {
            const Residue factor = column[pivots_[before]];
            if (factor.is_zero()) continue;
            const Residue* other = columns_[before].data();
            for (std::size_t row = 0; row < column.size(); ++row) {
                column[row] = column[row] - factor * other[row];
            }
        }
        std::size_t pivot = 0;
        while (pivot < column.size() && column[pivot].is_zero()) ++pivot;
        if (pivot == column.size()) return false;
        if (column[pivot].value() != 1) {
            const Residue inverse = Residue(1) / column[pivot];
            for (Residue& number : column) number = number * inverse;
        }
        columns_.push_back(std::move(column));
        pivots_.push_back(pivot);
        return true;
    }

private:
    std::span<const Mask> support_;
    std::vector<std::vector<Residue>> columns_;
    std::vector<std::size_t> pivots_;
};

}  // namespace

void ExistenceChecker::take(std::span<const double> count) {
    std::copy(count.begin(), count.end(), star_.begin());
    star_[0] = 0;
    support_.clear();
    support_bits_.assign((cells_ + 63) / 64, 0);
    for (std::size_t history = 1; history < cells_; ++history) {
        if (star_[history] == 0) continue;
        support_.push_back(static_cast<Mask>(history));
        support_bits_[history / 64] |= std::uint64_t{1} << (history % 64);
    }
    // Of few lists first: they tell the terms apart soonest.
    std::ranges::stable_sort(support_, {}, lists_in);
    superset_sums(star_.data(), cells_);
    certified_.assign(cells_, 0);
}

void ExistenceChecker::certify(std::span<const Mask> terms) {
    // Independent on some of the support is independent on all of it: of a large one twice as many histories
    // as terms are looked at.
    const std::size_t enough = std::max(kRowsOfCertificate, 2 * terms.size());
    IndependentColumns columns(std::span<const Mask>(support_).first(std::min(enough, support_.size())));
    certified_.assign(cells_, 0);
    for (const Mask term : terms) {
        if (star_[term] > 0 && columns.add(term)) certified_[term] = 1;
    }
}

// Independent on the support: nothing is orthogonal to it but nothing, so that the estimate exists and is
// one (4.4, 1 and 4). Terms that nobody has leave out histories that nobody has.
bool ExistenceChecker::is_certified(std::span<const Mask> terms) const {
    return std::ranges::all_of(terms, [&](Mask term) { return star_[term] == 0 || certified_[term] != 0; });
}

bool ExistenceChecker::is_admissible(std::span<const Mask> terms) {
    return is_certified(terms) || look_up(terms).admissible();
}

Existence ExistenceChecker::check(std::span<const Mask> terms) {
    if (!is_certified(terms)) return look_up(terms);
    Existence good;
    std::ranges::copy_if(terms, std::back_inserter(good.minus_infinity),
                         [&](Mask term) { return star_[term] == 0; });
    return good;
}

const Existence& ExistenceChecker::look_up(std::span<const Mask> terms) {
    std::vector<std::uint64_t> key = support_bits_;
    key.resize(2 * support_bits_.size());
    for (const Mask term : terms) {
        key[support_bits_.size() + term / 64] |= std::uint64_t{1} << (term % 64);
    }
    if (known_.size() > kKnownMost) known_.clear();
    const auto [found, missing] = known_.try_emplace(std::move(key));
    if (missing) found->second = work_out(terms);
    return found->second;
}

Existence ExistenceChecker::work_out(std::span<const Mask> terms) const {
    Existence result;
    std::vector<Mask> estimated;
    for (const Mask term : terms) (star_[term] > 0 ? estimated : result.minus_infinity).push_back(term);
    const std::vector<Direction> directions = null_directions(support_, estimated, cells_);
    if (directions.empty()) return result;
    // What each direction does to the histories that are possible and that nobody has.
    std::vector<Mask> empty;
    for (std::size_t cell = 1; cell < cells_; ++cell) {
        const auto history = static_cast<Mask>(cell);
        const bool left_out =
            std::ranges::any_of(result.minus_infinity, [&](Mask term) { return (history & term) == term; });
        const bool somebody = (support_bits_[cell / 64] >> (cell % 64) & 1U) != 0;
        if (!left_out && !somebody) empty.push_back(history);
    }
    DirectionRows rows(empty.size());
    std::vector<std::int64_t> values;
    for (const Direction& direction : directions) {
        values.assign(cells_, 0);
        for (std::size_t term = 0; term < estimated.size(); ++term) {
            values[estimated[term]] = direction[term];
        }
        subset_sums(values.data(), cells_);
        for (std::size_t row = 0; row < empty.size(); ++row) rows[row].push_back(values[empty[row]]);
    }
    result.identifiable = are_independent(rows, directions.size());
    const auto combination = semipositive_combination(rows);
    if (!combination) return result;
    result.exists = false;
    for (std::size_t row = 0; row < empty.size(); ++row) {
        if ((*combination)[row] > 0) result.vanishing.push_back(empty[row]);
    }
    return result;
}

Existence check_existence(const CaptureTable& table, const HierarchicalModel& model) {
    ExistenceChecker checker(table.list_count());
    checker.take(table.count);
    checker.certify(model.terms);
    return checker.check(model.terms);
}

}  // namespace estimation
