#pragma once
// What published totals alone allow to say (survey.md 1.4, 6.3 and 10.3). Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/tally.hpp"
#include "survey/tally_csv.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace survey {

// The level of one answer. `population` is the round's N, unless the tally prints its own. All of it counts
// as eligible, since nothing says otherwise. How many replied is not known. How many answered is known only
// of a single-choice item of which one answer has no number, "the others": then it is the sum of those that
// have one. Problems: not_found where there is no such item and answer; refused_by SURVEY-NO-COUNT where no
// count was printed (a percentage is no count: fitting_counts.hpp); as of check().
base::Result<Level> published_level(std::span<const PublishedTally> tallies, std::string_view item,
                                    std::string_view answer, std::int64_t population);

// How many States "the others" are: population less what is counted. Nothing unless the item is single choice
// and exactly one of its answers has no number.
std::optional<std::int64_t> published_others(std::span<const PublishedTally> tallies, std::string_view item,
                                             std::int64_t population);

// How a published figure stands to what the answers give (survey.md 10.3).
enum class Reproduction { reproduced, consistent_with_rounding, cannot_be_reproduced, contradicted };

template <>
std::span<const std::string_view> codes<Reproduction>();

// `computed`: the part and its whole; nothing where there are no answers to compute from. A printed base that
// is another than the whole contradicts.
Reproduction reproduction(const PublishedTally& printed, std::optional<Share> computed);

}  // namespace survey
