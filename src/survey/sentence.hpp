#pragma once
// Figures in words (survey.md 9): a count never without its base, "increase" only where the verdict carries
// it, replies as "provided information", parts of a remainder with the remainder named, and whoever did not
// answer by the reason there is. A sentence claims what its figures carry and no more. Pure; safe from any
// thread.

#include "base/words.hpp"
#include "survey/change.hpp"
#include "survey/item.hpp"
#include "survey/tally.hpp"
#include "survey/verdict.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace survey {

// "39 out of 57 States (68.4%)", of all States that were asked to take part. Of items that count replies:
// "40 out of 57 States provided information (70.2%)".
std::string level_sentence(const base::Words& words, const Level& level, MetricKind metric);

// Who is not counted above, one by one: "Of the others, 9 States gave another answer, 8 gave no information
// and 5 did not reply." Empty where there are none. `counts` by disposition, in the order of disposition.def.
std::string others_sentence(const base::Words& words, const Level& level,
                            const std::array<std::int64_t, kDispositionCount>& counts);

// What the missing answers leave open: "Counting every missing answer one way or the other, between 35 and 48
// of 57 States (61.4% to 84.2%)." Empty where none is missing.
std::string bounds_sentence(const base::Words& words, const Level& level);

// `round_before`: the label of the earlier round.
std::string change_sentence(const base::Words& words, const Change& change, Verdict verdict,
                            const std::string& round_before);
std::string change_sentence(const base::Words& words, const ChangeOfTotals& change, Verdict verdict,
                            const std::string& round_before);

// "9,618 of 13,547 cases (71%)".
std::string share_sentence(const base::Words& words, const Share& share, const std::string& unit);
// "2,750 of the remaining 3,929 cases (70%), which is 20% of all 13,547": never without both bases.
std::string nested_sentence(const base::Words& words, const Share& of_remaining, std::int64_t whole,
                            const std::string& unit);

}  // namespace survey
