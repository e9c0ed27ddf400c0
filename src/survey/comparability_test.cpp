// Concordance, kappa and disclosure: the tables of survey.md 5.2, 6.4 and 7, and trying on few States.

#include "survey/concordance.hpp"
#include "survey/disclosure.hpp"
#include "survey/kappa.hpp"
#include "survey/rounds_for_test.hpp"
#include "survey/verdict.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace survey {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

Item with_options(std::vector<std::string> codes) {
    Item item{.id = "q"};
    for (std::string& code : codes) item.options.push_back({.code = std::move(code)});
    return item;
}

const Item kFive = with_options({"never", "rarely", "sometimes", "often", "always"});
const Item kThree = with_options({"no", "partly", "yes"});
const Pair kFiveToThree[] = {
    {"never", "no"}, {"rarely", "partly"}, {"sometimes", "partly"}, {"often", "yes"}, {"always", "yes"}};

TEST(OptionMap, is_many_to_one_and_knows_whether_it_is_total) {
    const OptionMap map = OptionMap::of(kFive, kThree, kFiveToThree).value();
    EXPECT_TRUE(map.is_total());
    EXPECT_FALSE(map.is_one_to_one());
    EXPECT_EQ(map.target_before({{2}}).value().options, (std::vector<std::size_t>{3, 4}));
    EXPECT_EQ(map.target_before({{0, 2}}).value().options, (std::vector<std::size_t>{0, 3, 4}));
    EXPECT_TRUE(map.target_before({}).value().options.empty());
    const Pair twice[] = {{"never", "no"}, {"never", "partly"}};
    EXPECT_EQ(OptionMap::of(kFive, kThree, twice).error().fields[0].rule, "taken");
    const Pair unknown[] = {{"never", "maybe"}};
    EXPECT_EQ(OptionMap::of(kFive, kThree, unknown).error().fields[0].field, "to");
    const Pair unknown_from[] = {{"maybe", "no"}};
    EXPECT_EQ(OptionMap::of(kFive, kThree, unknown_from).error().fields[0].field, "from");
    const Pair partial[] = {{"never", "no"}, {"always", ""}};
    const OptionMap some = OptionMap::of(kFive, kThree, partial).value();
    EXPECT_FALSE(some.is_total());
    EXPECT_EQ(some.target_before({{2}}).error().fields[0].rule, "no_counterpart");
    EXPECT_TRUE(OptionMap::by_code(kThree, kThree).is_one_to_one());
    EXPECT_FALSE(OptionMap::by_code(kFive, kThree).is_total());
}

TEST(OptionMap, adds_totals_only_of_options_that_exclude_each_other) {
    const OptionMap map = OptionMap::of(kFive, kThree, kFiveToThree).value();
    const std::int64_t counts[] = {3, 10, 15, 20, 30};
    EXPECT_EQ(map.collapsed(counts, true, 100).value(),
              (std::vector<WholeRange>{{3, 3}, {25, 25}, {50, 50}}));
    EXPECT_EQ(map.collapsed(counts, false, 40).value(),
              (std::vector<WholeRange>{{3, 3}, {15, 25}, {30, 40}}));
    EXPECT_FALSE(map.collapsed({counts, 4}, true, 100));
    EXPECT_FALSE(map.collapsed(counts, false, 29));
}

// A State may tick several options: what the map gives is what all such States together can give.
RC_GTEST_PROP(OptionMap, bounds_ticked_totals_as_trying_every_set_of_states_does, ()) {
    const auto states = *rc::gen::inRange(1, 7);
    const auto one = *rc::gen::inRange(0, states + 1);
    const auto other = *rc::gen::inRange(0, states + 1);
    const Pair merge[] = {{"a", "x"}, {"b", "x"}};
    const OptionMap map = OptionMap::of(with_options({"a", "b"}), with_options({"x"}), merge).value();
    WholeRange tried{99, -1};
    for (unsigned left = 0; left < 1U << states; ++left) {
        for (unsigned right = 0; right < 1U << states; ++right) {
            if (std::popcount(left) != one || std::popcount(right) != other) continue;
            const std::int64_t either = std::popcount(left | right);
            tried = {std::min(tried.min, either), std::max(tried.max, either)};
        }
    }
    const std::int64_t counts[] = {one, other};
    RC_ASSERT(map.collapsed(counts, false, states).value()[0] == tried);
}

RC_GTEST_PROP(OptionMap, one_after_the_other_is_the_same_as_both_at_once, ()) {
    const Item first = with_options({"a", "b", "c", "d"}), second = with_options({"e", "f", "g"}),
               third = with_options({"h", "i"});
    const auto any_map = [](const Item& from, const Item& to) {
        std::vector<Pair> pairs;
        for (const Option& option : from.options) {
            const auto at = *rc::gen::inRange<std::size_t>(0, to.options.size() + 1);
            pairs.emplace_back(option.code, at == to.options.size() ? std::string_view()
                                                                    : std::string_view(to.options[at].code));
        }
        return OptionMap::of(from, to, pairs).value();
    };
    const OptionMap one = any_map(first, second), other = any_map(second, third);
    const OptionMap both = one.then(other).value();
    std::int64_t mapped = 0, total = 0;
    std::vector<std::int64_t> counts;
    for (std::size_t from = 0; from < 4; ++from) {
        const auto middle = one.at(from);
        RC_ASSERT(both.at(from) == (middle ? other.at(*middle) : std::nullopt));
        counts.push_back(*rc::gen::inRange(0, 20));
        if (both.at(from)) mapped += counts.back();
    }
    const auto sums = both.collapsed(counts, true, 100).value();
    for (const WholeRange& sum : sums) total += sum.min;
    RC_ASSERT(total == mapped);
    RC_ASSERT(!one.then(one).has_value());
}

TEST(Concordance, has_the_grade_of_its_relation_at_best) {
    const struct {
        Relation relation;
        bool map, rule;
        const char* grade;
    } rows[] = {{Relation::identical, false, false, "A"}, {Relation::editorial, false, false, "A"},
                {Relation::rescaled, true, false, "B"},   {Relation::rescaled, false, false, "C"},
                {Relation::narrowed, false, false, "C"},  {Relation::broadened, false, false, "C"},
                {Relation::reframed, false, false, "D"},  {Relation::successor, false, false, "D"},
                {Relation::split, false, true, "B"},      {Relation::split, false, false, "C"},
                {Relation::merged, false, true, "B"},     {Relation::merged, false, false, "C"},
                {Relation::added, false, false, "none"},  {Relation::dropped, false, false, "none"}};
    for (const auto& row : rows) {
        Concordance given{.relation = row.relation, .map = {}, .has_rule = row.rule};
        if (row.map) given.map = OptionMap::of(kFive, kThree, kFiveToThree).value();
        EXPECT_EQ(code_of(grade_of(given)), row.grade) << code_of(row.relation);
        given.decided = Grade::d;
        EXPECT_EQ(grade_of(given), std::max(ceiling(given), Grade::d)) << "a person may grade lower";
    }
}

TEST(Concordance, is_held_down_by_what_else_changed) {
    EXPECT_EQ(grade_of({.map = {}, .changed = {.population = true}}), Grade::b);
    EXPECT_EQ(grade_of({.map = {}, .changed = {.reference_period = true}}), Grade::b);
    EXPECT_EQ(grade_of({.map = {}, .changed = {.mode = true}}), Grade::b);
    EXPECT_EQ(grade_of({.map = {}, .changed = {.respondent = true}}), Grade::c);
    EXPECT_EQ(grade_of({.relation = Relation::reframed, .map = {}, .changed = {.mode = true}}), Grade::d);
    EXPECT_EQ(observation_status(Grade::a), "A");
    EXPECT_EQ(observation_status(Grade::b), "B");
    EXPECT_EQ(observation_status(Grade::c), "D");
}

TEST(Concordance, is_decided_by_one_and_approved_by_another) {
    EXPECT_EQ(check({.map = {}, .author = "a"}).error().fields[0].rule, "required");
    EXPECT_EQ(check({.map = {}, .author = "a", .approver = "a"}).error().fields[0].rule, "same_person");
    EXPECT_TRUE(check({.map = {}, .author = "a", .approver = "b"}));
    Concordance rescaled{
        .relation = Relation::rescaled, .map = {}, .decided = Grade::b, .author = "a", .approver = "b"};
    EXPECT_EQ(check(rescaled).error().fields[0].rule, "not_total");
    rescaled.map = OptionMap::of(kFive, kThree, kFiveToThree).value();
    EXPECT_TRUE(check(rescaled));
    rescaled.relation = Relation::identical;
    EXPECT_EQ(check(rescaled).error().fields[0].rule, "not_one_to_one");
}

TEST(Concordance, of_three_rounds_has_the_worse_grade_of_its_steps) {
    const Concordance same{.map = OptionMap::by_code(kThree, kThree)};
    const Concordance rescaled{.relation = Relation::rescaled,
                               .map = OptionMap::of(kFive, kThree, kFiveToThree).value()};
    const Linked both = linked(rescaled, same).value();
    EXPECT_EQ(both.grade, Grade::b);
    EXPECT_EQ(both.map, rescaled.map);
    EXPECT_FALSE(linked(same, rescaled));
    EXPECT_EQ(linked(rescaled, {.relation = Relation::successor, .map = {}})->grade, Grade::d);
}

// Reframed wording withholds the trend (survey.md 10.1, test 12).
TEST(Concordance, of_a_reframed_wording_lets_no_verdict_through) {
    const Change found =
        change(reading_of(synthetic_2015(), "P-IDENT-PROACTIVE", {"agree", "strongly_agree"}),
               reading_of(synthetic_2021(), "P-IDENT-PROACTIVE", {"agree", "strongly_agree"}));
    const Grade grade = grade_of({.relation = Relation::reframed, .map = {}});
    EXPECT_EQ(verdict(found, MetricKind::opinion, grade), Verdict::not_comparable);
}

// Who says yes to "specialised police" says yes to "police": every way the States can answer the other
// question.
RC_GTEST_PROP(Concordance, of_a_narrower_wording_bounds_the_broader_and_the_other_way_round, ()) {
    const Reading known = reading_from(any_standings(5));
    const Level level = level_of(known);
    WholeRange broader{99, -1}, narrower{99, -1};
    for (const Reading& full : completions(known)) {
        if (!full.missing().empty()) continue;
        for (unsigned bits = 0; bits < 32; ++bits) {
            StateSet other;
            for (std::size_t state = 0; state < 5; ++state) {
                if ((bits >> state & 1U) != 0) other.insert(state);
            }
            if (!full.eligible.covers(other)) continue;
            const std::int64_t count = other.count();
            if (other.covers(full.holding))
                broader = {std::min(broader.min, count), std::max(broader.max, count)};
            if (full.holding.covers(other))
                narrower = {std::min(narrower.min, count), std::max(narrower.max, count)};
        }
    }
    RC_ASSERT(bounds_of_broader(level) == (Bounds{broader.min, broader.max, level.eligible}));
    RC_ASSERT(bounds_of_narrower(level) == (Bounds{narrower.min, narrower.max, level.eligible}));
}

TEST(Kappa, is_that_of_worked_examples) {
    // 20 both, 5 and 10 one alone, 15 neither: p_o 0.7, p_e 0.5.
    const Agreement found = agreement_on_code(20, 5, 10, 15).value();
    EXPECT_EQ(found.texts, 50);
    EXPECT_EQ(found.observed, Ratio::of(7, 10));
    EXPECT_EQ(found.expected, Ratio::of(1, 2));
    EXPECT_EQ(found.kappa, Ratio::of(2, 5));
    EXPECT_EQ(agreement_on_code(10, 0, 0, 10)->kappa, Ratio::of(1, 1));
    EXPECT_EQ(agreement_on_code(0, 10, 10, 0)->kappa, Ratio::of(-1, 1));
    EXPECT_FALSE(agreement_on_code(10, 0, 0, 0)->kappa)
        << "one code throughout: no agreement beyond chance can show";
    EXPECT_FALSE(agreement_on_code(0, 0, 0, 0)->observed);
    const std::int64_t three[] = {44, 5, 1, 7, 20, 3, 9, 5, 6};
    EXPECT_EQ(agreement(three, 3)->kappa, Ratio::of(100 * 70 - (50 * 60 + 30 * 30 + 20 * 10), 10000 - 4100));
    EXPECT_FALSE(agreement({three, 8}, 3));
    EXPECT_FALSE(agreement_on_code(-1, 0, 0, 1));
}

// Everything that a reader who knows `own` (or nothing) can hold possible of the others, from the printed
// multiset.
std::size_t possibilities(std::vector<int> others) {
    std::ranges::sort(others);
    std::size_t count = 0;
    do count += 1;
    while (std::ranges::next_permutation(others).found);
    return count;
}

TEST(Disclosure, lets_names_stand_beside_totals_exactly_where_nobody_can_tell_all_the_others) {
    for (std::size_t hidden = 0; hidden <= 6; ++hidden) {
        std::size_t all = 1;
        for (std::size_t state = 0; state < hidden; ++state) all *= 3;
        for (std::size_t code = 0; code < all; ++code) {
            std::vector<int> answers;
            std::vector<std::int64_t> counts(3);
            for (std::size_t state = 0, rest = code; state < hidden; ++state, rest /= 3) {
                answers.push_back(static_cast<int>(rest % 3));
                counts[rest % 3] += 1;
            }
            bool safe = hidden == 0 || (hidden >= 3 && possibilities(answers) > 1);
            for (std::size_t member = 0; member < hidden; ++member) {
                std::vector<int> others = answers;
                others.erase(others.begin() + static_cast<std::ptrdiff_t>(member));
                safe = safe && possibilities(others) > 1;
            }
            ASSERT_EQ(may_name_beside_totals(counts), safe)
                << counts[0] << " " << counts[1] << " " << counts[2];
        }
    }
}

TEST(Disclosure, of_amounts_asks_that_no_sum_tells_them_all) {
    using Amounts = std::vector<std::int64_t>;
    EXPECT_TRUE(may_name_beside_sum(Amounts{}));
    EXPECT_FALSE(may_name_beside_sum(Amounts{4}));
    EXPECT_FALSE(may_name_beside_sum(Amounts{4, 5}));
    EXPECT_TRUE(may_name_beside_sum(Amounts{4, 5, 5}));
    EXPECT_FALSE(may_name_beside_sum(Amounts{0, 0, 0}));
    EXPECT_FALSE(may_name_beside_sum(Amounts{9, 0, 0})) << "the one with 9 learns that the others have none";
    EXPECT_TRUE(may_name_beside_sum(Amounts{9, 2, 0}));
    EXPECT_TRUE(has_small_cell(Amounts{0, 7, 4}));
    EXPECT_FALSE(has_small_cell(Amounts{0, 7, 5}));
}

// States 0.. in totals only with these answers; the rest public with the first option.
Round with_hidden(const std::vector<std::size_t>& hidden, ItemType type = ItemType::single) {
    Round round("r", invented_states(8).all(), 8);
    Item item = with_options({"a", "b", "c"});
    item.type = type;
    const std::size_t at = round.add_item(item).value();
    for (std::size_t state = 0; state < 8; ++state) {
        const bool is_hidden = state < hidden.size();
        EXPECT_TRUE(
            round.put(at, state,
                      {.confidentiality = is_hidden ? Confidentiality::totals_only : Confidentiality::open,
                       .chosen = {is_hidden ? hidden[state] : 0}}));
    }
    return round;
}

TEST(Disclosure, of_an_item_looks_at_the_answers_in_totals_only) {
    EXPECT_EQ(disclosure(with_hidden({}), 0).printing, Printing::totals_and_names);
    EXPECT_EQ(disclosure(with_hidden({0, 1}), 0).printing, Printing::totals_or_names);
    EXPECT_EQ(disclosure(with_hidden({0, 1, 1}), 0).printing, Printing::totals_or_names);
    EXPECT_EQ(disclosure(with_hidden({0, 1, 2}), 0).printing, Printing::totals_and_names);
    EXPECT_EQ(disclosure(with_hidden({0, 0, 1, 1}), 0).in_totals_only, 4);
    EXPECT_EQ(disclosure(with_hidden({0, 0, 1, 1}), 0).printing, Printing::totals_and_names);
    // Ticked: of option c nobody among them is one, so everybody knows what all of them said to c.
    EXPECT_EQ(disclosure(with_hidden({0, 0, 1, 1}, ItemType::multi), 0).printing, Printing::totals_or_names);
    Round held("r", invented_states(1).all(), 1);
    ASSERT_TRUE(held.add_item(with_options({"a"})));
    ASSERT_TRUE(held.put(0, 0, {.confidentiality = Confidentiality::secretariat, .chosen = {0}}));
    EXPECT_EQ(disclosure(held, 0).held, 1);
    EXPECT_EQ(disclosure(held, 0).in_totals_only, 0);
}

TEST(Disclosure, of_a_table_asks_for_its_cells_and_its_margins) {
    const auto table = [](const std::vector<std::size_t>& rows, const std::vector<std::size_t>& columns) {
        Round round = with_hidden(rows);
        Item other = with_options({"x", "y"});
        other.id = "p";
        const std::size_t at = round.add_item(other).value();
        for (std::size_t state = 0; state < 8; ++state) {
            const bool is_hidden = state < columns.size();
            EXPECT_TRUE(round.put(
                at, state,
                {.confidentiality = is_hidden ? Confidentiality::totals_only : Confidentiality::open,
                 .chosen = {is_hidden ? columns[state] : 0}}));
        }
        return disclosure_of_table(round, 0, at).value().printing;
    };
    EXPECT_EQ(table({}, {}), Printing::totals_and_names);
    EXPECT_EQ(table({0, 0, 1, 1}, {0, 1, 0, 1}), Printing::totals_and_names);
    EXPECT_EQ(table({0, 0, 0, 0}, {0, 1, 0, 1}), Printing::totals_or_names) << "one row tells it of all";
    EXPECT_EQ(table({0, 1}, {}), Printing::totals_or_names);
    const Round text = synthetic_2021();
    EXPECT_FALSE(
        disclosure_of_table(text, item_of(text, "V-RECRUIT-MONITOR"), item_of(text, "P-NGO-ACCESS")));
}

TEST(Disclosure, of_two_snapshots_looks_at_who_came_who_left_and_who_changed) {
    const auto between = [](const std::vector<std::size_t>& then, const std::vector<std::size_t>& now) {
        return disclosure_of_difference(with_hidden(then), 0, with_hidden(now), 0).value().printing;
    };
    EXPECT_EQ(between({0, 1, 2}, {0, 1, 2}), Printing::totals_and_names);
    EXPECT_EQ(between({0, 1, 2}, {0, 1, 2, 1}), Printing::totals_or_names) << "the one that came is told";
    EXPECT_EQ(between({0, 1, 2, 1}, {0, 1, 2}), Printing::totals_or_names) << "and the one that left";
    EXPECT_EQ(between({0, 1, 2, 1}, {0, 1, 2, 2}), Printing::totals_or_names) << "and the one that changed";
    EXPECT_EQ(between({0, 1, 2}, {0, 1, 2, 0, 1, 2}), Printing::totals_and_names);
    const Round text = synthetic_2021();
    const std::size_t told = item_of(text, "V-RECRUIT-MONITOR");
    EXPECT_FALSE(disclosure_of_difference(text, told, text, told));
}

TEST(Disclosure, of_movers_looks_at_what_the_counts_leave_over) {
    const auto movers = [](const std::vector<std::size_t>& then, const std::vector<std::size_t>& now) {
        const Round before = with_hidden(then), after = with_hidden(now);
        const Change found =
            change(read(before, 0, {.options = {0}}).value(), read(after, 0, {.options = {0}}).value());
        return disclosure_of_movers(before, 0, after, 0, found.matched);
    };
    EXPECT_EQ(movers({}, {}).printing, Printing::totals_and_names);
    EXPECT_EQ(movers({0, 1}, {0, 0}).printing, Printing::totals_or_names);
    EXPECT_EQ(movers({0, 0, 1}, {0, 1, 0}).printing, Printing::totals_and_names)
        << "one stayed, one lost, one gained";
    EXPECT_EQ(movers({1, 1, 1}, {0, 0, 1}).printing, Printing::totals_or_names)
        << "the one that stayed tells of two";
    EXPECT_EQ(movers({1, 1, 1, 1}, {0, 0, 1}).in_totals_only, 4) << "hidden in one round is named in neither";
}

}  // namespace
}  // namespace survey
