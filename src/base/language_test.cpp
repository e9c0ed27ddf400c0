#include "base/language.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::Language;
using base::language_from_header;

TEST(Language, has_a_code_of_its_own_that_finds_it_again) {
    for (const Language language : base::all_languages()) {
        EXPECT_EQ(base::language_from_code(base::kind_of(language).code), language);
    }
    EXPECT_EQ(base::language_from_code("xx"), std::nullopt);
    EXPECT_EQ(base::kind_of(Language::ar).direction, "rtl");
}

TEST(Language, is_read_from_the_browsers_header_by_weight_and_without_region) {
    EXPECT_EQ(language_from_header("ar-SY,ar;q=0.9,en;q=0.8"), Language::ar);
    EXPECT_EQ(language_from_header("ka, uk;q=0.5, en;q=0.4"), Language::uk);
    EXPECT_EQ(language_from_header("en;q=0.1, UK;q=0.25"), Language::uk);
    EXPECT_EQ(language_from_header("en;q=0, ar;q=0.001"), Language::ar);
    EXPECT_EQ(language_from_header("ka"), std::nullopt);
    EXPECT_EQ(language_from_header(""), std::nullopt);
    EXPECT_EQ(language_from_header("en;q=9"), std::nullopt);
}

RC_GTEST_PROP(Language, survives_any_header, (const std::string& header)) {
    const auto language = language_from_header(header);
    const bool known = !language || !base::kind_of(*language).code.empty();
    RC_ASSERT(known);
}

}  // namespace
