#include "survey/published.hpp"

#include "survey/rounding.hpp"

#include <algorithm>
#include <array>

namespace survey {
namespace {

struct Counted {
    std::int64_t sum = 0;
    int without_number = 0;
    bool single = false;
};

Counted counted(std::span<const PublishedTally> tallies, std::string_view item) {
    Counted all;
    for (const PublishedTally& tally : tallies) {
        if (tally.item != item) continue;
        all.single = tally.type == ItemType::single;
        if (tally.count) {
            all.sum += *tally.count;
        } else {
            all.without_number += 1;
        }
    }
    return all;
}

}  // namespace

base::Result<Level> published_level(std::span<const PublishedTally> tallies, std::string_view item,
                                    std::string_view answer, std::int64_t population) {
    const auto found = std::ranges::find_if(
        tallies, [&](const PublishedTally& tally) { return tally.item == item && tally.answer == answer; });
    if (found == tallies.end()) return base::fail(base::ProblemCode::not_found);
    if (!found->count) return base::fail(base::refused_by("SURVEY-NO-COUNT"));
    const std::int64_t states = found->respondents.value_or(population);
    Level level{
        .holding = *found->count, .population = states, .eligible = states, .replied = {}, .answered = {}};
    const Counted all = counted(tallies, item);
    if (all.single && all.without_number == 1) level.answered = all.sum;
    if (auto good = check(level); !good) return base::fail(good.error());
    return level;
}

std::optional<std::int64_t> published_others(std::span<const PublishedTally> tallies, std::string_view item,
                                             std::int64_t population) {
    const Counted all = counted(tallies, item);
    if (!all.single || all.without_number != 1 || all.sum > population) return std::nullopt;
    return population - all.sum;
}

template <>
std::span<const std::string_view> codes<Reproduction>() {
    static constexpr std::array<std::string_view, 4> kCodes{"reproduced", "consistent_with_rounding",
                                                            "cannot_be_reproduced", "contradicted"};
    return kCodes;
}

Reproduction reproduction(const PublishedTally& printed, std::optional<Share> computed) {
    if (!computed || (!printed.count && !printed.percent)) return Reproduction::cannot_be_reproduced;
    if (printed.respondents && *printed.respondents != computed->whole) return Reproduction::contradicted;
    if (printed.count) {
        return *printed.count == computed->part ? Reproduction::reproduced : Reproduction::contradicted;
    }
    const auto shown = percent(*computed, printed.percent->decimals);
    return shown == printed.percent ? Reproduction::consistent_with_rounding : Reproduction::contradicted;
}

}  // namespace survey
