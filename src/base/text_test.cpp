#include "base/text.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace {

using base::clean_text;
using base::Lines;
using base::TextLimits;

constexpr TextLimits kName{.code_points_max = 10, .code_points_min = 1, .lines = Lines::one};
constexpr TextLimits kNote{.code_points_max = 100, .code_points_min = 0, .lines = Lines::many};

std::string rule_of(const base::Result<std::string>& result) {
    return result ? "" : result.error().fields.at(0).rule;
}

TEST(Utf8, refuses_overlong_forms_surrogates_and_what_is_beyond_unicode) {
    for (const char* text : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\x80",
                             "\xE2\x82", "a\xC3"}) {
        EXPECT_FALSE(base::is_valid_utf8(text));
    }
    for (const char* text : {"", "abc", "Олена", "مريم", "ნინო", "\xF0\x9F\x98\x80", "\xEF\xBF\xBD"}) {
        EXPECT_TRUE(base::is_valid_utf8(text)) << text;
    }
}

TEST(Text, is_counted_in_code_points) {
    EXPECT_EQ(base::code_point_count("Олена"), 5U);
    EXPECT_EQ(base::code_point_count("مريم"), 4U);
    EXPECT_EQ(base::code_point_count(""), 0U);
    EXPECT_TRUE(clean_text("name", "Олександра", kName).has_value());
    EXPECT_EQ(rule_of(clean_text("name", "Олександрия1", kName)), "too_long");
}

TEST(Text, is_trimmed_of_every_kind_of_space) {
    EXPECT_EQ(base::trimmed(" \t\u00A0\u2003 a b \u3000\n"), "a b");
    EXPECT_EQ(base::trimmed(" \u3000 "), "");
    EXPECT_EQ(clean_text("name", "\uFEFF Nino ", kName).value(), "Nino");
}

TEST(Text, of_white_space_alone_is_missing_where_it_is_required) {
    EXPECT_EQ(rule_of(clean_text("name", " \u2003 ", kName)), "required");
    EXPECT_EQ(clean_text("note", "  ", kNote).value(), "");
}

TEST(Text, with_control_characters_is_refused) {
    const std::string null_inside("a\0b", 3);
    EXPECT_EQ(rule_of(clean_text("name", null_inside, kName)), "control_character");
    for (const char* text : {"a\x1B[31m", "a\x7F", "a\u009B", "a\uFFFE"}) {
        EXPECT_EQ(rule_of(clean_text("note", text, kNote)), "control_character");
    }
}

TEST(Text, has_several_lines_only_where_it_may) {
    for (const char* text : {"a\nb", "a\rb", "a\u2028b", "a\u0085b"}) {
        EXPECT_EQ(rule_of(clean_text("name", text, kName)), "one_line");
        EXPECT_EQ(clean_text("note", text, kNote).value(), "a\nb");
    }
    EXPECT_EQ(clean_text("note", "a\r\nb\r\n", kNote).value(), "a\nb");
}

TEST(Text, loses_the_marks_that_reorder_a_line_and_keeps_joiners) {
    EXPECT_EQ(clean_text("name", "\u202Eabc\u202C", kName).value(), "abc");
    EXPECT_EQ(clean_text("name", "می\u200Cخواهم", kName).value(), "می\u200Cخواهم");
}

TEST(Text, a_list_of_codes_comes_back_from_its_column) {
    for (const std::vector<std::string>& codes :
         {std::vector<std::string>{}, {"en"}, {"en", "uk", "prefer_not_to_say"}}) {
        EXPECT_EQ(base::split_codes(base::joined_codes(codes)), codes);
    }
    EXPECT_EQ(base::joined_codes({"en", "uk"}), "en uk");
}

TEST(Text, is_kept_in_one_normal_form) {
    EXPECT_EQ(clean_text("name", "Zoe\u0308", kName).value(), "Zo\u00EB");
}

TEST(Text, that_is_not_utf8_names_its_field_and_nothing_else) {
    const auto result = clean_text("name", "secret\xFF", kName);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().fields.at(0), (base::FieldProblem{"name", "not_utf8", ""}));
}

RC_GTEST_PROP(Text, once_clean_stays_as_it_is, (const std::string& raw)) {
    const TextLimits limits{.code_points_max = 10000, .code_points_min = 0, .lines = Lines::many};
    if (const auto clean = clean_text("f", raw, limits)) {
        RC_ASSERT(base::is_valid_utf8(*clean));
        RC_ASSERT(clean_text("f", *clean, limits).value() == *clean);
    }
}

}  // namespace
