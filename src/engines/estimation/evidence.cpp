#include "engines/estimation/evidence.hpp"

#include "engines/estimation/loglinear_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace estimation {

bool some_dependence_is_admissible(const CaptureTable& table) {
    const std::size_t lists = table.list_count();
    ExistenceChecker checker(lists);
    checker.take(table.count);
    return std::ranges::any_of(interactions(lists, 2), [&](Mask pair) {
        return checker.is_admissible(with_terms(lists, {&pair, 1}).terms);
    });
}

std::optional<CaptureTable> without_list(const CaptureTable& table, std::size_t list) {
    CaptureTable rest{table.lists, std::vector<double>(table.cell_count() / 2, 0)};
    rest.lists.erase(rest.lists.begin() + static_cast<std::ptrdiff_t>(list));
    const Mask below = (Mask{1} << list) - 1;
    for (std::size_t cell = 1; cell < table.cell_count(); ++cell) {
        const auto history = static_cast<Mask>(cell);
        rest.count[(history & below) | (history >> 1U & ~below)] += table.count[cell];
    }
    rest.count[0] = 0;
    if (rest.list_count() < 3 || overlapping(rest) == 0) return std::nullopt;
    return rest;
}

std::vector<WithoutList> without_each_list(const CaptureTable& table, const RuleFor& rule) {
    std::vector<WithoutList> all;
    for (std::size_t list = 0; list < table.list_count(); ++list) {
        all.push_back({.list = list, .estimate = {}});
        const auto rest = without_list(table, list);
        if (!rest) continue;
        const auto made = rule(rest->list_count());
        const Choice choice = made->choose(rest->count);
        if (choice.admissible) all.back().estimate = observed(*rest) + choice.dark;
    }
    return all;
}

std::vector<UntestedPair> untested_pairs(const CaptureTable& table, const HierarchicalModel& model) {
    std::vector<UntestedPair> all;
    LoglinearFitter fitter(table.list_count());
    fitter.take(table.count);
    for (const Mask pair : interactions(table.list_count(), 2)) {
        if (std::ranges::find(model.terms, pair) != model.terms.end()) continue;
        for (const double odds : {0.5, 2.0}) {
            const FixedTerm given{.term = pair, .alpha = std::log(odds)};
            const auto outcome = fitter.fit(model.terms, {&given, 1});
            if (outcome.converged) all.push_back({pair, odds, fitter.people() + outcome.dark});
        }
    }
    return all;
}

}  // namespace estimation
