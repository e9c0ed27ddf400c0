// What a round takes and what it refuses; sets of States.

#include "survey/round.hpp"
#include "survey/rounds_for_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace survey {
namespace {

struct OneItem {
    explicit OneItem(ItemType type, std::vector<Option> options = {{.code = "a"}, {.code = "b"}}) {
        item = round.add_item({.id = "q", .type = type, .options = std::move(options)}).value();
    }
    std::string refusal(const Answer& answer, std::size_t state = 0) {
        const auto done = round.put(item, state, answer);
        return done ? "" : done.error().fields[0].field + " " + done.error().fields[0].rule;
    }
    Round round{"r", invented_states(3).all(), 3};
    std::size_t item = 0;
};

TEST(Round, takes_answers_of_the_shape_of_the_item_alone) {
    OneItem single(ItemType::single);
    EXPECT_EQ(single.refusal({}), "option exactly_one");
    EXPECT_EQ(single.refusal({.chosen = {0, 1}}), "option exactly_one");
    EXPECT_EQ(single.refusal({.chosen = {2}}), "option not_in_list");
    EXPECT_EQ(single.refusal({.chosen = {0}, .denied = {1}}), "value not_yes_or_no_item");
    EXPECT_EQ(single.refusal({.amounts = {{0, 5}}}), "value not_a_number_item");
    EXPECT_EQ(single.refusal({.disposition = Disposition::blank, .chosen = {0}}), "value only_with_ANS");
    EXPECT_EQ(single.refusal({.accepted = true, .chosen = {0}}), "disposition only_with_EXAM");
    EXPECT_EQ(single.refusal({.chosen = {0}}), "");

    OneItem ticked(ItemType::multi, {{.code = "a"}, {.code = "b"}, {.code = "none", .exclusive = true}});
    EXPECT_EQ(ticked.refusal({}), "option required");
    EXPECT_EQ(ticked.refusal({.chosen = {0, 0}}), "option taken");
    EXPECT_EQ(ticked.refusal({.chosen = {0, 2}}), "option exclusive");
    EXPECT_EQ(ticked.refusal({.chosen = {0, 1}}), "");
    EXPECT_EQ(ticked.refusal({.chosen = {2}}, 1), "");

    OneItem forced(ItemType::multi_forced);
    EXPECT_EQ(forced.refusal({}), "option required");
    EXPECT_EQ(forced.refusal({.chosen = {0}, .denied = {0}}), "option taken");
    EXPECT_EQ(forced.refusal({.chosen = {0}, .denied = {1}}), "");

    OneItem number(ItemType::number, {});
    EXPECT_EQ(number.refusal({}), "value required");
    EXPECT_EQ(number.refusal({.chosen = {0}}), "option no_options");
    EXPECT_EQ(number.refusal({.amounts = {{1, 5}}}), "option not_in_list");
    EXPECT_EQ(number.refusal({.amounts = {{0, 0}}}), "");

    OneItem text(ItemType::text, {});
    EXPECT_EQ(text.refusal({.chosen = {0}}), "option no_options");
    EXPECT_EQ(text.refusal({}), "");
}

TEST(Round, keeps_one_disposition_for_a_state_and_item_and_no_reply_beside_no_reply_alone) {
    OneItem one(ItemType::single);
    const std::size_t other = one.round.add_item({.id = "p", .options = {{.code = "a"}}}).value();
    EXPECT_EQ(one.refusal({.chosen = {0}}, 7), "state not_in_population");
    EXPECT_EQ(one.refusal({.chosen = {0}}), "");
    EXPECT_EQ(one.refusal({.disposition = Disposition::blank}), "disposition taken");
    EXPECT_FALSE(one.round.put(other, 0, {.disposition = Disposition::no_reply}));
    EXPECT_EQ(one.refusal({.disposition = Disposition::no_reply}, 1), "");
    EXPECT_FALSE(one.round.put(other, 1, {.disposition = Disposition::blank}));
    EXPECT_TRUE(one.round.put(other, 1, {.disposition = Disposition::skipped}));
    EXPECT_EQ(one.round.replied().count(), 2);
    EXPECT_FALSE(one.round.add_item({.id = "p"}));
    EXPECT_FALSE(one.round.add_item({.id = "o", .options = {{.code = "a"}, {.code = "a"}}}));
}

TEST(Round, holds_what_only_the_secretariat_may_know_in_no_count) {
    OneItem one(ItemType::single);
    EXPECT_EQ(one.refusal({.confidentiality = Confidentiality::secretariat, .chosen = {0}}), "");
    EXPECT_TRUE(one.round.column(one.item).with(Disposition::held).contains(0));
    EXPECT_TRUE(one.round.column(one.item).chosen[0].empty());
    EXPECT_EQ(one.refusal({.confidentiality = Confidentiality::open, .chosen = {0}}, 1), "");
    EXPECT_FALSE(one.round.column(one.item).totals_only.contains(1));
    EXPECT_EQ(one.refusal({.chosen = {0}}, 2), "");
    EXPECT_TRUE(one.round.column(one.item).totals_only.contains(2)) << "the safe side, where nothing is said";
}

TEST(Round, of_200_states_400_items_and_five_rounds_takes_a_few_megabytes) {
    Item item{.id = "q", .options = std::vector<Option>(6)};
    std::size_t bytes = sizeof(Column) + item.options.size() * sizeof(StateSet);
    EXPECT_LT(bytes * 400 * 5, 4'000'000U);
}

TEST(StateSet, finds_states_by_their_code_in_the_order_of_the_codes) {
    for (const char* wrong : {"", "FR", "FRAN", "fra", "F A", "ÉEE"})
        EXPECT_FALSE(StateCode::from_text(wrong)) << wrong;
    const std::vector<StateCode> codes{*StateCode::from_text("XKC"), *StateCode::from_text("ALB"),
                                       *StateCode::from_text("XKC")};
    const StateRegister states = StateRegister::of(codes).value();
    EXPECT_EQ(states.size(), 2U);
    EXPECT_EQ(states.place_of(codes[0]), 1U);
    EXPECT_EQ(states.place_of(*StateCode::from_text("AAA")), std::nullopt);
    EXPECT_EQ(states.codes_of(states.all())[0].text(), "ALB");
    const StateRegister many = invented_states(kStatesMost);
    EXPECT_EQ(many.all().count(), static_cast<std::int64_t>(kStatesMost));
    std::vector<StateCode> more = many.codes_of(many.all());
    more.push_back(codes[1]);
    EXPECT_FALSE(StateRegister::of(more));
}

RC_GTEST_PROP(StateSet, is_a_set, ()) {
    const auto places = [] {
        return *rc::gen::container<std::set<std::size_t>>(rc::gen::inRange<std::size_t>(0, kStatesMost));
    };
    const auto one = places();
    const auto other = places();
    StateSet left, right;
    for (const std::size_t place : one) left.insert(place);
    for (const std::size_t place : other) right.insert(place);
    std::vector<std::size_t> both;
    (left & right).for_each([&](std::size_t place) { both.push_back(place); });
    std::vector<std::size_t> expected;
    std::ranges::set_intersection(one, other, std::back_inserter(expected));
    RC_ASSERT(both == expected);
    RC_ASSERT((left | right).count() ==
              left.count() + right.count() - static_cast<std::int64_t>(both.size()));
    RC_ASSERT((left - right).count() == left.count() - static_cast<std::int64_t>(both.size()));
    RC_ASSERT(left.covers(right) == std::ranges::includes(one, other));
}

}  // namespace
}  // namespace survey
