#include "engines/estimation/existence.hpp"

#include "engines/estimation/cone.hpp"
#include "engines/estimation/tables_for_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace estimation {
namespace {

// "1-2 3-5".
HierarchicalModel model_of_pairs(std::size_t lists, const std::string& pairs) {
    std::vector<Mask> terms;
    for (const std::string& pair : parts_of(pairs)) {
        terms.push_back(Mask{1} << (pair.at(0) - '1') | Mask{1} << (pair.at(2) - '1'));
    }
    return with_terms(lists, terms);
}

// SparseMSE 2.0.1, checkident: every model kept beside a table.
TEST(Existence, has_the_code_of_sparsemse_for_every_kept_model) {
    std::size_t models = 0;
    std::array<int, 4> of_code{};
    std::vector<std::pair<std::string, std::string>> files{
        {"artificial_3", "fixtures/artificial_3_existence"},
        {"new_orleans_8_n185", "fixtures/new_orleans_8_n185_existence"},
        {"uk2013_6", "fixtures/uk2013_6_existence"},
        {"western_us_5", "fixtures/western_us_5_existence"}};
    for (const std::string base : {"sparse_new_orleans_5_n185_", "sparse_western_us_5_"}) {
        for (const char number : {'1', '2', '3', '4', '5'}) {
            files.emplace_back("fixtures/" + base + number, "fixtures/" + base + number + "_existence");
        }
    }
    for (const auto& [name, codes] : files) {
        const CaptureTable table = published(name);
        ExistenceChecker checker(table.list_count());
        checker.take(table.count);
        checker.certify(with_terms(table.list_count(), interactions(table.list_count(), 2)).terms);
        for (const NamedRow& row : named_rows(codes)) {
            const auto model = model_of_pairs(table.list_count(), row.at("model"));
            const int code = std::stoi(row.at("ierr"));
            EXPECT_EQ(check_existence(table, model).code(), code) << name << " " << row.at("model");
            EXPECT_EQ(checker.check(model.terms).code(), code) << name << " " << row.at("model");
            EXPECT_EQ(checker.is_admissible(model.terms), code == 0) << name << " " << row.at("model");
            ++models;
            ++of_code.at(static_cast<std::size_t>(code));
        }
    }
    EXPECT_EQ(models, 2060U);
    EXPECT_GT(of_code[1], 0);
    EXPECT_GT(of_code[2], 0);
}

// The two of 113 models of UK four lists that Rcapture fits and that have no estimate.
TEST(Existence, refuses_what_newton_would_fit) {
    const CaptureTable table = published("uk2013_4");
    int refused = 0;
    for (const NamedRow& row : named_rows("fixtures/uk2013_4_allmodels_order3")) {
        const auto model = read_model(row.at("model"), table.lists).value();
        const Existence existence = check_existence(table, model);
        if (existence.admissible()) continue;
        ++refused;
        EXPECT_EQ(existence.code(), 1) << row.at("model");
        EXPECT_FALSE(existence.vanishing.empty());
        for (const Mask history : existence.vanishing) EXPECT_EQ(table.count[history], 0);
    }
    EXPECT_EQ(refused, 2);
}

// Corners of a box of small whole numbers are enough to find a combination of two or three directions with
// entries of -1, 0, 1: it is a cross product of rows at the worst.
std::optional<bool> some_combination_is_semipositive(const DirectionRows& rows) {
    const std::size_t directions = rows.front().size();
    std::vector<std::int64_t> c(directions, -4);
    while (true) {
        bool good = true;
        bool positive = false;
        for (const auto& row : rows) {
            std::int64_t value = 0;
            for (std::size_t index = 0; index < directions; ++index) value += row[index] * c[index];
            good = good && value >= 0;
            positive = positive || value > 0;
        }
        if (good && positive) return true;
        std::size_t at = 0;
        while (at < directions && ++c[at] > 4) c[at++] = -4;
        if (at == directions) return false;
    }
}

RC_GTEST_PROP(Cone, agrees_with_trying_every_combination_of_small_numbers, ()) {
    const auto directions = *rc::gen::inRange<std::size_t>(1, 4);
    const auto rows = *rc::gen::nonEmpty(rc::gen::container<DirectionRows>(
        rc::gen::container<std::vector<std::int64_t>>(directions, rc::gen::inRange<std::int64_t>(-1, 2))));
    const auto found = semipositive_combination(rows);
    RC_ASSERT(found.has_value() == some_combination_is_semipositive(rows));
    if (!found) return;
    double sum = 0;
    for (const double value : *found) {
        RC_ASSERT(value >= 0);
        sum += value;
    }
    RC_ASSERT(sum > 0);
}

}  // namespace
}  // namespace estimation
