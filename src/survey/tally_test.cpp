// Tallies, bases, bounds and non-response: the source document's figures (survey.md 1 and 10.1) and, on few
// States, every case against trying.

#include "survey/tally.hpp"
#include "survey/rounds_for_test.hpp"
#include "survey/scale_summary.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace survey {
namespace {

std::string shown(std::optional<Share> share, int decimals = 1) {
    return to_text(percent(share.value(), decimals).value());
}

TEST(Tally, of_who_identifies_is_39_37_34_34_and_the_four_named_last_are_below_34) {
    const Round round = synthetic_2021();
    const auto levels = levels_by_option(round, item_of(round, "P-IDENT-WHO")).value();
    std::vector<std::int64_t> counts;
    for (const OptionLevel& one : levels) {
        counts.push_back(one.level.holding);
        EXPECT_EQ(one.level.population, 57);
    }
    EXPECT_EQ((std::vector<std::int64_t>(counts.begin(), counts.begin() + 4)),
              (std::vector<std::int64_t>{39, 37, 34, 34}));
    EXPECT_TRUE(std::ranges::is_sorted(counts, std::ranges::greater{}));
    EXPECT_TRUE(std::all_of(counts.begin() + 4, counts.end(), [](std::int64_t count) { return count < 34; }));
    const std::vector<std::size_t> first_four{levels[0].option, levels[1].option, levels[2].option,
                                              levels[3].option};
    EXPECT_EQ(first_four, (std::vector<std::size_t>{0, 1, 2, 3}))
        << "equal counts keep the order of the scale";
    EXPECT_EQ(shown(share(levels[0].level, Base::pop)), "68.4");
}

TEST(Tally, of_ngo_access_is_35_and_9_and_13_others_with_bounds_61_4_to_84_2_on_57) {
    const Round round = synthetic_2021();
    const Level yes = level_of(reading_of(round, "P-NGO-ACCESS", {"yes"}));
    const Level no = level_of(reading_of(round, "P-NGO-ACCESS", {"no"}));
    EXPECT_EQ(yes.holding, 35);
    EXPECT_EQ(no.holding, 9);
    EXPECT_EQ(yes.missing(), 13);
    EXPECT_EQ(shown(share(yes, Base::item)), "79.5");
    EXPECT_EQ(shown(share(no, Base::item)), "20.5");
    EXPECT_EQ(shown(share(yes, Base::pop)), "61.4");
    const Bounds found = bounds(yes);
    EXPECT_EQ(found, (Bounds{35, 48, 57}));
    EXPECT_EQ(shown(Share{found.lower, found.den}), "61.4");
    EXPECT_EQ(shown(Share{found.upper, found.den}), "84.2");
}

TEST(Tally, keeps_item_and_population_shares_whether_the_13_left_it_blank_or_never_replied) {
    for (int blank = 0; blank <= 13; ++blank) {
        const Round round = synthetic_2021(blank);
        const Level yes = level_of(reading_of(round, "P-NGO-ACCESS", {"yes"}));
        EXPECT_EQ(share(yes, Base::item), (Share{35, 44}));
        EXPECT_EQ(share(yes, Base::pop), (Share{35, 57}));
        EXPECT_EQ(bounds(yes), (Bounds{35, 48, 57}));
        EXPECT_EQ(share(yes, Base::reply), (Share{35, 44 + blank}));
        EXPECT_EQ(item_non_response(yes), (Share{blank, 44 + blank}));
        EXPECT_EQ(unit_response(round), (Share{44 + blank, 57}));
        EXPECT_EQ(total_gap(yes), (Share{13, 57}));
    }
}

TEST(Tally, of_the_top_two_answers_is_35_with_its_parts_12_and_23) {
    const Round round = synthetic_2021();
    EXPECT_EQ(level_of(reading_of(round, "P-IDENT-PROACTIVE", {"strongly_agree", "agree"})).holding, 35);
    EXPECT_EQ(level_of(reading_of(round, "P-IDENT-PROACTIVE", {"strongly_agree"})).holding, 12);
    EXPECT_EQ(level_of(reading_of(round, "P-IDENT-PROACTIVE", {"agree"})).holding, 23);
    const auto summary = scale_summary(round, item_of(round, "P-IDENT-PROACTIVE")).value();
    EXPECT_EQ(summary.top_two, 35);
    EXPECT_EQ(summary.bottom_two, 17);
    EXPECT_EQ(summary.net, Ratio::of(18, 52));
    EXPECT_EQ(summary.median_low, 3U);
    EXPECT_EQ(summary.median_high, 3U);
    EXPECT_FALSE(summary.mean);
    const std::int64_t points[] = {1, 2, 3, 4, 5};
    EXPECT_EQ(scale_summary(round, item_of(round, "P-IDENT-PROACTIVE"), points)->mean,
              Ratio::of(12 * 5 + 23 * 4 + 17 * 2, 52));
    EXPECT_FALSE(scale_summary(round, item_of(round, "P-NGO-ACCESS")).has_value());
    EXPECT_FALSE(scale_summary(round, item_of(round, "P-IDENT-PROACTIVE"), {points, 3}).has_value());
}

TEST(Tally, of_a_text_counts_who_provided_information) {
    EXPECT_EQ(level_of(reading_of(synthetic_2021(), "V-RECRUIT-MONITOR", {})).holding, 40);
    EXPECT_EQ(level_of(reading_of(synthetic_2015(), "V-RECRUIT-MONITOR", {})).holding, 34);
}

TEST(Tally, adds_its_dispositions_up_to_the_population_for_every_item) {
    for (const Round& round : {synthetic_2021(), synthetic_2015()}) {
        for (std::size_t item = 0; item < round.item_count(); ++item) {
            const auto counts = disposition_counts(round, item);
            EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), 57);
        }
    }
}

TEST(Tally, knows_the_completeness_of_a_state_in_all_and_by_section) {
    Round round("r", invented_states(2).all(), 2);
    const auto add = [&](const char* id, const char* section) {
        return round.add_item({.id = id, .section = section, .options = {{.code = "yes"}}}).value();
    };
    const std::size_t a = add("a", "one"), b = add("b", "one"), c = add("c", "two"), d = add("d", "two");
    ASSERT_TRUE(round.put(a, 0, {.chosen = {0}}));
    ASSERT_TRUE(round.put(b, 0, {.disposition = Disposition::blank}));
    ASSERT_TRUE(round.put(c, 0, {.disposition = Disposition::not_applicable}));
    ASSERT_TRUE(
        round.put(d, 0, {.disposition = Disposition::under_examination, .accepted = true, .chosen = {0}}));
    EXPECT_EQ(completeness(round, 0), (Share{2, 3}));
    EXPECT_EQ(completeness(round, 0, "one"), (Share{1, 2}));
    EXPECT_EQ(completeness(round, 0, "two"), (Share{1, 1}));
    EXPECT_EQ(completeness(round, 1), (Share{0, 4}));
}

TEST(Tally, counts_an_examined_answer_once_it_is_accepted_and_a_held_one_never) {
    Round round("r", invented_states(4).all(), 4);
    const std::size_t item =
        round.add_item({.id = "q", .options = {{.code = "yes"}, {.code = "no"}}}).value();
    const Disposition examined = Disposition::under_examination;
    ASSERT_TRUE(round.put(item, 0, {.disposition = examined, .chosen = {0}}));
    ASSERT_TRUE(round.put(item, 1, {.disposition = examined, .accepted = true, .chosen = {0}}));
    ASSERT_TRUE(round.put(item, 2, {.disposition = Disposition::held, .chosen = {0}}));
    ASSERT_TRUE(round.put(item, 3, {.confidentiality = Confidentiality::secretariat, .chosen = {0}}));
    const Level yes = level_of(read(round, item, {.options = {0}}).value());
    EXPECT_EQ(yes, (Level{.holding = 1, .population = 4, .eligible = 4, .replied = 4, .answered = 1}));
    const auto counts = disposition_counts(round, item);
    EXPECT_EQ(counts[static_cast<std::size_t>(Disposition::held)], 2);
    EXPECT_EQ(counts[static_cast<std::size_t>(examined)], 2);
}

TEST(Tally, of_a_forced_item_leaves_out_who_left_the_option_open) {
    Round round("r", invented_states(3).all(), 3);
    const std::size_t item =
        round.add_item({.id = "q", .type = ItemType::multi_forced, .options = {{.code = "a"}, {.code = "b"}}})
            .value();
    ASSERT_TRUE(round.put(item, 0, {.chosen = {0}}));  // b left open
    ASSERT_TRUE(round.put(item, 1, {.denied = {0, 1}}));
    ASSERT_TRUE(round.put(item, 2, {.chosen = {1}, .denied = {0}}));
    EXPECT_EQ(bounds(level_of(read(round, item, {.options = {0}}).value())), (Bounds{1, 1, 3}));
    EXPECT_EQ(bounds(level_of(read(round, item, {.options = {1}}).value())), (Bounds{1, 2, 3}));
    EXPECT_EQ(bounds(level_of(read(round, item, {.options = {0, 1}}).value())), (Bounds{2, 2, 3}));
}

TEST(Tally, is_refused_while_a_state_has_no_disposition) {
    Round round("r", invented_states(2).all(), 2);
    const std::size_t item = round.add_item({.id = "q", .options = {{.code = "yes"}}}).value();
    ASSERT_TRUE(round.put(item, 0, {.chosen = {0}}));
    EXPECT_EQ(read(round, item, {.options = {0}}).error().rule, "SURVEY-B1");
    EXPECT_EQ(round.without_disposition(item).count(), 1);
}

TEST(Tally, finds_published_counts_that_cannot_be) {
    EXPECT_TRUE(check({.holding = 35, .population = 57, .eligible = 57}));
    EXPECT_EQ(check({.holding = -1, .population = 57, .eligible = 57}).error().fields[0].field, "holding");
    EXPECT_EQ(check({.holding = 58, .population = 57, .eligible = 57}).error().fields[0].field, "eligible");
    EXPECT_EQ(check({.holding = 5, .population = 57, .eligible = 58}).error().fields[0].field, "population");
    EXPECT_EQ(check({.holding = 5, .population = 57, .eligible = 5, .replied = 6}).error().fields[0].field,
              "eligible");
    EXPECT_EQ(check({.holding = 5, .population = 57, .eligible = 57, .answered = 4}).error().fields[0].field,
              "answered");
    EXPECT_EQ(check({.holding = 5, .population = 57, .eligible = 57, .replied = 5, .answered = 6})
                  .error()
                  .fields[0]
                  .field,
              "replied");
}

RC_GTEST_PROP(Tally, bounds_hold_every_completion_and_are_attained, ()) {
    const Reading reading = reading_from(any_standings(*rc::gen::inRange<std::size_t>(0, 7)));
    const Bounds found = bounds(level_of(reading));
    std::int64_t least = kStatesMost;
    std::int64_t most = -1;
    for (const Reading& full : completions(reading)) {
        const Level level = level_of(full);
        RC_ASSERT(level.missing() == 0);
        least = std::min(least, level.holding);
        most = std::max(most, level.holding);
    }
    RC_ASSERT(found.lower == least);
    RC_ASSERT(found.upper == most);
    RC_ASSERT(found.upper - found.lower == reading.missing().count());
    RC_ASSERT(found.den == reading.eligible.count());
    RC_ASSERT(check(level_of(reading)).has_value());
}

RC_GTEST_PROP(Tally, one_answer_more_never_widens_the_bounds, ()) {
    const Reading reading = reading_from(any_standings(6));
    const Bounds before = bounds(level_of(reading));
    reading.missing().for_each([&](std::size_t place) {
        for (const bool holds : {false, true}) {
            Reading more = reading;
            more.replied.insert(place);
            more.answered.insert(place);
            if (holds) more.holding.insert(place);
            const Bounds after = bounds(level_of(more));
            RC_ASSERT(after.lower >= before.lower);
            RC_ASSERT(after.upper <= before.upper);
        }
    });
}

RC_GTEST_PROP(Tally, does_not_depend_on_the_order_of_states, ()) {
    std::vector<Standing> standings = any_standings(9);
    const Level before = level_of(reading_from(standings));
    const auto turn = *rc::gen::inRange<std::ptrdiff_t>(0, 9);
    std::ranges::rotate(standings, standings.begin() + turn);
    RC_ASSERT(level_of(reading_from(standings)) == before);
}

// A round of one single-choice item, by any dispositions, against counting by hand.
RC_GTEST_PROP(Tally, is_what_counting_by_hand_gives, ()) {
    const std::size_t states = 12;
    Round round("r", invented_states(states).all(), states);
    const std::size_t item =
        round.add_item({.id = "q", .options = {{.code = "a"}, {.code = "b"}, {.code = "c"}}}).value();
    std::int64_t holding = 0, eligible = 0, replied = 0, answered = 0;
    for (std::size_t state = 0; state < states; ++state) {
        const auto disposition = kDispositions[*rc::gen::inRange<std::size_t>(0, kDispositionCount)];
        const auto option = *rc::gen::inRange<std::size_t>(0, 3);
        Answer answer{.disposition = disposition};
        if (disposition == Disposition::answered) answer.chosen = {option};
        RC_ASSERT(round.put(item, state, answer).has_value());
        if (disposition == Disposition::not_applicable || disposition == Disposition::skipped) continue;
        eligible += 1;
        if (disposition != Disposition::no_reply) replied += 1;
        if (disposition != Disposition::answered) continue;
        answered += 1;
        if (option != 1) holding += 1;
    }
    const Level level = level_of(read(round, item, {.options = {0, 2}}).value());
    RC_ASSERT(level == (Level{.holding = holding,
                              .population = 12,
                              .eligible = eligible,
                              .replied = replied,
                              .answered = answered}));
    const auto counts = disposition_counts(round, item);
    RC_ASSERT(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == 12);
}

// Any and all, against the three-valued truth of each State.
RC_GTEST_PROP(Tally, of_several_items_joined_is_decided_as_soon_as_their_answers_decide, ()) {
    std::vector<std::vector<Standing>> parts;
    for (int part = 0; part < 3; ++part) {
        parts.push_back(*rc::gen::container<std::vector<Standing>>(
            5, rc::gen::element(Standing::outside, Standing::open, Standing::no, Standing::yes)));
    }
    const std::vector<Reading> readings{reading_from(parts[0]), reading_from(parts[1]),
                                        reading_from(parts[2])};
    const Reading any = any_of(readings);
    const Reading all = all_of(readings);
    for (std::size_t state = 0; state < 5; ++state) {
        int yes = 0, no = 0, open = 0;
        for (const auto& part : parts) {
            yes += part[state] == Standing::yes;
            no += part[state] == Standing::no;
            open += part[state] == Standing::open;
        }
        const bool concerned = yes + no + open > 0;
        RC_ASSERT(any.eligible.contains(state) == concerned);
        RC_ASSERT(any.holding.contains(state) == (yes > 0));
        RC_ASSERT(any.answered.contains(state) == (concerned && (yes > 0 || open == 0)));
        RC_ASSERT(all.holding.contains(state) == (concerned && no == 0 && open == 0));
        RC_ASSERT(all.answered.contains(state) == (concerned && (no > 0 || open == 0)));
    }
}

}  // namespace
}  // namespace survey
