#pragma once
// The CSV of published totals, for rounds of which no State's answers are known (survey.md 4:
// PublishedTally). A count, a percentage as it was printed, or no number: each is kept as what it is. Pure;
// safe from any thread.

#include "base/result.hpp"
#include "survey/decimal.hpp"
#include "survey/item.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey {

struct PublishedTally {
    std::string round;
    std::string item;  // question_id
    std::string section;
    std::string paraphrase;
    ItemType type =
        ItemType::single;  // from answer_type: single_choice, multi_choice, likert5, number_table, free_text
    std::string answer;
    std::optional<std::int64_t> count;
    std::optional<Decimal> percent;  // "71%": with the decimals that were printed
    std::optional<std::int64_t> respondents;
    std::string source;
    std::size_t line = 0;  // of the file, where the row begins
};

// Header: round,question_id,section,question_paraphrase,answer_type,answer,count,respondents,source. `round`:
// the label that rows must have to be taken; others are passed over, since one file holds several rounds.
// Problems, invalid_file at a line and column: those of CsvReader; required (round, question_id, answer,
// source); not_in_list (answer_type); not_a_count (a whole number, a percentage, or empty); out_of_range;
// twice (round, question and answer); no_such_round, at the header, where no row has the label.
base::Result<std::vector<PublishedTally>> read_tally_csv(std::string_view text,
                                                         std::optional<std::string_view> round);

}  // namespace survey
