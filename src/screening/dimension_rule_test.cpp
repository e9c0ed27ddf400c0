#include "screening/dimension_rule.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using screening::delphi_clause;
using screening::DimensionClause;
using screening::SignCount;

bool positive(int strong, int medium, int weak) {
    return delphi_clause({.strong = strong, .medium = medium, .weak = weak}) != DimensionClause::none;
}

TEST(DelphiDimensionRule, gives_the_published_test_vectors) {
    struct Vector {
        int strong, medium, weak;
        bool positive;
    };
    const Vector vectors[] = {{0, 0, 0, false}, {1, 0, 0, false}, {2, 0, 0, true}, {1, 1, 0, true},
                              {1, 0, 1, true},  {0, 2, 0, false}, {0, 3, 0, true}, {0, 2, 1, true},
                              {0, 1, 2, false}, {0, 1, 9, false}, {0, 0, 9, false}};
    for (const Vector& one : vectors) {
        EXPECT_EQ(positive(one.strong, one.medium, one.weak), one.positive)
            << one.strong << "," << one.medium << "," << one.weak;
    }
}

TEST(DelphiDimensionRule, is_the_published_formula_for_every_count_that_can_occur) {
    for (int strong = 0; strong <= 16; ++strong) {
        for (int medium = 0; medium <= 16; ++medium) {
            for (int weak = 0; weak <= 16; ++weak) {
                const bool formula = strong >= 2 || (strong >= 1 && medium + weak >= 1) || medium >= 3 ||
                                     (medium >= 2 && weak >= 1);
                ASSERT_EQ(positive(strong, medium, weak), formula);
            }
        }
    }
}

TEST(DelphiDimensionRule, names_the_clause_that_fired) {
    EXPECT_EQ(delphi_clause({.strong = 2, .medium = 5}), DimensionClause::two_strong);
    EXPECT_EQ(delphi_clause({.strong = 1, .weak = 1}), DimensionClause::strong_and_another);
    EXPECT_EQ(delphi_clause({.medium = 3}), DimensionClause::three_medium);
    EXPECT_EQ(delphi_clause({.medium = 2, .weak = 1}), DimensionClause::two_medium_and_weak);
    EXPECT_EQ(delphi_clause({.medium = 2}), DimensionClause::none);
}

RC_GTEST_PROP(DelphiDimensionRule, more_signs_never_make_a_positive_dimension_negative, ()) {
    const auto count = [] { return *rc::gen::inRange(0, 17); };
    const SignCount few{.strong = count(), .medium = count(), .weak = count()};
    const SignCount more{
        .strong = few.strong + count(), .medium = few.medium + count(), .weak = few.weak + count()};
    if (delphi_clause(few) != DimensionClause::none) RC_ASSERT(delphi_clause(more) != DimensionClause::none);
}

}  // namespace
