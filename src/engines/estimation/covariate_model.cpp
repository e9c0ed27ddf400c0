#include "engines/estimation/covariate_model.hpp"

#include "engines/estimation/cone.hpp"
#include "engines/estimation/normal_quantile.hpp"
#include "engines/estimation/null_directions.hpp"
#include "engines/estimation/poisson_regression.hpp"
#include "engines/estimation/special_functions.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace estimation {

namespace {

// A cell as a mask: its lists, and a bit for each covariate that is not at its first level. So a term of
// lists and levels is a subset of bits, as among lists alone.
class Bits {
public:
    explicit Bits(const CovariateTable& table) : table_(table), lists_(table.lists.size()) {
        std::size_t next = lists_;
        for (const Covariate& covariate : table.covariates) {
            first_.push_back(next);
            next += covariate.levels.size() - 1;
        }
        all_ = next;
    }

    std::size_t count() const { return all_; }
    Mask cell(std::size_t history, std::size_t stratum) const {
        auto mask = static_cast<Mask>(history);
        for (std::size_t number = 0; number < first_.size(); ++number) {
            const std::size_t levels = table_.covariates[number].levels.size();
            if (stratum % levels > 0) mask |= Mask{1} << (first_[number] + stratum % levels - 1);
            stratum /= levels;
        }
        return mask;
    }
    // Every mask of a term and of what is below it.
    void add(const CovariateTerm& term, std::set<Mask>& masks) const {
        std::vector<Mask> parts = {0};
        const auto add_choices = [&parts](const std::vector<Mask>& choices) {
            const std::vector<Mask> before = parts;
            for (const Mask choice : choices) {
                for (const Mask part : before) parts.push_back(part | choice);
            }
        };
        for (std::size_t list = 0; list < lists_; ++list) {
            if ((term.lists >> list & 1U) != 0) add_choices({Mask{1} << list});
        }
        for (std::size_t number = 0; number < first_.size(); ++number) {
            if ((term.covariates >> number & 1U) == 0) continue;
            std::vector<Mask> levels;
            for (std::size_t level = 1; level < table_.covariates[number].levels.size(); ++level) {
                levels.push_back(Mask{1} << (first_[number] + level - 1));
            }
            add_choices(levels);
        }
        masks.insert(parts.begin(), parts.end());
    }

private:
    const CovariateTable& table_;
    std::size_t lists_;
    std::vector<std::size_t> first_;  // bit of the second level, by covariate
    std::size_t all_ = 0;
};

struct Cells {
    std::vector<Mask> masks;  // possible ones, no list excepted
    std::vector<double> counts;
};

Cells possible_cells(const CovariateTable& table, const Bits& bits) {
    Cells cells;
    for (std::size_t stratum = 0; stratum < table.strata_count(); ++stratum) {
        for (std::size_t history = 1; history < table.cell_count(); ++history) {
            cells.masks.push_back(bits.cell(history, stratum));
            cells.counts.push_back(table.count[stratum * table.cell_count() + history]);
        }
    }
    return cells;
}

bool is_in(Mask term, Mask cell) {
    return (term & ~cell) == 0;
}

// Terms that nobody has are at minus infinity, and cells with them are left out.
void leave_out_empty_terms(std::vector<Mask>& terms, Cells& cells) {
    std::vector<Mask> empty;
    std::erase_if(terms, [&](Mask term) {
        double people = 0;
        for (std::size_t cell = 0; cell < cells.masks.size(); ++cell) {
            if (is_in(term, cells.masks[cell])) people += cells.counts[cell];
        }
        if (people == 0) empty.push_back(term);
        return people == 0;
    });
    Cells left;
    for (std::size_t cell = 0; cell < cells.masks.size(); ++cell) {
        const bool out =
            std::ranges::any_of(empty, [&](Mask term) { return is_in(term, cells.masks[cell]); });
        if (out) continue;
        left.masks.push_back(cells.masks[cell]);
        left.counts.push_back(cells.counts[cell]);
    }
    cells = std::move(left);
}

void decide_existence(const std::vector<Mask>& terms, const Cells& cells, std::size_t bits,
                      CovariateFit& fit) {
    std::vector<Mask> support;
    for (std::size_t cell = 0; cell < cells.masks.size(); ++cell) {
        if (cells.counts[cell] > 0) support.push_back(cells.masks[cell]);
    }
    const auto directions = null_directions(support, terms, std::size_t{1} << bits);
    fit.exists = fit.identifiable = true;
    if (directions.empty()) return;
    DirectionRows rows;
    for (std::size_t cell = 0; cell < cells.masks.size(); ++cell) {
        if (cells.counts[cell] > 0) continue;
        rows.emplace_back();
        for (const Direction& direction : directions) {
            std::int64_t sum = 0;
            for (std::size_t term = 0; term < terms.size(); ++term) {
                if (is_in(terms[term], cells.masks[cell])) sum += direction[term];
            }
            rows.back().push_back(sum);
        }
    }
    fit.identifiable = are_independent(rows, directions.size());
    fit.exists = !semipositive_combination(rows).has_value();
}

}  // namespace

std::size_t CovariateTable::strata_count() const {
    std::size_t strata = 1;
    for (const Covariate& covariate : covariates) strata *= covariate.levels.size();
    return strata;
}

CaptureTable CovariateTable::stratum(std::size_t number) const {
    const auto from = count.begin() + static_cast<std::ptrdiff_t>(number * cell_count());
    return {lists, {from, from + static_cast<std::ptrdiff_t>(cell_count())}};
}

bool CovariateTable::fits_a_model() const {
    std::size_t bits = lists.size();
    for (const Covariate& covariate : covariates) {
        if (covariate.levels.size() < 2) return false;
        bits += covariate.levels.size() - 1;
    }
    return bits <= kCovariateBitsMost && count.size() == cell_count() * strata_count();
}

CovariateFit fit_covariates(const CovariateTable& table, std::span<const CovariateTerm> terms, double level) {
    const Bits bits(table);
    std::set<Mask> masks;
    for (std::size_t list = 0; list < table.lists.size(); ++list) bits.add({Mask{1} << list, 0}, masks);
    for (std::size_t number = 0; number < table.covariates.size(); ++number) {
        bits.add({0, Mask{1} << number}, masks);
    }
    for (const CovariateTerm& term : terms) bits.add(term, masks);
    CovariateFit fit;
    fit.parameters = static_cast<int>(masks.size());
    std::vector<Mask> columns(masks.begin(), masks.end());  // the constant, 0, first
    Cells cells = possible_cells(table, bits);
    leave_out_empty_terms(columns, cells);
    decide_existence(columns, cells, bits.count(), fit);
    if (!fit.exists || !fit.identifiable) return fit;

    Design design{columns.size(), {}};
    for (const Mask cell : cells.masks) {
        for (const Mask term : columns) design.values.push_back(is_in(term, cell) ? 1 : 0);
    }
    const PoissonFit poisson = fit_poisson(design, cells.counts);
    fit.converged = poisson.converged;
    if (!fit.converged) return fit;
    double people = 0;
    double log_likelihood = poisson.kernel;
    for (const double count : cells.counts) {
        people += count;
        log_likelihood -= log_factorial(count);
    }
    double dark = 0;
    std::vector<double> gradient(columns.size());  // of all on no list, by coefficient
    for (std::size_t stratum = 0; stratum < table.strata_count(); ++stratum) {
        const Mask cell = bits.cell(0, stratum);
        double eta = 0;
        for (std::size_t term = 0; term < columns.size(); ++term) {
            if (is_in(columns[term], cell)) eta += poisson.coefficients[term];
        }
        // A stratum without anybody has nobody on no list either.
        const bool empty = observed(table.stratum(stratum)) == 0;
        fit.dark.push_back(empty ? 0 : std::exp(eta));
        dark += fit.dark.back();
        for (std::size_t term = 0; term < columns.size(); ++term) {
            if (is_in(columns[term], cell)) gradient[term] += fit.dark.back();
        }
    }
    fit.population = people + dark;
    const double deviation = std::sqrt(variance_along(design, poisson.means, gradient)) / dark;
    const double reach = normal_quantile(0.5 + level / 2) * deviation;
    fit.limits = {people + dark * std::exp(-reach), people + dark * std::exp(reach)};
    fit.deviance = poisson.deviance;
    fit.aic = 2 * fit.parameters - 2 * log_likelihood;
    fit.bic = fit.parameters * std::log(people) - 2 * log_likelihood;
    return fit;
}

}  // namespace estimation
