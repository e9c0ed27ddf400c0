#pragma once
// Other tables made from one: without a list, with two lists as one, of those on a list, of some of the
// people (estimation.md 4.11). Pure.

#include "engines/estimation/capture_table.hpp"
#include "engines/estimation/random_stream.hpp"

#include <cstddef>

namespace estimation {

// Who was on that list alone is on none now.
CaptureTable leaving_out(const CaptureTable& table, std::size_t list);
// The two as one list in the place of the first, by the names of both.
CaptureTable with_lists_merged(const CaptureTable& table, std::size_t one, std::size_t other);
// The other lists, of those who are on this one: how many they are is known.
CaptureTable on_list(const CaptureTable& table, std::size_t list);
// So many of the people, each set of them as likely as any other.
CaptureTable some_of(const CaptureTable& table, double people, RandomStream& random);

// On the list and on another besides.
double overlapping_with(const CaptureTable& table, std::size_t list);
double people_on(const CaptureTable& table, std::size_t list);
// Three lists with people on them, and somebody on two: less, and nothing can be estimated.
bool can_be_estimated(const CaptureTable& table);

}  // namespace estimation
