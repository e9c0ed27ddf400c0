#include "engines/estimation/loglinear_fit.hpp"
#include "engines/estimation/model_ranking.hpp"
#include "engines/estimation/model_rule.hpp"
#include "engines/estimation/tables_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace estimation {
namespace {

const std::vector<std::string> kTables{"uk2013_6",           "uk2013_5",           "uk2013_4",
                                       "new_orleans_8_n185", "new_orleans_8_n186", "new_orleans_5_n185",
                                       "new_orleans_5_n186", "western_us_5"};

// What stands behind `name` in the notes of a reference row: "deviance=22.99 AIC=162.65", up to a space or a
// semicolon.
double noted(const NamedRow& row, const std::string& name) {
    const std::string& notes = row.at("notes");
    const std::size_t at = notes.find(name + "=");
    return at == std::string::npos ? NAN : std::stod(notes.substr(at + name.size() + 1));
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t begin = text.find(from);
    if (begin == std::string::npos) return {};
    return text.substr(begin + from.size(), text.find(to, begin + from.size()) - begin - from.size());
}

std::set<std::string> words(const CaptureTable& table, std::span<const Mask> terms) {
    std::set<std::string> all;
    for (const Mask term : terms) {
        if (lists_in(term) >= 2) all.insert(term_in_words(term, table.lists));
    }
    return all;
}

// "lambda3_6 lambda1_2".
std::set<std::string> words_of_lambdas(const CaptureTable& table, const std::string& text) {
    std::vector<Mask> terms;
    for (const std::string& part : parts_of(text)) {
        if (part.starts_with("lambda")) {
            terms.push_back(Mask{1} << (part.at(6) - '1') | Mask{1} << (part.at(8) - '1'));
        }
    }
    return words(table, terms);
}

template <class Check>
int for_rows(const std::string& software, const std::string& method, Check check) {
    int rows = 0;
    for (const NamedRow& row : named_rows("reference")) {
        if (row.at("software") != software || !row.at("method").starts_with(method)) continue;
        if (std::ranges::find(kTables, row.at("dataset")) == kTables.end()) continue;
        check(row, published(row.at("dataset")));
        ++rows;
    }
    return rows;
}

void expect_population(const NamedRow& row, const CaptureTable& table, double dark) {
    const double expected = std::stod(row.at("estimate"));
    EXPECT_NEAR(observed(table) + dark, expected, 1e-6 * expected)
        << row.at("dataset") << " " << row.at("method");
}

TEST(Stepwise, chooses_as_sparsemse_does) {
    const int rows = for_rows(
        "SparseMSE", "stepwise Poisson p<0.02 (point", [](const NamedRow& row, const CaptureTable& table) {
            const auto rule = stepwise_rule(table.list_count(), 0.02);
            const Choice choice = rule->choose(table.count);
            ASSERT_TRUE(choice.admissible);
            expect_population(row, table, choice.dark);
            const std::string terms = between(row.at("notes"), "terms ", ";");
            const auto parts = parts_of(terms);
            EXPECT_EQ(words(table, choice.terms), std::set<std::string>(parts.begin(), parts.end()));
            const Fit fit = fit_loglinear(table, with_terms(table.list_count(), choice.terms));
            EXPECT_NEAR(fit.deviance, noted(row, "deviance"), 1e-5) << row.at("dataset");
            EXPECT_NEAR(fit.aic, noted(row, "AIC"), 1e-5) << row.at("dataset");
        });
    EXPECT_EQ(rows, 8);
}

TEST(Stepwise, agrees_with_every_kept_resample_of_sparsemse) {
    int resamples = 0;
    for (const std::string name : {"uk2013_6", "uk2013_5", "new_orleans_8_n185", "western_us_5"}) {
        const CaptureTable table = published(name);
        const auto rule = stepwise_rule(table.list_count(), 0.02);
        for (const NamedRow& row : named_rows("fixtures/" + name + "_stepwise_boot")) {
            std::vector<double> count(table.cell_count(), 0);
            for (const auto& [column, value] : row) {
                if (column.size() != table.list_count() + 1 || column[0] != 'c') continue;
                Mask history = 0;
                for (std::size_t list = 0; list < table.list_count(); ++list) {
                    if (column[list + 1] == '1') history |= Mask{1} << list;
                }
                count[history] = std::stod(value);
            }
            const Choice choice = rule->choose(count);
            ASSERT_TRUE(choice.admissible) << name << " " << row.at("rep");
            const double expected = std::stod(row.at("estimate"));
            double people = 0;
            for (const double number : count) people += number;
            EXPECT_NEAR(people + choice.dark, expected, 1e-6 * expected) << name << " " << row.at("rep");
            std::set<std::string> expected_terms;
            for (const std::string& pair : parts_of(row.at("pairs"))) expected_terms.insert(pair);
            for (const std::string& pair : parts_of(row.at("empty_pairs"))) expected_terms.insert(pair);
            EXPECT_EQ(words(table, choice.terms), expected_terms) << name << " " << row.at("rep");
            ++resamples;
        }
    }
    EXPECT_EQ(resamples, 460);
}

TEST(AicStepwise, chooses_as_modslavmse_does) {
    const int rows =
        for_rows("modslavmse", "AIC forward stepwise", [](const NamedRow& row, const CaptureTable& table) {
            const double p = std::stod(row.at("method").substr(row.at("method").find("p<") + 2));
            const auto rule = aic_stepwise_rule(table.list_count(), p);
            const Choice choice = rule->choose(table.count);
            ASSERT_TRUE(choice.admissible);
            expect_population(row, table, choice.dark);
            EXPECT_EQ(words(table, choice.terms),
                      words_of_lambdas(table, between(row.at("notes"), "terms", "#")))
                << row.at("dataset") << p;
            const Fit fit = fit_loglinear(table, with_terms(table.list_count(), choice.terms));
            EXPECT_NEAR(fit.aic, noted(row, "AIC"), 1e-5) << row.at("dataset");
        });
    EXPECT_EQ(rows, 16);
}

// Rcapture fits every model and checks none: of these tables the best of its models is admissible.
TEST(Ranking, has_the_best_models_of_rcapture) {
    for (const auto& [name, criterion] : {std::pair{"best BIC of all hierarchical models", Criterion::bic},
                                          std::pair{"best AIC of all hierarchical models", Criterion::aic}}) {
        const int rows = for_rows("Rcapture", name, [&](const NamedRow& row, const CaptureTable& table) {
            const int order = row.at("method").back() - '0';
            const Ranking ranking = rank_models(table, criterion, order);
            const RankedModel& best = ranking.models.front();
            expect_population(row, table, best.dark);
            EXPECT_EQ(generators_in_words(ranking.model_at(0, table.list_count()), table.lists),
                      between(row.at("notes"), "model ", ";"));
            EXPECT_NEAR(best.deviance, noted(row, "deviance"), 1e-5);
            EXPECT_NEAR(best.aic, noted(row, "AIC"), 1e-5);
            EXPECT_NEAR(best.bic, noted(row, "BIC"), 1e-5);
            EXPECT_EQ(ranking.models.size() + ranking.refused, std::stoul(row.at("notes")));
        });
        EXPECT_EQ(rows, 6);
    }
}

TEST(Ranking, has_the_best_models_of_multiplesystemsestimation_and_as_many_admissible_ones) {
    const int rows = for_rows(
        "MultipleSystemsEstimation", "exhaustive BIC", [](const NamedRow& row, const CaptureTable& table) {
            const std::string& method = row.at("method");
            const int order = method.at(method.find("maxorder ") + 9) - '0';
            const Ranking ranking = rank_models(table, Criterion::bic, order);
            expect_population(row, table, ranking.models.front().dark);
            EXPECT_EQ(generators_in_words(ranking.model_at(0, table.list_count()), table.lists),
                      between(row.at("notes"), "best ", " BIC"));
            EXPECT_NEAR(ranking.models.front().bic, noted(row, "BIC"), 1e-5);
            EXPECT_EQ(ranking.models.size(), std::stoul(row.at("notes"))) << row.at("dataset") << method;
            double weights = 0;
            for (const RankedModel& model : ranking.models) weights += model.weight;
            EXPECT_NEAR(weights, 1, 1e-9);
        });
    EXPECT_EQ(rows, 8);
}

TEST(Ranking, counts_hierarchical_models) {
    EXPECT_EQ(count_models(3, 2, 1000), 8U);
    EXPECT_EQ(count_models(3, 3, 1000), 8U) << "without the saturated one";
    EXPECT_EQ(count_models(4, 3, 1000), 113U);
    EXPECT_EQ(count_models(5, 2, 10000), 1024U);
    EXPECT_EQ(count_models(5, 4, 10000), 6893U);
    EXPECT_EQ(count_models(6, 2, 100000), 32768U);
    EXPECT_EQ(count_models(12, 2, 5000), 5000U);
}

}  // namespace
}  // namespace estimation
