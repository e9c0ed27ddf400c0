#pragma once
// The long CSV of answers: one row for each State and single-choice item, several for several options, with
// the header round,iso3,item,option,value,disposition,confidentiality. All rows or none. Pure; safe from any
// thread.

#include "base/result.hpp"
#include "survey/disposition.hpp"
#include "survey/state_set.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey {

enum class LongField { round, iso3, item, option, value, disposition, confidentiality };
constexpr std::size_t kLongFieldCount = 7;
std::string_view name_of(LongField field);

struct LongRow {
    std::string round;
    StateCode state;
    std::string item;
    std::string option;  // empty unless the disposition is ANS
    std::string value;   // empty unless the disposition is ANS
    Disposition disposition = Disposition::answered;
    std::optional<Confidentiality> confidentiality;        // empty: that of the item
    std::array<std::uint32_t, kLongFieldCount> offsets{};  // of its fields in the file
};

struct LongCsv {
    std::string_view text;  // the caller's
    std::vector<LongRow> rows;

    // What is wrong with a field of a row, by its line and column.
    base::Problem problem(std::size_t row, LongField field, std::string rule,
                          std::string accepted = {}) const;
};

constexpr std::size_t kCodeCharactersMost = 200;  // of a round's label, an item's id, an option's code

// `round`: the label that every row must have. `text` outlives the result. Problems, invalid_file at a line
// and column: those of CsvReader; required, too_long; another_round; not_a_state_code; not_in_list
// (disposition, confidentiality); only_with_ANS; twice (the same State, item and option); contradicts (two
// dispositions of one State and item, a no-reply beside a reply).
base::Result<LongCsv> read_long_csv(std::string_view text, std::optional<std::string_view> round);

}  // namespace survey
