#include "engines/estimation/loglinear_fit.hpp"

#include "engines/estimation/existence.hpp"
#include "engines/estimation/tables_for_test.hpp"
#include "engines/estimation/zeta.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace estimation {
namespace {

Fit fitted(const std::string& table_name, const std::string& generators) {
    const CaptureTable table = published(table_name);
    return fit_loglinear(table, read_model(generators, table.lists).value());
}

TEST(HierarchicalModel, is_read_and_written_by_its_generators) {
    const std::vector<std::string> lists{"LA", "NG", "PF", "GO"};
    const auto model = read_model("[12, 34;3]", lists);
    ASSERT_TRUE(model);
    EXPECT_EQ(model->terms, (std::vector<Mask>{0, 1, 2, 4, 8, 0b0011, 0b1100}));
    EXPECT_EQ(generators_in_words(*model, lists), "[12,34]");
    EXPECT_EQ(read_model("[LA:NG,PF:GO]", lists), *model);
    EXPECT_EQ(read_model("12,43", lists), *model);
    EXPECT_EQ(generators_in_words(read_model("[234,12]", lists).value(), lists), "[234,12]");
    EXPECT_EQ(generators_in_words(read_model("[]", lists).value(), lists), "[1,2,3,4]");
    EXPECT_EQ(read_model("[234]", lists)->terms.size(), 9U);
    for (const std::string wrong : {"", "[12", "15", "[11]", "[LA:XX]", "[12,,3]", "[0]", "A", "[12]]"}) {
        EXPECT_FALSE(read_model(wrong, lists)) << wrong;
    }
    std::vector<std::string> many;
    for (char name = 'A'; name < 'L'; ++name) many.emplace_back(1, name);
    EXPECT_FALSE(read_model("[12]", many)) << "11 could be list 11, or lists 1 and 1";
    EXPECT_EQ(generators_in_words(read_model("[A:K,B:C]", many).value(), many), "[A:K,B:C,D,E,F,G,H,I,J]");
}

// Rcapture 1.4-4, closedpMS.t: every model of up to three lists together of UK four lists, and of up to two
// of UK five. Where Rcapture has fitted what has no estimate, the numbers are those of no model.
TEST(LoglinearFit, agrees_with_every_model_that_rcapture_fits) {
    for (const auto& [name, file] : {std::pair{"uk2013_4", "uk2013_4_allmodels_order3"},
                                     std::pair{"uk2013_5", "uk2013_5_allmodels_order2"}}) {
        const CaptureTable table = published(name);
        int admissible = 0;
        for (const NamedRow& row : named_rows(std::string("fixtures/") + file)) {
            const auto model = read_model(row.at("model"), table.lists);
            ASSERT_TRUE(model) << row.at("model");
            if (!check_existence(table, *model).admissible()) continue;
            ++admissible;
            const Fit fit = fit_loglinear(table, *model);
            ASSERT_TRUE(fit.converged) << row.at("model");
            const double abundance = std::stod(row.at("abundance"));
            EXPECT_NEAR(fit.population, abundance, 1e-6 * abundance) << row.at("model");
            EXPECT_NEAR(fit.deviance, std::stod(row.at("deviance")), 1e-5) << row.at("model");
            EXPECT_EQ(fit.degrees_of_freedom, std::stoi(row.at("df"))) << row.at("model");
            EXPECT_NEAR(fit.aic, std::stod(row.at("AIC")), 1e-5) << row.at("model");
            EXPECT_NEAR(fit.bic, std::stod(row.at("BIC")), 1e-5) << row.at("model");
            const double error =
                std::sqrt(fit.dark_figure + fit.dark_figure * fit.dark_figure * fit.log_dark_variance);
            EXPECT_NEAR(error, std::stod(row.at("stderr")), 1e-4 * error) << row.at("model");
        }
        EXPECT_EQ(admissible, table.list_count() == 4 ? 111 : 1024);
    }
}

TEST(LoglinearFit, has_the_closed_form_of_three_lists_without_their_joint_term) {
    const CaptureTable table{{"A", "B", "C"}, {0, 60, 49, 4, 247, 112, 142, 12}};
    const Fit fit = fit_loglinear(table, read_model("[12,13,23]", table.lists).value());
    const auto& y = table.count;
    EXPECT_NEAR(fit.dark_figure, y[1] * y[2] * y[4] * y[7] / (y[3] * y[5] * y[6]), 1e-8 * fit.dark_figure);
    EXPECT_NEAR(fit.deviance, 0, 1e-9);
    EXPECT_EQ(fit.degrees_of_freedom, 0);
}

TEST(LoglinearFit, leaves_out_histories_with_a_term_that_nobody_has) {
    const Fit fit = fitted("uk2013_5", "[12,13,14,15,23,24,25,34,35,45]");
    EXPECT_EQ(fit.minus_infinity, (std::vector<Mask>{0b10001}));
    EXPECT_EQ(fit.means[0b10001], 0);
    EXPECT_EQ(fit.means[0b11111], 0);
    EXPECT_NEAR(fit.population, 11232.5314, 1e-3);
}

TEST(LoglinearFit, keeps_given_terms_as_they_are) {
    const CaptureTable table = published("uk2013_5");
    const Fit free = fit_loglinear(table, read_model("[12,3]", table.lists).value());
    const FixedTerm same{.term = 0b11, .alpha = free.alpha[6]};
    EXPECT_NEAR(fit_loglinear(table, independence(5), {&same, 1}).dark_figure, free.dark_figure,
                1e-7 * free.dark_figure);
    const Fit in_model = fit_loglinear(table, read_model("[12,3]", table.lists).value(), {&same, 1});
    EXPECT_NEAR(in_model.dark_figure, free.dark_figure, 1e-7 * free.dark_figure);
    EXPECT_EQ(in_model.parameters, 6);
    const FixedTerm none{.term = 0b11, .alpha = 0};
    EXPECT_NEAR(fit_loglinear(table, read_model("[12,3]", table.lists).value(), {&none, 1}).dark_figure,
                fit_loglinear(table, independence(5)).dark_figure, 1e-4);
}

TEST(LoglinearFit, tells_terms_that_are_no_others_apart_from_those_it_can_estimate) {
    const CaptureTable table{{"A", "B", "C"}, {0, 60, 49, 4, 247, 112, 142, 12}};
    const auto saturated = read_model("[123]", table.lists).value();
    EXPECT_FALSE(fit_loglinear(table, saturated).converged);
    EXPECT_EQ(check_existence(table, saturated).code(), 2);
}

CaptureTable random_table(std::size_t lists, int most) {
    CaptureTable table{{}, std::vector<double>(std::size_t{1} << lists, 0)};
    for (std::size_t list = 0; list < lists; ++list) {
        table.lists.push_back(std::string(1, static_cast<char>('A' + list)));
    }
    for (std::size_t cell = 1; cell < table.cell_count(); ++cell)
        table.count[cell] = *rc::gen::inRange(0, most);
    for (std::size_t list = 0; list < lists; ++list) table.count[std::size_t{1} << list] += 1;
    return table;
}

HierarchicalModel random_model(std::size_t lists, int order) {
    std::vector<Mask> chosen;
    for (const Mask term : interactions(lists, order)) {
        if (*rc::gen::inRange(0, 3) == 0) chosen.push_back(term);
    }
    return with_terms(lists, chosen);
}

RC_GTEST_PROP(LoglinearFit, reproduces_the_totals_of_its_terms, ()) {
    const auto lists = *rc::gen::inRange<std::size_t>(3, 6);
    const CaptureTable table = random_table(lists, 12);
    const HierarchicalModel model = random_model(lists, 3);
    RC_PRE(check_existence(table, model).admissible());
    const Fit fit = fit_loglinear(table, model);
    RC_ASSERT(fit.converged);
    RC_ASSERT(fit.dark_figure >= 0);
    std::vector<double> people = table.count;
    std::vector<double> means = fit.means;
    means[0] = 0;
    superset_sums(people.data(), people.size());
    superset_sums(means.data(), means.size());
    for (const Mask term : model.terms)
        RC_ASSERT(std::abs(people[term] - means[term]) < 1e-6 * (1 + people[0]));
}

RC_GTEST_PROP(LoglinearFit, does_not_depend_on_the_order_of_the_lists, ()) {
    const CaptureTable table = random_table(4, 30);
    const HierarchicalModel model = random_model(4, 2);
    RC_PRE(check_existence(table, model).admissible());
    // The lists moved round by one.
    const auto moved = [](Mask mask) { return ((mask << 1U) | (mask >> 3U)) & 0xFU; };
    CaptureTable other = table;
    for (Mask cell = 0; cell < 16; ++cell) other.count[moved(cell)] = table.count[cell];
    std::vector<Mask> terms;
    for (const Mask term : model.terms) terms.push_back(moved(term));
    const auto other_model = with_terms(4, terms);
    RC_ASSERT(check_existence(other, other_model).admissible());
    const double one = fit_loglinear(table, model).dark_figure;
    RC_ASSERT(std::abs(fit_loglinear(other, other_model).dark_figure - one) <= 1e-7 * one);
}

RC_GTEST_PROP(LoglinearFit, of_doubled_counts_has_twice_the_dark_figure, ()) {
    const CaptureTable table = random_table(4, 30);
    const auto model = independence(4);
    RC_PRE(check_existence(table, model).admissible());
    CaptureTable twice = table;
    for (double& count : twice.count) count *= 2;
    const double one = fit_loglinear(table, model).dark_figure;
    RC_ASSERT(std::abs(fit_loglinear(twice, model).dark_figure - 2 * one) <= 1e-7 * one);
}

}  // namespace
}  // namespace estimation
