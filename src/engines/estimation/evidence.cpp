#include "engines/estimation/evidence.hpp"

#include "engines/estimation/loglinear_fit.hpp"
#include "engines/estimation/table_changes.hpp"

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

std::vector<WithoutList> without_each_list(const CaptureTable& table, const RuleFor& rule) {
    std::vector<WithoutList> all;
    for (std::size_t list = 0; list < table.list_count(); ++list) {
        all.push_back({.list = list, .estimate = {}});
        const CaptureTable rest = leaving_out(table, list);
        if (!can_be_estimated(rest)) continue;
        const auto made = rule(rest.list_count());
        const Choice choice = made->choose(rest.count);
        if (choice.admissible) all.back().estimate = observed(rest) + choice.dark;
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
