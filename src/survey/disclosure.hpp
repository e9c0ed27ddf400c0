#pragma once
// May totals and named answers be printed together? (survey.md 5.2) What public answers leave of a total is
// what the States gave that are in totals only; the test sees to it that not even one of them can learn from
// it what all the others answered. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/change.hpp"
#include "survey/round.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace survey {

// How many of the States in totals only gave each answer (every State one answer): none, or at least three
// of whom at most all but two gave the same. Counts >= 0.
bool may_name_beside_totals(std::span<const std::int64_t> by_answer);

// The same for amounts, of which only the sum is printed: none, or at least three of which at most all but
// two are zero. (A sum of zero tells every amount.)
bool may_name_beside_sum(std::span<const std::int64_t> amounts);

enum class Printing { totals_and_names, totals_or_names };

struct Disclosure {
    std::int64_t in_totals_only = 0;  // |H|
    std::int64_t held = 0;            // HELD, in no count; printed as this number
    // totals_or_names: totals alone, or names with H as "not attributed" and no totals.
    Printing printing = Printing::totals_and_names;
};

// Of one item. Where States tick or answer several options, every option has to pass by itself; where they
// give amounts, every cell. Texts have one answer, to have answered, so that a single State in totals only
// already keeps the names back.
Disclosure disclosure(const Round& round, std::size_t item);

// Of two items of one round, printed as a table of one by the other: its cells have to pass, and each item by
// itself. Single-choice items. Problem: invalid_input naming `item`, rule not_one_option.
base::Result<Disclosure> disclosure_of_table(const Round& round, std::size_t item, std::size_t other);

// Of two snapshots of one item, each of which passes: their difference is printed too, to whoever lays one
// over the other. States that came into totals only, those that left it, and those whose answer changed
// inside it each have to pass by themselves; of the last the answers are pairs, before and after.
// Single-choice items. Problem: as above.
base::Result<Disclosure> disclosure_of_difference(const Round& before, std::size_t item_before,
                                                  const Round& after, std::size_t item_after);

// Of gainers, losers and stayers, printed as counts and by name (survey.md 6.3). A State in totals only in
// either round is named in neither list; what is left over of the counts has to pass.
Disclosure disclosure_of_movers(const Round& before, std::size_t item_before, const Round& after,
                                std::size_t item_after, const Matched& matched);

// A table of cases by State and an attribute of the people in them: no cell of one to four.
constexpr std::int64_t kSmallestCell = 5;
bool has_small_cell(std::span<const std::int64_t> cells);

}  // namespace survey
