// Change between rounds: 33 to 35 and 34 to 40 of the source document (survey.md 1.3, 10.1), and every
// identity and bound on few States against trying all completions.

#include "survey/change.hpp"
#include "survey/movement.hpp"
#include "survey/rounds_for_test.hpp"
#include "survey/sign_statistic.hpp"
#include "survey/verdict.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace survey {
namespace {

constexpr Level of_57(std::int64_t holding) {
    return {.holding = holding, .population = 57, .eligible = 57};
}

Change proactive(int lost) {
    return change(reading_of(synthetic_2015(lost), "P-IDENT-PROACTIVE", {"agree", "strongly_agree"}),
                  reading_of(synthetic_2021(), "P-IDENT-PROACTIVE", {"agree", "strongly_agree"}));
}

TEST(Change, from_33_to_35_is_reported_up_unless_the_same_states_moved_up) {
    for (int lost = 0; lost <= 12; ++lost) {
        const Change found = proactive(lost);
        EXPECT_EQ(found.before.holding, 33);
        EXPECT_EQ(found.after.holding, 35);
        EXPECT_EQ(found.delta_all, 2);
        EXPECT_EQ(found.matched.n, 50);
        EXPECT_EQ(found.matched.lost, lost);
        EXPECT_EQ(found.matched.gained, 2 + lost);
        EXPECT_EQ(found.backsliding_seen, lost > 0);
        EXPECT_EQ(verdict(found, MetricKind::opinion, Grade::a), Verdict::matched_up);
    }
    EXPECT_EQ(verdict(change_of_totals(of_57(33), of_57(35), 57).value(), MetricKind::opinion, Grade::a),
              Verdict::reported_up);
    EXPECT_EQ(to_text(percent(*share_difference(of_57(33), of_57(35), Base::pop), 2).value()), "3.51");
}

// The same totals where the two that came are States that had not answered in 2015/16.
TEST(Change, from_33_to_35_by_states_that_had_not_answered_is_reported_up) {
    std::vector<Standing> before(57, Standing::no);
    std::fill_n(before.begin(), 33, Standing::yes);
    before[33] = before[34] = Standing::silent;
    std::vector<Standing> after(57, Standing::no);
    std::fill_n(after.begin(), 35, Standing::yes);
    const Change found = change(reading_from(before), reading_from(after));
    EXPECT_EQ(found.delta_all, 2);
    EXPECT_EQ(found.matched.delta, 0);
    EXPECT_EQ(found.entrants, 2);
    EXPECT_EQ(found.leavers, 0);
    EXPECT_EQ(found.bounds, (WholeRange{0, 2}));
    const Verdict said = verdict(found, MetricKind::opinion, Grade::a);
    EXPECT_EQ(code_of(said), "REPORTED_UP");
    EXPECT_FALSE(says_change(said));
}

TEST(Change, from_34_to_40_that_provided_information_is_response_up) {
    const Change found = change(reading_of(synthetic_2015(), "V-RECRUIT-MONITOR", {}),
                                reading_of(synthetic_2021(), "V-RECRUIT-MONITOR", {}));
    EXPECT_EQ(found.delta_all, 6);
    EXPECT_EQ(found.entrants - found.leavers, 6);
    EXPECT_EQ(code_of(verdict(found, MetricKind::item_response, Grade::a)), "RESPONSE_UP");
    EXPECT_EQ(
        verdict(change_of_totals(of_57(34), of_57(40), 57).value(), MetricKind::item_response, Grade::a),
        Verdict::response_up);
    EXPECT_EQ(to_text(percent(*share_difference(of_57(34), of_57(40), Base::pop), 2).value()), "10.53");
}

TEST(Change, of_totals_alone_gives_ranges_and_no_matched_figures) {
    const ChangeOfTotals opinion = change_of_totals(of_57(33), of_57(35), 57).value();
    EXPECT_EQ(opinion.bounds, (WholeRange{-22, 24}));
    EXPECT_EQ(opinion.transitions, (Transitions{{11, 33}, {2, 24}, {0, 22}}));
    const ChangeOfTotals replies = change_of_totals(of_57(34), of_57(40), 57).value();
    EXPECT_EQ(replies.transitions, (Transitions{{17, 34}, {6, 23}, {0, 17}}));
    const auto few = sign_test_range(opinion.transitions).value();
    EXPECT_NEAR(few.least, 0.50, 0.005);
    EXPECT_NEAR(few.most, 0.88, 0.005);
    const auto more = sign_test_range(replies.transitions).value();
    EXPECT_NEAR(more.least, 0.031, 0.0005);
    EXPECT_NEAR(more.most, 0.43, 0.005);
    // With more known, less is open.
    const Level known{.holding = 35, .population = 57, .eligible = 57, .answered = 44};
    EXPECT_EQ(change_of_totals(of_57(33), known, 57)->bounds, (WholeRange{-22, 15}));
}

TEST(Change, of_totals_that_cannot_be_is_refused) {
    EXPECT_EQ(change_of_totals(of_57(58), of_57(35), 57).error().fields[0].field, "eligible");
    EXPECT_EQ(change_of_totals(of_57(33), of_57(35), 34).error().fields[0].field, "after");
    EXPECT_EQ(transitions(-1, 3, 57).error().fields[0].field, "before");
}

TEST(Verdict, is_the_first_that_applies) {
    struct {
        std::int64_t all, matched;
        WholeRange bounds;
        MetricKind metric;
        Grade grade;
        const char* code;
    } const rows[] = {
        {6, 4, {1, 9}, MetricKind::opinion, Grade::a, "ROBUST_UP"},
        {-6, -4, {-9, -1}, MetricKind::opinion, Grade::b, "ROBUST_DOWN"},
        {6, 4, {0, 9}, MetricKind::opinion, Grade::a, "MATCHED_UP"},
        {0, -1, {-9, 9}, MetricKind::opinion, Grade::a, "MATCHED_DOWN"},
        {6, -1, {0, 9}, MetricKind::opinion, Grade::a, "REPORTED_UP"},
        {0, 1, {-9, 9}, MetricKind::opinion, Grade::b, "MATCHED_UP"},
        {-2, 1, {-9, 9}, MetricKind::opinion, Grade::b, "REPORTED_DOWN"},
        {-2, -1, {-9, 9}, MetricKind::opinion, Grade::b, "MATCHED_DOWN"},
        {2, 0, {-9, 9}, MetricKind::opinion, Grade::a, "REPORTED_UP"},
        {-2, 0, {-9, 9}, MetricKind::opinion, Grade::a, "REPORTED_DOWN"},
        {0, 0, {-9, 9}, MetricKind::opinion, Grade::a, "NO_CHANGE"},
        {6, 4, {1, 9}, MetricKind::item_response, Grade::a, "RESPONSE_UP"},
        {-6, 4, {-9, -1}, MetricKind::item_response, Grade::a, "RESPONSE_DOWN"},
        {0, 4, {1, 9}, MetricKind::item_response, Grade::a, "NO_CHANGE"},
        {6, 4, {1, 9}, MetricKind::opinion, Grade::c, "NOT_COMPARABLE"},
        {6, 4, {1, 9}, MetricKind::item_response, Grade::d, "NOT_COMPARABLE"},
        {0, 0, {0, 0}, MetricKind::opinion, Grade::none, "NOT_COMPARABLE"},
    };
    for (const auto& row : rows) {
        Change given;
        given.delta_all = row.all;
        given.matched.delta = row.matched;
        given.bounds = row.bounds;
        EXPECT_EQ(code_of(verdict(given, row.metric, row.grade)), row.code);
    }
}

TEST(SignTest, is_that_of_the_tables) {
    EXPECT_EQ(sign_test(0, 0).value(), 1.0);
    EXPECT_EQ(sign_test(2, 0).value(), 0.5);
    EXPECT_EQ(sign_test(6, 0).value(), 0.03125);
    EXPECT_EQ(sign_test(3, 3).value(), 1.0);
    EXPECT_EQ(sign_test(1, 9).value(), 22.0 / 1024);
    EXPECT_EQ(to_text(sign_test(6, 0, 3).value()), "0.031");
    EXPECT_EQ(to_text(sign_test(23, 17, 2).value()), "0.43");
    EXPECT_EQ(to_text(sign_test(24, 22, 2).value()), "0.88");
    EXPECT_EQ(sign_test(200, 0).value(), std::ldexp(1.0, -199));
    EXPECT_EQ(to_text(sign_test(200, 0, 6).value()), "0.000000");
    EXPECT_EQ(sign_test(-1, 0).error().fields[0].field, "gained");
    EXPECT_EQ(sign_test(0, 513).error().fields[0].field, "lost");
    EXPECT_EQ(sign_test(1, 1, 7).error().fields[0].field, "decimals");
}

// The nearest doubles of the exact fractions, from Python's fractions module.
TEST(SignTest, is_the_nearest_double_where_hundreds_of_states_moved) {
    struct {
        std::int64_t gained, lost;
        double p;
    } const rows[] = {{150, 90, 0x1.105f0259354c1p-13},
                      {100, 130, 0x1.c79620391bb5bp-5},
                      {257, 255, 0x1.edf46a46752ffp-1},
                      {512, 3, 0x1.5b60080000000p-490},
                      {64, 1, 0x1.08p-58},
                      {61, 40, 0x1.793168345d14ep-5},
                      {200, 199, 1.0},
                      {300, 160, 0x1.1fe2fb0f24f84p-34}};
    for (const auto& row : rows) EXPECT_EQ(sign_test(row.gained, row.lost).value(), row.p) << row.gained;
}

RC_GTEST_PROP(SignTest, is_twice_the_smaller_tail_of_tossing_a_coin, ()) {
    const auto gained = *rc::gen::inRange(0, 15);
    const auto lost = *rc::gen::inRange(0, 15);
    // Pascal's triangle, row of gained + lost.
    std::vector<std::int64_t> row{1};
    for (int step = 0; step < gained + lost; ++step) {
        row.push_back(0);
        for (std::size_t place = row.size() - 1; place > 0; --place) row[place] += row[place - 1];
    }
    std::int64_t tail = 0;
    for (int i = 0; i <= std::min(gained, lost); ++i) tail += row[static_cast<std::size_t>(i)];
    const double p = std::min(1.0, 2.0 * static_cast<double>(tail) / std::ldexp(1.0, gained + lost));
    RC_ASSERT(sign_test(gained, lost).value() == p);
    RC_ASSERT(sign_test(lost, gained).value() == p);
    const std::int64_t shown = sign_test(gained, lost, 6)->units;
    RC_ASSERT(std::abs(static_cast<double>(shown) / 1e6 - p) <= 0.5e-6 + 1e-12);
}

RC_GTEST_PROP(Transitions, are_those_of_every_pair_of_sets, ()) {
    const auto population = *rc::gen::inRange(0, 7);
    const auto before = *rc::gen::inRange(0, population + 1);
    const auto after = *rc::gen::inRange(0, population + 1);
    Transitions tried{{99, -1}, {99, -1}, {99, -1}};
    const auto widen = [](WholeRange& range, int value) {
        range = {std::min<std::int64_t>(range.min, value), std::max<std::int64_t>(range.max, value)};
    };
    double least = 2, most = -1;
    for (unsigned one = 0; one < 1U << population; ++one) {
        for (unsigned other = 0; other < 1U << population; ++other) {
            if (std::popcount(one) != before || std::popcount(other) != after) continue;
            widen(tried.stay, std::popcount(one & other));
            widen(tried.gained, std::popcount(other & ~one));
            widen(tried.lost, std::popcount(one & ~other));
            const double p = sign_test(std::popcount(other & ~one), std::popcount(one & ~other)).value();
            least = std::min(least, p);
            most = std::max(most, p);
        }
    }
    const Transitions found = transitions(before, after, population).value();
    RC_ASSERT(found == tried);
    RC_ASSERT(sign_test_range(found)->least == least);
    RC_ASSERT(sign_test_range(found)->most == most);
}

RC_GTEST_PROP(Change, is_exactly_gainers_less_losers_and_entrants_less_leavers, ()) {
    const Reading before = reading_from(any_standings(12));
    const Reading after = reading_from(any_standings(12));
    const Change found = change(before, after);
    RC_ASSERT(found.delta_all == found.matched.gained - found.matched.lost + found.entrants - found.leavers);
    RC_ASSERT(found.matched.delta == found.matched.gained - found.matched.lost);
    std::int64_t gained = 0, lost = 0, n = 0, stayed = 0;
    for (std::size_t state = 0; state < 12; ++state) {
        if (!before.answered.contains(state) || !after.answered.contains(state)) continue;
        n += 1;
        const bool then = before.holding.contains(state), now = after.holding.contains(state);
        gained += !then && now;
        lost += then && !now;
        stayed += then && now;
    }
    RC_ASSERT(found.matched.n == n);
    RC_ASSERT(found.matched.gained == gained);
    RC_ASSERT(found.matched.lost == lost);
    RC_ASSERT(found.matched.stayers.count() == stayed);
}

RC_GTEST_PROP(Change, turned_round_is_its_mirror, ()) {
    const Reading before = reading_from(any_standings(8));
    const Reading after = reading_from(any_standings(8));
    const Change forth = change(before, after);
    const Change back = change(after, before);
    RC_ASSERT(forth.delta_all == -back.delta_all);
    RC_ASSERT(forth.bounds == (WholeRange{-back.bounds.max, -back.bounds.min}));
    RC_ASSERT(forth.entrants == back.leavers);
}

// A State that is not eligible holds nothing: its change is that of the other round alone.
bool went_back_unseen(const Reading& before, const Reading& after, const Reading& full_before,
                      const Reading& full_after) {
    const StateSet unseen = (before.eligible & after.eligible) - (before.answered & after.answered);
    return !((unseen & full_before.holding) - full_after.holding).empty();
}

RC_GTEST_PROP(Change, bounds_are_the_least_and_most_of_every_completion_of_both_rounds, ()) {
    const auto states = *rc::gen::inRange<std::size_t>(1, 6);
    const Reading before = reading_from(any_standings(states));
    const Reading after = reading_from(any_standings(states));
    const Change found = change(before, after);
    WholeRange all{99, -99}, without{99, -99};
    for (const Reading& then : completions(before)) {
        if (!then.missing().empty()) continue;
        for (const Reading& now : completions(after)) {
            if (!now.missing().empty()) continue;
            const std::int64_t delta = now.holding.count() - then.holding.count();
            all = {std::min(all.min, delta), std::max(all.max, delta)};
            if (went_back_unseen(before, after, then, now)) continue;
            without = {std::min(without.min, delta), std::max(without.max, delta)};
        }
    }
    RC_ASSERT(found.bounds == all);
    RC_ASSERT(found.bounds_no_backsliding == without);
    RC_ASSERT(found.bounds.min <= found.delta_all);
    RC_ASSERT(found.delta_all <= found.bounds.max);
}

RC_GTEST_PROP(Change, of_totals_holds_what_the_states_themselves_did, ()) {
    std::vector<Standing> then, now;
    for (int state = 0; state < 10; ++state) {
        then.push_back(*rc::gen::element(Standing::no, Standing::yes));
        now.push_back(*rc::gen::element(Standing::no, Standing::yes));
    }
    const Change seen = change(reading_from(then), reading_from(now));
    const ChangeOfTotals totals = change_of_totals(seen.before, seen.after, 10).value();
    RC_ASSERT(totals.transitions.gained.min <= seen.matched.gained);
    RC_ASSERT(seen.matched.gained <= totals.transitions.gained.max);
    RC_ASSERT(totals.transitions.lost.min <= seen.matched.lost);
    RC_ASSERT(seen.matched.lost <= totals.transitions.lost.max);
    RC_ASSERT(totals.delta_all == seen.delta_all);
}

TEST(Movement, puts_every_state_of_either_round_into_one_cell) {
    const Round before = synthetic_2015();
    const Round after = synthetic_2021();
    const MovementTable table =
        movement(before, item_of(before, "P-IDENT-PROACTIVE"), after, item_of(after, "P-IDENT-PROACTIVE"))
            .value();
    std::int64_t all = 0;
    for (const std::int64_t count : table.counts) all += count;
    EXPECT_EQ(all, 57);
    const auto place = [](const std::vector<MovementClass>& classes, std::string_view code) {
        return static_cast<std::size_t>(std::ranges::find(classes, code, &MovementClass::code) -
                                        classes.begin());
    };
    EXPECT_EQ(table.at(place(table.rows, "agree"), place(table.columns, "disagree")), 3);
    EXPECT_EQ(table.at(place(table.rows, "disagree"), place(table.columns, "agree")), 5);
    EXPECT_EQ(table.at(place(table.rows, "agree"), place(table.columns, "strongly_agree")), 12);
    EXPECT_EQ(table.at(place(table.rows, "NR"), place(table.columns, "NR")), 5);
    EXPECT_EQ(table.at(place(table.rows, "NR"), place(table.columns, "disagree")), 2);
    EXPECT_FALSE(movement(before, item_of(before, "V-RECRUIT-MONITOR"), after, 0));
}

TEST(Movement, shows_states_that_were_not_of_a_round) {
    const StateRegister states = invented_states(3);
    StateSet two;
    two.insert(0);
    two.insert(1);
    Round before("then", two, 3), after("now", states.all(), 3);
    for (Round* round : {&before, &after}) {
        const std::size_t item = round->add_item({.id = "q", .options = {{.code = "yes"}}}).value();
        round->population().for_each([&](std::size_t state) {
            ASSERT_TRUE(round->put(
                item, state,
                {.disposition = Disposition::under_examination, .accepted = state == 0, .chosen = {0}}));
        });
    }
    const MovementTable table = movement(before, 0, after, 0).value();
    EXPECT_EQ(table.rows.back().code, kNotMember);
    EXPECT_EQ(table.rows.back().states.count(), 1);
    EXPECT_TRUE(table.columns.back().states.empty());
    EXPECT_EQ(table.at(0, 0), 1) << "accepted";
}

}  // namespace
}  // namespace survey
