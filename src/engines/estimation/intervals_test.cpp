#include "engines/estimation/bootstrap.hpp"
#include "engines/estimation/model_intervals.hpp"
#include "engines/estimation/model_ranking.hpp"
#include "engines/estimation/normal_quantile.hpp"
#include "engines/estimation/random_stream.hpp"
#include "engines/estimation/tables_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace estimation {
namespace {

std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t begin = text.find(from);
    if (begin == std::string::npos) return {};
    return text.substr(begin + from.size(), text.find(to, begin + from.size()) - begin - from.size());
}

// "A:B C:D" as a model; "empty pairs in model" are among them already.
HierarchicalModel model_of_pairs(const CaptureTable& table, const std::string& pairs) {
    std::string generators = "[";
    for (const std::string& pair : parts_of(pairs)) generators += (generators.size() > 1 ? "," : "") + pair;
    return read_model(generators + "]", table.lists).value();
}

TEST(Quantiles, are_those_of_the_books) {
    EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-12);
    EXPECT_NEAR(normal_probability(1.959963984540054), 0.975, 1e-12);
    // R 4.2.2: quantile(c(1, 2, 4, 8), c(0.1, 0.5, 0.9), type = 8).
    const std::vector<double> values{1, 2, 4, 8};
    EXPECT_NEAR(quantile_of(values, 0.1), 1, 1e-12);
    EXPECT_NEAR(quantile_of(values, 0.5), 3, 1e-12);
    EXPECT_NEAR(quantile_of(values, 0.7), 4 + 4 * (0.7 * (4 + 1.0 / 3) + 1.0 / 3 - 3), 1e-12);
    EXPECT_NEAR(quantile_of(values, 0.99), 8, 1e-12);
}

// What glm() of R 4.2.2 calls the variance of the constant: that of the step before its last, which it stops
// after when the deviance changes by less than 1e-8 of itself.
double variance_as_glm_has_it(const CaptureTable& table, const Fit& fit) {
    std::vector<Mask> terms;
    for (std::size_t index = 0; index < fit.alpha.size(); ++index) {
        if (std::isfinite(fit.alpha[index])) terms.push_back(fit.model.terms[index]);
    }
    std::vector<Mask> cells;
    for (Mask cell = 1; cell < table.cell_count(); ++cell) {
        const bool out =
            std::ranges::any_of(fit.minus_infinity, [&](Mask term) { return (cell & term) == term; });
        if (!out) cells.push_back(cell);
    }
    const std::size_t size = terms.size();
    std::vector<double> mean(cells.size());
    for (std::size_t row = 0; row < cells.size(); ++row) mean[row] = table.count[cells[row]] + 0.1;
    double before = 0;
    for (int step = 0; step < 100; ++step) {
        // Weighted least squares by Gauss and Jordan, with the unit matrix beside it.
        std::vector<std::vector<double>> matrix(size, std::vector<double>(2 * size + 1, 0));
        for (std::size_t row = 0; row < cells.size(); ++row) {
            const double wanted = std::log(mean[row]) + (table.count[cells[row]] - mean[row]) / mean[row];
            for (std::size_t one = 0; one < size; ++one) {
                if ((terms[one] & ~cells[row]) != 0) continue;
                matrix[one][2 * size] += mean[row] * wanted;
                for (std::size_t other = 0; other < size; ++other) {
                    if ((terms[other] & ~cells[row]) == 0) matrix[one][other] += mean[row];
                }
            }
        }
        for (std::size_t pivot = 0; pivot < size; ++pivot) matrix[pivot][size + pivot] = 1;
        for (std::size_t pivot = 0; pivot < size; ++pivot) {
            const double by = matrix[pivot][pivot];
            for (double& number : matrix[pivot]) number /= by;
            for (std::size_t row = 0; row < size; ++row) {
                if (row == pivot) continue;
                const double factor = matrix[row][pivot];
                for (std::size_t column = 0; column <= 2 * size; ++column) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
            }
        }
        double deviance = 0;
        for (std::size_t row = 0; row < cells.size(); ++row) {
            double eta = 0;
            for (std::size_t one = 0; one < size; ++one) {
                if ((terms[one] & ~cells[row]) == 0) eta += matrix[one][2 * size];
            }
            mean[row] = std::exp(eta);
            const double count = table.count[cells[row]];
            deviance += 2 * ((count > 0 ? count * std::log(count / mean[row]) : 0) - count + mean[row]);
        }
        if (std::abs(deviance - before) / (0.1 + std::abs(deviance)) < 1e-8) return matrix[0][size];
        before = deviance;
    }
    return NAN;
}

TEST(WaldLimits, agree_with_sparsemse) {
    int rows = 0;
    for (const NamedRow& row : named_rows("reference")) {
        if (row.at("software") != "SparseMSE" || !row.at("interval_type").starts_with("95% Wald")) continue;
        const CaptureTable table = published(row.at("dataset"));
        HierarchicalModel model = independence(table.list_count());
        if (row.at("method").starts_with("all two-list")) {
            model = with_terms(table.list_count(), interactions(table.list_count(), 2));
        } else if (row.at("method").starts_with("stepwise")) {
            model = model_of_pairs(table, between(row.at("notes"), "terms ", ";"));
        }
        Fit fit = fit_loglinear(table, model);
        const double lower = std::stod(row.at("lower"));
        const double upper = std::stod(row.at("upper"));
        const Limits exact = wald_limits(table, fit, 0.95);
        EXPECT_NEAR(exact.lower, lower, 5e-5 * lower) << row.at("dataset") << " " << row.at("method");
        EXPECT_NEAR(exact.upper, upper, 5e-5 * upper) << row.at("dataset") << " " << row.at("method");
        // What is left is R's stopping early.
        fit.log_dark_variance = variance_as_glm_has_it(table, fit);
        const Limits as_r = wald_limits(table, fit, 0.95);
        EXPECT_NEAR(as_r.lower, lower, 1e-6 * lower) << row.at("dataset") << " " << row.at("method");
        EXPECT_NEAR(as_r.upper, upper, 1e-6 * upper) << row.at("dataset") << " " << row.at("method");
        ++rows;
    }
    EXPECT_EQ(rows, 24);
}

TEST(ProfileLimits, agree_with_rcapture) {
    int rows = 0;
    for (const NamedRow& row : named_rows("reference")) {
        const bool best = row.at("method").starts_with("best ");
        if (row.at("software") != "Rcapture" || !(best || row.at("method").starts_with("Mt "))) continue;
        const CaptureTable table = published(row.at("dataset"));
        const HierarchicalModel model =
            best ? read_model(between(row.at("notes"), "model ", ";"), table.lists).value()
                 : independence(table.list_count());
        const Profile profile = profile_limits(table, model, 0.95);
        const double estimate = std::stod(between(row.at("notes"), "multinomial estimate=", ";"));
        EXPECT_NEAR(profile.estimate, estimate, 1e-5 * estimate) << row.at("dataset");
        const double lower = std::stod(row.at("lower"));
        EXPECT_NEAR(profile.limits.lower, lower, 1e-4 * lower) << row.at("dataset") << row.at("method");
        // Rcapture gives up at three times the estimate; ours goes on (D7).
        if (row.at("upper").starts_with(">")) {
            EXPECT_GT(profile.limits.upper, std::stod(row.at("upper").substr(1))) << row.at("dataset");
        } else {
            const double upper = std::stod(row.at("upper"));
            EXPECT_NEAR(profile.limits.upper, upper, 1e-4 * upper) << row.at("dataset") << row.at("method");
        }
        ++rows;
    }
    EXPECT_EQ(rows, 20);
}

TEST(ProfileLimits, say_that_there_is_no_upper_one_where_there_is_none) {
    // One person on two lists: the likelihood falls like the number of people, so that at this level the
    // limit is beyond ten thousand million.
    const CaptureTable table{{"A", "B", "C"}, {0, 40, 40, 0, 40, 0, 1, 0}};
    const Profile profile = profile_limits(table, independence(3), 0.9999999999);
    EXPECT_TRUE(std::isinf(profile.limits.upper));
    EXPECT_TRUE(std::isfinite(profile_limits(table, independence(3), 0.8).limits.upper));
}

BootstrapWish wish(std::size_t replicates, unsigned threads = 1) {
    return {.replicates = replicates, .seed = 1, .threads = threads, .stop = {}, .progress = {}};
}

// SparseMSE's ahat, from the estimates without one person of each history.
TEST(Bootstrap, accelerates_as_sparsemse_does) {
    int rows = 0;
    for (const NamedRow& row : named_rows("reference")) {
        if (!row.at("method").starts_with("stepwise Poisson p<0.02 + BCa")) continue;
        const CaptureTable table = published(row.at("dataset"));
        const auto make = [&] { return stepwise_rule(table.list_count(), 0.02); };
        const double expected = std::stod(between(row.at("notes"), "ahat=", ";"));
        EXPECT_NEAR(acceleration_of(table, leave_one_out(table, make, wish(0))), expected, 1e-6)
            << row.at("dataset");
        ++rows;
    }
    EXPECT_EQ(rows, 8);
}

// With the resamples of SparseMSE, kept with its estimates, the limits follow from the definition.
TEST(Bootstrap, gives_the_same_limits_from_the_same_resamples) {
    Bootstrap result{.estimate = 5.5, .acceleration = 0.02};
    for (int value = 1; value <= 10; ++value) result.estimates.push_back(value);
    set_limits(result, 0.8);
    EXPECT_DOUBLE_EQ(result.share_below, 0.5);
    const double z = normal_quantile(0.9);
    EXPECT_NEAR(result.bca.upper, quantile_of(result.estimates, normal_probability(z / (1 - 0.02 * z))),
                1e-12);
    EXPECT_NEAR(result.bca.lower, quantile_of(result.estimates, normal_probability(-z / (1 + 0.02 * z))),
                1e-12);
    // Strictly below.
    result.estimate = 5;
    set_limits(result, 0.8);
    EXPECT_DOUBLE_EQ(result.share_below, 0.4);
    result.estimate = 1;
    set_limits(result, 0.8);
    EXPECT_TRUE(result.one_sided);
    EXPECT_EQ(result.bca.upper, result.percentile.upper);
}

// 4 Monte Carlo standard errors of a quantile from the 1,000 resamples of SparseMSE; more of our own, because
// the lower limits lie among its one or two lowest.
TEST(Bootstrap, has_the_limits_of_sparsemse_within_the_noise_of_resampling) {
    for (const NamedRow& row : named_rows("reference")) {
        if (!row.at("method").starts_with("stepwise Poisson p<0.02 + BCa")) continue;
        const CaptureTable table = published(row.at("dataset"));
        const auto result =
            bootstrap(table, [&] { return stepwise_rule(table.list_count(), 0.02); }, wish(4000));
        ASSERT_TRUE(result);
        const double expected = std::stod(between(row.at("notes"), "frac<est=", ";").substr(0, 5));
        // Of a share from 1,000: sqrt(2 * 0.3 * 0.7 / 1000) = 0.02.
        EXPECT_NEAR(result->share_below, expected, 0.08) << row.at("dataset");
        const auto noise = [&](double limit) {
            // The share of resamples within which 4 standard errors lie.
            const auto place = std::ranges::lower_bound(result->estimates, limit) - result->estimates.begin();
            const auto size = static_cast<double>(result->estimates.size());
            const double share = std::clamp(static_cast<double>(place) / size, 0.002, 0.998);
            const double reach = 4 * std::sqrt(share * (1 - share) / 1000) + 0.01;
            return std::pair{quantile_of(result->estimates, std::max(0.0, share - reach)),
                             quantile_of(result->estimates, std::min(1.0, share + reach))};
        };
        Bootstrap narrow = *result;
        set_limits(narrow, 0.8);
        const std::string& notes = row.at("notes");
        for (const auto& [given, limit] :
             {std::pair{std::stod(row.at("lower")), result->bca.lower},
              std::pair{std::stod(row.at("upper")), result->bca.upper},
              std::pair{std::stod(between(notes, "80% BCa [", ",")), narrow.bca.lower},
              std::pair{std::stod(between(notes.substr(notes.find("80% BCa")), ", ", "]")),
                        narrow.bca.upper}}) {
            const auto [least, most] = noise(limit);
            EXPECT_GE(given, least * 0.95) << row.at("dataset") << " ours " << limit;
            EXPECT_LE(given, most * 1.05) << row.at("dataset") << " ours " << limit;
        }
    }
}

TEST(Bootstrap, is_the_same_to_the_last_bit_for_any_number_of_threads) {
    const CaptureTable table = published("new_orleans_8_n185");
    for (const MakeRule& make : {MakeRule([] { return stepwise_rule(8, 0.02); }),
                                 MakeRule([] { return aic_stepwise_rule(8, 0.05); }),
                                 MakeRule([] { return downhill_rule(8, Criterion::bic, 2); })}) {
        const auto one = bootstrap(table, make, wish(100, 1));
        const auto sixteen = bootstrap(table, make, wish(100, 16));
        ASSERT_TRUE(one && sixteen);
        EXPECT_EQ(one->estimates, sixteen->estimates);
        EXPECT_EQ(one->bca.lower, sixteen->bca.lower);
        EXPECT_EQ(one->bca.upper, sixteen->bca.upper);
        EXPECT_EQ(one->acceleration, sixteen->acceleration);
    }
}

TEST(Bootstrap, stops_when_it_is_told_to) {
    const CaptureTable table = published("uk2013_5");
    std::stop_source source;
    BootstrapWish stopping = wish(100'000);
    stopping.stop = source.get_token();
    std::size_t heard = 0;
    stopping.progress = [&](std::size_t done, std::size_t total) {
        heard = done;
        EXPECT_EQ(total, 100'000U);
        source.request_stop();
    };
    EXPECT_FALSE(bootstrap(table, [] { return stepwise_rule(5, 0.02); }, stopping));
    EXPECT_GT(heard, 0U);
    EXPECT_LT(heard, 1000U);
}

// Branch and bound against trying every model.
TEST(BestModelRule, finds_what_trying_every_model_finds) {
    for (const auto& [name, order] :
         {std::pair{"uk2013_5", 2}, std::pair{"uk2013_5", 4}, std::pair{"uk2013_4", 3},
          std::pair{"new_orleans_5_n185", 2}, std::pair{"western_us_5", 2}, std::pair{"western_us_5", 3},
          std::pair{"uk2013_6", 2}}) {
        const CaptureTable table = published(name);
        for (const Criterion criterion : {Criterion::aic, Criterion::bic}) {
            const Ranking ranking = rank_models(table, criterion, order);
            const auto rule = best_model_rule(table.list_count(), criterion, order);
            const Choice choice = rule->choose(table.count);
            ASSERT_TRUE(choice.admissible);
            EXPECT_EQ(with_terms(table.list_count(), choice.terms), ranking.model_at(0, table.list_count()))
                << name << order;
            EXPECT_NEAR(choice.dark, ranking.models.front().dark, 1e-6 * choice.dark);
        }
    }
}

TEST(BestModelRule, finds_what_trying_every_model_finds_on_resamples_too) {
    for (const std::string name : {"western_us_5", "uk2013_5", "new_orleans_5_n186"}) {
        const CaptureTable table = published(name);
        const auto rule = best_model_rule(5, Criterion::bic, 2);
        for (std::uint64_t replicate = 0; replicate < 25; ++replicate) {
            CaptureTable resample = table;
            RandomStream(1, replicate).multinomial(observed(table), table.count, resample.count);
            const Ranking ranking = rank_models(resample, Criterion::bic, 2);
            const Choice choice = rule->choose(resample.count);
            ASSERT_TRUE(choice.admissible);
            const Fit fit = fit_loglinear(resample, with_terms(5, choice.terms));
            EXPECT_NEAR(fit.bic, ranking.models.front().bic, 1e-7) << name << replicate;
        }
    }
}

// Two lists: n1 n2 / m, Petersen's estimate.
TEST(LoglinearFit, of_two_lists_is_petersens) {
    const CaptureTable table{{"A", "B"}, {0, 40, 25, 10}};
    EXPECT_NEAR(fit_loglinear(table, independence(2)).population, 50.0 * 35 / 10, 1e-8);
}

// MultipleSystemsEstimation 1.2.0, downhill from independence: UK five lists ends in 12,262 instead of 22,991
// or 25,311; a second start does not have to.
TEST(DownhillRule, ends_where_no_single_term_is_better) {
    for (const auto& [name, expected] :
         {std::pair{"new_orleans_8_n186", 1110.4881}, std::pair{"new_orleans_5_n186", 981.4314},
          std::pair{"uk2013_6", 12349.587}}) {
        const CaptureTable table = published(name);
        const auto rule = downhill_rule(table.list_count(), Criterion::bic, 2);
        const Choice choice = rule->choose(table.count);
        EXPECT_NEAR(observed(table) + choice.dark, expected, 1e-6 * expected) << name;
    }
}

}  // namespace
}  // namespace estimation
