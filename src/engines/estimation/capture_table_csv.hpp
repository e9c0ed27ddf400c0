#pragma once
// Reading a capture table (estimation.md 4.1): a column of 0 and 1 for each list and `count` for how many
// people have that history, or without `count` a row for each person. What the methods could not answer is
// refused with its place, never mended. Pure; any thread.

#include "base/result.hpp"
#include "engines/estimation/capture_table.hpp"

#include <string_view>

namespace estimation {

constexpr std::size_t kListsFewest = 3;
constexpr double kPeopleMost = 2147483647;  // 2^31 - 1

// Problems, invalid_file at a line and column: those of base::CsvReader; name_missing, name_twice;
// lists_too_few, lists_too_many; not_0_or_1; not_a_whole_number (a count that is negative, a fraction or no
// number), total_too_large; history_twice; people_on_no_list; nobody_on_the_list, everybody_on_the_list,
// same_people_as_another_list; nobody_on_two_lists.
base::Result<CaptureTable> read_capture_table(std::string_view text);

}  // namespace estimation
