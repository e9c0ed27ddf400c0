#include "engines/estimation/graph_average.hpp"

#include "engines/estimation/decomposable_graph.hpp"
#include "engines/estimation/special_functions.hpp"
#include "engines/estimation/tables_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace estimation {
namespace {

// The lists of each clique by number, in order.
std::vector<std::string> named(const std::vector<Mask>& cliques) {
    std::vector<std::string> names;
    for (const Mask clique : cliques) {
        names.emplace_back();
        for (int list = 0; list < 9; ++list) {
            if ((clique >> list & 1U) != 0) names.back() += std::to_string(list + 1);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

// In place of what the panels do: the formula of estimation.md 4.7 for one graph and one number of missing.
double log_chance(const CaptureTable& table, const DecomposableGraph& graph, double delta, double missing) {
    const double n = observed(table);
    const double cells = static_cast<double>(table.cell_count());
    const auto set_part = [&](unsigned set) {
        std::map<std::size_t, double> margin;
        for (std::size_t history = 1; history < table.cell_count(); ++history)
            margin[history & set] += table.count[history];
        margin[0] += missing;
        const double share = delta * cells / std::exp2(lists_in(set));
        double sum = std::lgamma(cells * delta) - std::lgamma(n + missing + cells * delta);
        for (std::size_t part = 0; part < table.cell_count(); ++part) {
            if ((part & ~set) != 0) continue;
            sum += std::lgamma(margin[part] + share) - std::lgamma(share);
        }
        return sum;
    };
    double sum = std::lgamma(n + missing + 1) - std::lgamma(missing + 1) - std::log(n + missing);
    for (const double count : table.count) sum -= std::lgamma(count + 1);
    for (const unsigned clique : graph.cliques()) sum += set_part(clique);
    for (const unsigned separator : graph.separators()) sum -= set_part(separator);
    return sum;
}

GraphAverageOptions to_30_n(std::size_t points) {
    GraphAverageOptions options;
    options.nmax_factor = 30;
    options.grid_points = points;
    return options;
}

TEST(GraphAverage, HasThePosteriorOfDga) {
    for (const std::string name : {"uk2013_5", "western_us_5"}) {
        SCOPED_TRACE(name);
        const GraphAverage average = average_over_graphs(published(name), to_30_n(1000));
        const auto sizes = named_rows("fixtures/" + name + "_dga_pN_30n_1000");
        ASSERT_EQ(average.posterior.points.size(), sizes.size());
        for (std::size_t row = 0; row < sizes.size(); ++row) {
            const double expected = std::stod(sizes[row].at("p"));
            EXPECT_EQ(average.posterior.points[row].population, std::stod(sizes[row].at("N")));
            EXPECT_NEAR(average.posterior.points[row].mass, expected, std::min(1e-9, 1e-6 * expected));
        }
        std::map<std::vector<std::string>, double> by_name;
        for (const auto& graph : average.graphs) by_name[named(graph.cliques)] = graph.probability;
        const auto graphs = named_rows("fixtures/" + name + "_dga_pgraph_30n_1000");
        ASSERT_EQ(by_name.size(), graphs.size());
        for (const auto& row : graphs) {
            const double expected = std::stod(row.at("p"));
            auto cliques = parts_of(row.at("cliques"), '+');
            std::sort(cliques.begin(), cliques.end());
            ASSERT_EQ(by_name.count(cliques), 1U) << row.at("cliques");
            EXPECT_NEAR(by_name.at(cliques), expected, std::min(1e-9, 1e-6 * expected)) << row.at("cliques");
        }
    }
}

TEST(GraphAverage, HasTheLimitsOfDgaOnTheSameGrid) {
    std::size_t compared = 0;
    for (const auto& row : named_rows("reference")) {
        const std::string& method = row.at("method");
        if (row.at("software") != "dga" || method.find("delta=2^-K") == std::string::npos) continue;
        SCOPED_TRACE(row.at("dataset") + ": " + method);
        GraphAverageOptions options;
        options.nmax_factor = method.find("1..10n") != std::string::npos ? 10 : 30;
        options.grid_points = method.find("1000 grid") != std::string::npos ? 1000 : 0;
        const GraphAverage average = average_over_graphs(published(row.at("dataset")), options);
        EXPECT_EQ(average.estimate, std::stod(row.at("estimate")));
        EXPECT_EQ(average.lower, std::stod(row.at("lower")));
        EXPECT_EQ(average.upper, std::stod(row.at("upper")));
        const std::string& notes = row.at("notes");
        EXPECT_NEAR(average.mean, std::stod(notes.substr(notes.find("mean=") + 5)), 0.00501);
        ++compared;
    }
    EXPECT_EQ(compared, 20U);
}

TEST(GraphAverage, HasTheAnswersOfTheManualOfDga) {
    GraphAverageOptions options;
    options.delta = 0.5;
    CaptureTable table = published("madigan_york_5");
    options.nmax_factor = 300 / observed(table) + 1e-9;
    const GraphAverage five = average_over_graphs(table, options);
    EXPECT_EQ(five.estimate, 616);
    EXPECT_EQ(five.lower, 588);
    EXPECT_EQ(five.upper, 655);
    EXPECT_NEAR(five.mean, 617.8159, 5e-5);
    ASSERT_EQ(five.modes.size(), 1U);
    EXPECT_EQ(five.modes[0].population, 614);

    // A gamma-Poisson prior, of mean 725.
    options.delta = 1;
    const double a = 13.14;
    const double b = 55.17;
    options.log_prior = [a, b](double population) {
        return log_gamma(population + a) - log_factorial(population) + population * std::log(b / (1 + b));
    };
    table = published("spina_bifida_3");
    options.nmax_factor = 300 / observed(table) + 1e-9;
    const GraphAverage three = average_over_graphs(table, options);
    EXPECT_EQ(three.estimate, 731);
    EXPECT_EQ(three.lower, 682);
    EXPECT_EQ(three.upper, 797);
    EXPECT_NEAR(three.mean, 733.4524, 5e-5);
    EXPECT_NEAR(three.graphs[0].probability, 0.37377, 5e-6);
    EXPECT_NEAR(three.graphs[1].probability, 0.3099, 5e-5);
}

TEST(GraphAverage, SaysTheSameOfSixListsAsTheFirstProgramDid) {
    const GraphAverage average = average_over_graphs(published("uk2013_6"), to_30_n(1000));
    EXPECT_EQ(average.graphs.size(), 18'154U);
    EXPECT_EQ(average.estimate, 12'304);
    EXPECT_EQ(average.lower, 10'244);
    EXPECT_EQ(average.upper, 26'229);
    ASSERT_EQ(average.modes.size(), 2U);  // which a single interval hides
    EXPECT_NEAR(average.modes[0].mass, 0.81, 0.01);
}

// D5: dga's upper limit is where its grid happens to end.
TEST(GraphAverage, EndsItsGridWhereTheMassEnds) {
    for (const std::string name : {"uk2013_5", "uk2013_4", "western_us_5", "uk2013_6"}) {
        SCOPED_TRACE(name);
        const CaptureTable table = published(name);
        const GraphAverage grown = average_over_graphs(table);
        EXPECT_FALSE(grown.upper_is_the_priors);
        EXPECT_LT(grown.tail_mass, 1e-6);
        const GraphAverage fixed = average_over_graphs(table, to_30_n(table.list_count() > 5 ? 4000 : 0));
        EXPECT_NEAR(grown.estimate, fixed.estimate, 0.002 * fixed.estimate);
        EXPECT_NEAR(grown.lower, fixed.lower, 0.002 * fixed.lower);
        EXPECT_NEAR(grown.upper, fixed.upper, 0.005 * fixed.upper);
    }
    // With p(N) flat and twelve overlaps the saturated graph's tail has no end: the limit is the prior's.
    GraphAverageOptions flat;
    flat.log_prior = [](double) { return 0.0; };
    const GraphAverage improper = average_over_graphs(published("new_orleans_5_n185"), flat);
    EXPECT_TRUE(improper.upper_is_the_priors);
    EXPECT_TRUE(std::isinf(improper.tail_mass));
}

TEST(GraphAverage, IsTheSameForAnyNumberOfThreadsAndStopsWhenAsked) {
    GraphAverageOptions options = to_30_n(200);
    const GraphAverage one = average_over_graphs(published("uk2013_6"), options);
    options.threads = 16;
    const GraphAverage many = average_over_graphs(published("uk2013_6"), options);
    ASSERT_EQ(one.posterior.points.size(), many.posterior.points.size());
    for (std::size_t point = 0; point < one.posterior.points.size(); ++point) {
        EXPECT_EQ(one.posterior.points[point].mass, many.posterior.points[point].mass);
    }
    for (std::size_t graph = 0; graph < one.graphs.size(); ++graph) {
        EXPECT_EQ(one.graphs[graph].probability, many.graphs[graph].probability);
    }
    std::stop_source stop;
    stop.request_stop();
    EXPECT_TRUE(average_over_graphs(published("uk2013_6"), options, stop.get_token()).stopped);
}

TEST(GraphAverage, RefusesMoreListsThanItCanGoThrough) {
    const CaptureTable eight = published("new_orleans_8_n185");
    EXPECT_TRUE(average_over_graphs(eight).too_many_lists);
    EXPECT_TRUE(average_over_graphs(eight).graphs.empty());
    EXPECT_TRUE(graph_prior_sensitivity(eight).rows.empty());
}

TEST(GraphAverage, ShowsHowFarItDependsOnThePrior) {
    const PriorSensitivity sensitivity = graph_prior_sensitivity(published("western_us_5"));
    ASSERT_EQ(sensitivity.rows.size(), 6U);
    const GraphAverage usual = average_over_graphs(published("western_us_5"));
    EXPECT_EQ(sensitivity.rows[2].delta, 1.0 / 32);
    EXPECT_EQ(sensitivity.rows[2].estimate, usual.estimate);
    for (std::size_t row = 0; row < 6; row += 2) EXPECT_FALSE(sensitivity.rows[row].flat_prior);
    EXPECT_NE(sensitivity.rows[0].estimate, usual.estimate);
    EXPECT_GT(sensitivity.rows[3].estimate, usual.estimate);  // flat puts more on large populations
}

// A table of some lists with few or many on each history.
CaptureTable drawn_table(std::size_t lists) {
    CaptureTable table;
    for (std::size_t list = 0; list < lists; ++list)
        table.lists.push_back(std::string(1, static_cast<char>('A' + list)));
    const auto most = *rc::gen::element(3, 30, 2000);
    for (std::size_t history = 0; history < 1U << lists; ++history) {
        table.count.push_back(
            history == 0
                ? 0
                : *rc::gen::inRange(0, lists_in(static_cast<Mask>(history)) > 1 ? most / 3 + 1 : most));
    }
    table.count[1] += 1;
    table.count[3] += 1;
    return table;
}

TEST(GraphAverage, AddsUpToTheSumOverGraphsAndNumbersByHand) {
    rc::check("brute force", [] {
        const auto lists = *rc::gen::element<std::size_t>(3, 4);
        const CaptureTable table = drawn_table(lists);
        GraphAverageOptions options;
        options.delta = *rc::gen::element(0.02, 0.5, 1.0);
        options.nmax_factor = *rc::gen::element(1.0, 10.0);
        options.grid_points = 40;
        const GraphAverage average = average_over_graphs(table, options);
        const auto graphs = decomposable_graphs(lists);
        std::vector<double> logs;
        for (const auto& point : average.posterior.points) {
            for (const auto& graph : graphs) {
                logs.push_back(log_chance(table, graph, options.delta, point.population - observed(table)));
            }
        }
        const double most = *std::max_element(logs.begin(), logs.end());
        double sum = 0;
        for (double& one : logs) sum += one = std::exp(one - most);
        std::map<std::uint32_t, double> by_edges;
        for (std::size_t point = 0; point < average.posterior.points.size(); ++point) {
            double mass = 0;
            for (std::size_t graph = 0; graph < graphs.size(); ++graph) {
                mass += logs[point * graphs.size() + graph];
                by_edges[graphs[graph].edges] += logs[point * graphs.size() + graph] / sum;
            }
            RC_ASSERT(std::abs(average.posterior.points[point].mass - mass / sum) < 1e-8);
        }
        for (const auto& graph : average.graphs)
            RC_ASSERT(std::abs(graph.probability - by_edges.at(graph.edges)) < 1e-8);
    });
}

TEST(GraphAverage, DoesNotDependOnTheOrderOfTheLists) {
    rc::check("relabelling", [] {
        const CaptureTable table = drawn_table(4);
        CaptureTable turned = table;  // list k becomes list 3 - k
        for (std::size_t history = 0; history < 16; ++history) {
            std::size_t other = 0;
            for (std::size_t list = 0; list < 4; ++list) other |= (history >> list & 1U) << (3 - list);
            turned.count[other] = table.count[history];
        }
        GraphAverageOptions options;
        options.nmax_factor = 5;
        options.grid_points = 100;
        const GraphAverage one = average_over_graphs(table, options);
        const GraphAverage other = average_over_graphs(turned, options);
        for (std::size_t point = 0; point < one.posterior.points.size(); ++point) {
            RC_ASSERT(std::abs(one.posterior.points[point].mass - other.posterior.points[point].mass) < 1e-9);
        }
        RC_ASSERT(std::abs(one.edge_probability[edge_number(0, 1)] -
                           other.edge_probability[edge_number(2, 3)]) < 1e-9);
        RC_ASSERT(one.lower >= observed(table));
    });
}

}  // namespace
}  // namespace estimation
