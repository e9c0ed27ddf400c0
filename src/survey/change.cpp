#include "survey/change.hpp"

namespace survey {
namespace {

WholeRange worst_case(const Level& before, const Level& after) {
    return {.min = after.holding - (before.holding + before.missing()),
            .max = after.holding + after.missing() - before.holding};
}

Matched matched(const Reading& before, const Reading& after) {
    Matched both;
    both.states = before.answered & after.answered;
    both.gainers = (both.states & after.holding) - before.holding;
    both.losers = (both.states & before.holding) - after.holding;
    both.stayers = before.holding & after.holding;
    both.n = both.states.count();
    both.gained = both.gainers.count();
    both.lost = both.losers.count();
    both.delta = both.gained - both.lost;
    return both;
}

// State by State, before and now: (0, ?), (?, 1) and (?, ?) may have gained or not; (1, ?) and (?, 0) have
// not moved; what was seen counts as it was seen.
WholeRange no_backsliding(const Reading& before, const Reading& after, const Matched& matched) {
    const StateSet both = before.eligible & after.eligible;
    const StateSet open_before = before.missing() & both;
    const StateSet open_after = after.missing() & both;
    const StateSet may_gain = ((before.answered - before.holding) & open_after) |
                              (open_before & after.holding) | (open_before & open_after);
    const StateSet gone = before.eligible - both;
    const StateSet come = after.eligible - both;
    const std::int64_t gone_holding = (gone & before.holding).count();
    const std::int64_t come_holding = (come & after.holding).count();
    const std::int64_t seen = matched.delta + come_holding - gone_holding;
    return {.min = seen - (gone & before.missing()).count(),
            .max = seen + may_gain.count() + (come & after.missing()).count()};
}

}  // namespace

Change change(const Reading& before, const Reading& after) {
    Change found;
    found.before = level_of(before);
    found.after = level_of(after);
    found.delta_all = found.after.holding - found.before.holding;
    found.matched = matched(before, after);
    found.entrants = (after.holding - before.answered).count();
    found.leavers = (before.holding - after.answered).count();
    found.bounds = worst_case(found.before, found.after);
    found.bounds_no_backsliding = no_backsliding(before, after, found.matched);
    found.backsliding_seen = found.matched.lost > 0;
    return found;
}

base::Result<ChangeOfTotals> change_of_totals(const Level& before, const Level& after,
                                              std::int64_t population) {
    if (auto good = check(before); !good) return base::fail(good.error());
    if (auto good = check(after); !good) return base::fail(good.error());
    const auto moved = transitions(before.holding, after.holding, population);
    if (!moved) return base::fail(moved.error());
    return ChangeOfTotals{.before = before,
                          .after = after,
                          .delta_all = after.holding - before.holding,
                          .bounds = worst_case(before, after),
                          .transitions = *moved};
}

std::optional<Ratio> share_difference(const Level& before, const Level& after, Base base) {
    const auto earlier = share(before, base);
    const auto later = share(after, base);
    if (!earlier || !later) return std::nullopt;
    const auto one = Ratio::of(earlier->part, earlier->whole);
    const auto other = Ratio::of(later->part, later->whole);
    return one && other ? difference(*other, *one) : std::nullopt;
}

}  // namespace survey
