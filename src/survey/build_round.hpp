#pragma once
// From rows of the long CSV to a round. Items that are known keep their type and options; of new ones the
// type is read off their rows. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/item.hpp"
#include "survey/long_csv.hpp"
#include "survey/round.hpp"
#include "survey/state_set.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace survey {

// The States of all rows.
base::Result<StateRegister> states_of(const LongCsv& csv);

// A new item from its rows:
//   option, no value or one that says the option over again   single; multi where any State has several rows
//     (each State has one row, and an option always carries one value: "yes,yes", or the points of a scale;
//     or every value is 1, which is a tick)
//   option, value yes or no, a no among them                  multi_forced
//   option, a number                                          table
//   option, any other value (what "other" is)                 single or multi
//   no option, a number in every row                          number
//   no option otherwise                                       text
// Options stand in the order of their first row, amounts with the most decimals of any row. Refused (mixed)
// at the row: an option in some rows and not in others, a value in some rows of a table or forced item and
// not in others; too_many_decimals, more than six.
base::Result<Item> infer_item(const LongCsv& csv, std::span<const std::size_t> rows);

// The rows of round `label`. `population`: who was eligible; where it is not given, everybody with a row.
// States of the population without any row did not reply: they get NR for every item. A State with rows, and
// none for some item, is left without a disposition there, which Round::without_disposition() finds (check
// B1). Problems, invalid_file at a line and column: those of infer_item(); not_in_population; not_in_list (an
// option that a known item does not have: check B2); required, not_a_number, not_yes_or_no,
// too_many_decimals, exactly_one and what else Round::put() refuses.
base::Result<Round> build_round(const LongCsv& csv, std::string_view label, const StateRegister& states,
                                std::span<const Item> known, std::optional<StateSet> population = {});

}  // namespace survey
