#pragma once
// A Likert item in one line (survey.md 6.1): top two, bottom two, net, the median category. No mean, unless
// somebody declares what a step is worth. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/ratio.hpp"
#include "survey/round.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace survey {

struct ScaleSummary {
    std::int64_t answered = 0;    // |A|
    std::int64_t top_two = 0;     // the last two options of the scale
    std::int64_t bottom_two = 0;  // the first two
    std::optional<Ratio> net;     // (top - bottom) / |A|; nothing where nobody answered
    // The options in the middle of the answers, by index: two where an even number of answers is split there.
    std::optional<std::size_t> median_low;
    std::optional<std::size_t> median_high;
    std::optional<Ratio> mean;  // only where points are declared
};

// Options in order from the least to the most. `points`, one for each option, or empty: no mean. Problems: as
// of read(); invalid_input naming `item` where it is no Likert item with at least four options (top and
// bottom would overlap), `points` where there are more or fewer than options or their sum needs more than 64
// bits.
base::Result<ScaleSummary> scale_summary(const Round& round, std::size_t item,
                                         std::span<const std::int64_t> points = {});

}  // namespace survey
