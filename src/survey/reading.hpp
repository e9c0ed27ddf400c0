#pragma once
// One item of one round, read for one target: the sets that every statistic of survey.md 6 is made of. Pure;
// safe from any thread.

#include "base/result.hpp"
#include "survey/item.hpp"
#include "survey/round.hpp"
#include "survey/state_set.hpp"

#include <cstddef>

namespace survey {

// holding is within answered, answered within eligible and replied, eligible within population.
struct Reading {
    StateSet population;  // P
    StateSet eligible;    // E: P without NAP and SKIP
    StateSet replied;     // U, within P: no NR to this item
    StateSet answered;    // A: ANS, and EXAM once accepted
    StateSet holding;     // z = 1: gave the target answer

    StateSet missing() const { return eligible - answered; }

    friend bool operator==(const Reading&, const Reading&) = default;
};

// Which States hold the target. With several options, any of them. Of an item that asks yes or no to each
// option, a State that left the options open which would decide is not among the answered; the same of
// amounts, where a cell above zero holds. Of ticked options,
// an open one is no "no", and is counted as not holding (survey.md 4.2: its tally is a lower bound). `item`
// is an index of the round. Problems: refused_by SURVEY-B1 where a State of the population has no
// disposition; invalid_input naming `option`, where the target asks for options of an item without any.
base::Result<Reading> read(const Round& round, std::size_t item, const Target& target);

// One item that a later round split into several, or several merged into one (survey.md 7): any of them
// holds, or all of them. A State counts as answered as soon as its answers decide: any with one yes, all with
// one no. States outside the eligible set of one reading are judged by the others; parts is not empty.
Reading any_of(std::span<const Reading> parts);
Reading all_of(std::span<const Reading> parts);

}  // namespace survey
