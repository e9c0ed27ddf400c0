// Scores with their bounds and rank intervals, against every completion of few States.

#include "survey/index.hpp"
#include "survey/rounds_for_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace survey {
namespace {

// Answers by State and item: 0 no, 1 partly, 2 yes, -1 blank, -2 not applicable.
Round answered(const std::vector<std::vector<int>>& states, const std::vector<std::string>& sections) {
    Round round("r", invented_states(states.size()).all(), states.size());
    for (std::size_t item = 0; item < sections.size(); ++item) {
        EXPECT_TRUE(round.add_item({.id = "q" + std::to_string(item),
                                    .section = sections[item],
                                    .options = {{.code = "no"}, {.code = "partly"}, {.code = "yes"}}}));
    }
    for (std::size_t state = 0; state < states.size(); ++state) {
        for (std::size_t item = 0; item < sections.size(); ++item) {
            const int given = states[state][item];
            Answer answer;
            if (given >= 0) answer.chosen = {static_cast<std::size_t>(given)};
            if (given == -1) answer.disposition = Disposition::blank;
            if (given == -2) answer.disposition = Disposition::not_applicable;
            EXPECT_TRUE(round.put(item, state, answer));
        }
    }
    return round;
}

IndexSpec spec_of(const std::vector<std::int64_t>& weights) {
    IndexSpec spec{.points_full = 2, .items = {}};
    for (std::size_t item = 0; item < weights.size(); ++item)
        spec.items.push_back({item, weights[item], {0, 1, 2}});
    return spec;
}

TEST(Index, scores_what_was_answered_between_nothing_and_everything_that_was_not) {
    const Round round = answered({{2, 0, -1}, {2, -2, 1}, {-1, -1, 0}, {-2, -2, -2}}, {"a", "a", "b"});
    const auto found = scores(round, spec_of({1, 2, 1})).value();
    ASSERT_EQ(found.size(), 3U) << "nothing concerns the last State";
    EXPECT_EQ(found[0].available, Ratio::of(1, 3));
    EXPECT_EQ(found[0].lower, Ratio::of(1, 4));
    EXPECT_EQ(found[0].upper, Ratio::of(1, 2));
    EXPECT_EQ(found[0].coverage, Ratio::of(3, 4));
    EXPECT_TRUE(found[0].shown);
    EXPECT_EQ(found[1].available, Ratio::of(3, 4));
    EXPECT_EQ(found[1].coverage, Ratio::of(1, 1));
    EXPECT_EQ(found[2].lower, Ratio::of(0, 1));
    EXPECT_EQ(found[2].upper, Ratio::of(3, 4));
    EXPECT_FALSE(found[2].shown) << "a quarter of its items by weight";
    EXPECT_EQ(found[0].rank, (WholeRange{2, 3}));
    EXPECT_EQ(found[1].rank, (WholeRange{1, 1}));
    EXPECT_EQ(found[2].rank, (WholeRange{1, 3}));
}

TEST(Index, prints_the_weights_of_sections_that_nobody_declared) {
    const Round round = answered({{2, 0, 1}}, {"a", "a", "b"});
    const auto weights = implied_weights(round, spec_of({1, 1, 1})).value();
    ASSERT_EQ(weights.size(), 2U);
    EXPECT_EQ(weights[0].section, "a");
    EXPECT_EQ(weights[0].share, Ratio::of(2, 3));
    EXPECT_EQ(weights[1].share, Ratio::of(1, 3));
}

TEST(Index, shows_how_ranks_depend_on_the_weights) {
    const Round round = answered({{2, 2, 0}, {0, 0, 2}, {1, 2, 1}, {-1, -1, -1}}, {"a", "a", "b"});
    const auto variants = weight_sensitivity(round, spec_of({1, 1, 4})).value();
    const auto ranks = [&](std::string_view name) {
        std::vector<std::int64_t> all;
        for (const auto& rank : std::ranges::find(variants, name, &WeightVariant::name)->ranks)
            all.push_back(rank.value_or(0));
        return all;
    };
    using Ranks = std::vector<std::int64_t>;
    EXPECT_EQ(ranks("declared"), (Ranks{3, 1, 2, 0}));
    EXPECT_EQ(ranks("equal_items"), (Ranks{1, 3, 1, 0}));
    EXPECT_EQ(ranks("equal_sections"), (Ranks{2, 2, 1, 0}));
    EXPECT_EQ(ranks("without:a"), (Ranks{3, 1, 2, 0}));
    EXPECT_EQ(ranks("without:b"), (Ranks{1, 3, 2, 0}));
}

TEST(Index, refuses_a_declaration_that_does_not_fit) {
    const Round round = answered({{2, 0, 1}}, {"a", "a", "b"});
    const auto field = [&](const IndexSpec& spec) { return scores(round, spec).error().fields[0].field; };
    EXPECT_EQ(field({.items = {}}), "items");
    IndexSpec spec = spec_of({1, 1, 1});
    spec.items[1].item = 0;
    EXPECT_EQ(field(spec), "item");
    spec.items[1].item = 3;
    EXPECT_EQ(field(spec), "item");
    spec = spec_of({0, 1, 1});
    EXPECT_EQ(field(spec), "weight");
    spec = spec_of({1, 1, 1});
    spec.items[2].points = {0, 1, 3};
    EXPECT_EQ(field(spec), "points");
    spec.points_full = 0;
    EXPECT_EQ(field(spec), "points_full");
}

RC_GTEST_PROP(Index, bounds_and_ranks_are_those_of_every_completion, ()) {
    const auto states = *rc::gen::inRange<std::size_t>(1, 5);
    const std::vector<std::int64_t> weights{*rc::gen::inRange<std::int64_t>(1, 4),
                                            *rc::gen::inRange<std::int64_t>(1, 4)};
    std::vector<std::vector<int>> given;
    std::vector<int*> open;
    for (std::size_t state = 0; state < states; ++state)
        given.push_back(*rc::gen::container<std::vector<int>>(2, rc::gen::element(-1, 0, 1, 2, -2)));
    // Every State is concerned by something.
    for (auto& state : given) {
        if (state[0] == -2 && state[1] == -2) state[0] = -1;
    }
    const auto found = scores(answered(given, {"a", "b"}), spec_of(weights)).value();
    for (auto& state : given) {
        for (int& one : state) {
            if (one == -1) open.push_back(&one);
        }
    }
    if (open.size() > 6) return;
    std::vector<Ratio> least(states, *Ratio::of(9, 1)), most(states, *Ratio::of(-1, 1));
    std::vector<WholeRange> ranks(states, WholeRange{99, -1});
    std::size_t all = 1;
    for (std::size_t one = 0; one < open.size(); ++one) all *= 3;
    for (std::size_t code = 0; code < all; ++code) {
        std::size_t rest = code;
        for (int* one : open) {
            *one = static_cast<int>(rest % 3);
            rest /= 3;
        }
        std::vector<Ratio> full;
        for (const auto& state : given) {
            std::int64_t points = 0, whole = 0;
            for (std::size_t item = 0; item < 2; ++item) {
                if (state[item] == -2) continue;
                points += weights[item] * state[item];
                whole += weights[item] * 2;
            }
            full.push_back(*Ratio::of(points, whole));
        }
        for (std::size_t state = 0; state < states; ++state) {
            least[state] = std::min(least[state], full[state]);
            most[state] = std::max(most[state], full[state]);
            const std::int64_t rank =
                1 + std::ranges::count_if(full, [&](const Ratio& other) { return other > full[state]; });
            ranks[state] = {std::min(ranks[state].min, rank), std::max(ranks[state].max, rank)};
        }
    }
    for (std::size_t state = 0; state < states; ++state) {
        RC_ASSERT(found[state].lower == least[state]);
        RC_ASSERT(found[state].upper == most[state]);
        RC_ASSERT(found[state].rank == ranks[state]);
    }
}

}  // namespace
}  // namespace survey
