#include "engines/estimation/estimate.hpp"

#include "engines/estimation/capture_table_csv.hpp"
#include "engines/estimation/estimate_population.hpp"
#include "engines/estimation/loglinear_fit.hpp"
#include "engines/estimation/model_ranking.hpp"
#include "engines/estimation/tables_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <type_traits>

namespace estimation {
namespace {

// A result without its assumption and its status cannot be made, so that it cannot be printed.
static_assert(!std::is_default_constructible_v<Estimate>);
static_assert(!std::is_default_constructible_v<Assumption>);
static_assert(!std::is_default_constructible_v<Status>);
static_assert(!std::is_convertible_v<std::string, Assumption>);
static_assert(!std::is_constructible_v<Estimate, Finding, double>);

TEST(Estimate, cannot_be_made_of_an_empty_assumption_or_a_status_without_a_reason) {
    EXPECT_THROW(Assumption(""), std::invalid_argument);
    EXPECT_THROW(Status(Light::fragile, {}), std::invalid_argument);
}

Estimate made(Light light, Method method = Method::stepwise) {
    Finding finding{.method = method, .estimate = 400, .conditional = Limits{300, 500}};
    finding.interval = Interval{.limits = {250, 800}, .percentile = {}};
    return {std::move(finding), 100, Assumption("none"), Status(light, {"because"}), {}};
}

TEST(Estimate, shows_the_listed_share_from_the_limits_of_the_number) {
    const Estimate estimate = made(Light::fragile);
    EXPECT_EQ(estimate.dark_figure(), 300);
    ASSERT_TRUE(estimate.listed_share());
    EXPECT_DOUBLE_EQ(estimate.listed_share()->estimate, 0.25);
    EXPECT_DOUBLE_EQ(estimate.listed_share()->limits->lower, 0.125);
    EXPECT_DOUBLE_EQ(estimate.listed_share()->limits->upper, 0.4);
}

TEST(Estimate, withholds_every_number_where_the_light_is_none_but_a_lower_bound) {
    const Estimate estimate = made(Light::none);
    EXPECT_FALSE(estimate.population());
    EXPECT_FALSE(estimate.dark_figure());
    EXPECT_FALSE(estimate.interval());
    EXPECT_FALSE(estimate.conditional());
    EXPECT_FALSE(estimate.listed_share());
    EXPECT_EQ(made(Light::none, Method::chao).population(), 400);
}

Evidence good_evidence() {
    return {.some_dependence_is_admissible = true,
            .panel = {{Method::independence, 390}, {Method::bic, 450}},
            .without = {},
            .stepwise = {},
            .stepwise_without = {},
            .untested = {}};
}

Finding found(double estimate) {
    return {.method = Method::stepwise, .estimate = estimate};
}

TEST(Status, follows_the_rules_one_by_one) {
    const CaptureTable table = published("western_us_5");
    EXPECT_EQ(status_of(table, found(400), good_evidence()).light(), Light::usable_with_care);
    // Methods.
    EXPECT_EQ(status_of(table, found(190), good_evidence()).light(), Light::fragile);
    // A list.
    Evidence evidence = good_evidence();
    evidence.without = {{.list = 1, .estimate = 610}};
    EXPECT_EQ(status_of(table, found(400), evidence).light(), Light::fragile);
    evidence.without = {{.list = 1, .estimate = 590}};
    EXPECT_EQ(status_of(table, found(400), evidence).light(), Light::usable_with_care);
    evidence.stepwise = 400;
    evidence.stepwise_without = {{.list = 1, .estimate = 190}};
    EXPECT_EQ(status_of(table, found(400), evidence).light(), Light::fragile);
    // A pair that nobody can test.
    evidence = good_evidence();
    evidence.untested = {{.pair = 0b11, .odds = 2, .estimate = 801}};
    EXPECT_EQ(status_of(table, found(400), evidence).light(), Light::fragile);
    // None.
    evidence = good_evidence();
    evidence.some_dependence_is_admissible = false;
    EXPECT_EQ(status_of(table, found(400), evidence).light(), Light::none);
    EXPECT_EQ(status_of(published("artificial_3"), found(400), good_evidence()).light(), Light::none);
    Finding endless = found(400);
    endless.interval = Interval{.limits = {100, INFINITY}, .percentile = {}};
    EXPECT_EQ(status_of(table, endless, good_evidence()).light(), Light::none);
    Finding failed{.method = Method::lcmcr};
    failed.sampler_failed = true;
    EXPECT_EQ(status_of(table, failed, good_evidence()).light(), Light::none);
}

TEST(Warnings, name_lists_that_share_nobody) {
    const CaptureTable table{{"A", "B", "C"}, {0, 40, 40, 20, 3, 0, 0, 0}};
    const auto warnings = warnings_of(table, found(400), good_evidence());
    EXPECT_THAT(warnings, ::testing::Contains(::testing::HasSubstr("C shares nobody with any other list")));
    EXPECT_THAT(warnings, ::testing::Contains(::testing::HasSubstr("C has only 3 people")));
    EXPECT_THAT(warnings,
                ::testing::Contains(::testing::HasSubstr("2 of 3 pairs of lists never meet: A:C, B:C")));
}

// --- Defects of other programs (estimation.md 1.3), each as a test of this one ---

// D1: the best AIC model of Rcapture may have no estimate at all. None without one is ranked.
TEST(Defects, d1_no_model_without_an_estimate_is_ever_ranked_or_chosen) {
    for (const auto& [name, order] : {std::pair{"uk2013_4", 3}, std::pair{"western_us_5", 3},
                                      std::pair{"fixtures/sparse_western_us_5_4", 2},
                                      std::pair{"fixtures/sparse_new_orleans_5_n185_2", 2}}) {
        const CaptureTable table = published(name);
        const Ranking ranking = rank_models(table, Criterion::aic, order);
        EXPECT_GT(ranking.refused, 0U) << name;
        for (std::size_t place = 0; place < ranking.models.size(); ++place) {
            const HierarchicalModel model = ranking.model_at(place, table.list_count());
            ASSERT_TRUE(check_existence(table, model).admissible()) << name << " " << place;
        }
        for (const auto& rule :
             {best_model_rule(table.list_count(), Criterion::aic, order),
              downhill_rule(table.list_count(), Criterion::aic, order),
              aic_stepwise_rule(table.list_count(), 0.05), stepwise_rule(table.list_count(), 0.02)}) {
            const Choice choice = rule->choose(table.count);
            if (!choice.admissible) continue;
            EXPECT_TRUE(check_existence(table, with_terms(table.list_count(), choice.terms)).admissible())
                << name;
        }
    }
}

// D6: existence by a floating-point program. Counts of any size do not change the answer.
TEST(Defects, d6_existence_does_not_depend_on_the_size_of_the_counts) {
    const CaptureTable table = published("fixtures/sparse_western_us_5_4");
    CaptureTable large = table;
    for (double& count : large.count) count *= 10'000'000;
    for (const NamedRow& row : named_rows("fixtures/sparse_western_us_5_4_existence")) {
        std::string generators = row.at("model");
        std::erase(generators, '-');
        std::ranges::replace(generators, ' ', ',');
        const auto model = read_model("[" + generators + "]", table.lists).value();
        EXPECT_EQ(check_existence(large, model).code(), std::stoi(row.at("ierr"))) << generators;
    }
}

// D7: ">8250.6" where Rcapture stops looking. A limit is a number, or there is none.
TEST(Defects, d7_an_upper_limit_is_found_however_far_it_is) {
    const CaptureTable table = published("new_orleans_5_n185");
    const auto model = read_model("[12,14,23,24,5]", table.lists).value();
    const double upper = profile_limits(table, model, 0.95).limits.upper;
    EXPECT_GT(upper, 8250.6);
    EXPECT_TRUE(std::isfinite(upper));
}

// D10: a person more makes another table and another answer; the two versions are not confused.
TEST(Defects, d10_one_person_more_in_new_orleans_is_seen) {
    const auto stepwise = [](const std::string& name) {
        const CaptureTable table = published(name);
        return observed(table) + stepwise_rule(8, 0.02)->choose(table.count).dark;
    };
    EXPECT_NEAR(stepwise("new_orleans_8_n185"), 1183.6923, 1e-3);
    EXPECT_NEAR(stepwise("new_orleans_8_n186"), 1110.4881, 1e-3);
}

// D11: the Dutch table of modslavmse has one history twice.
TEST(Defects, d11_a_history_twice_is_refused) {
    const auto read = read_capture_table("A,B,C,count\n1,0,0,5\n0,0,1,7\n0,1,1,2\n0,0,1,9\n");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().fields.at(0).field, "line 5, column 1 (A)");
    EXPECT_EQ(read.error().fields.at(0).rule, "history_twice");
}

}  // namespace
}  // namespace estimation
