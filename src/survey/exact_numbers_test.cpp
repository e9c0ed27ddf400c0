// Ratios, decimals and rounding: exact, checked against the definition and against survey.md 1.2 and 1.3.

#include "survey/decimal.hpp"
#include "survey/ratio.hpp"
#include "survey/rounding.hpp"
#include "survey/wide.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace survey {
namespace {

std::string printed(std::int64_t part, std::int64_t whole, int decimals,
                    Rounding rounding = Rounding::half_up) {
    return to_text(percent(part, whole, decimals, rounding).value());
}

TEST(ExactNumbers, print_the_shares_of_57_as_the_source_document_gives_them) {
    const struct {
        int count;
        const char* text;
    } rows[] = {{39, "68.42"}, {37, "64.91"}, {34, "59.65"}, {35, "61.40"}, {33, "57.89"},
                {40, "70.18"}, {44, "77.19"}, {9, "15.79"},  {13, "22.81"}};
    for (const auto& row : rows) EXPECT_EQ(printed(row.count, 57, 2), row.text);
    EXPECT_EQ(printed(35, 44, 1), "79.5");
    EXPECT_EQ(printed(9, 44, 1), "20.5");
    EXPECT_EQ(printed(35, 57, 1), "61.4");
    EXPECT_EQ(printed(48, 57, 1), "84.2");
}

TEST(ExactNumbers, round_at_the_eight_boundaries_of_the_published_percentages) {
    const struct {
        int part;
        int whole;
        const char* text;
    } rows[] = {{9550, 13547, "70"}, {9551, 13547, "71"}, {9686, 13547, "71"}, {9687, 13547, "72"},
                {2730, 3929, "69"},  {2731, 3929, "70"},  {2769, 3929, "70"},  {2770, 3929, "71"}};
    for (const auto& row : rows) EXPECT_EQ(printed(row.part, row.whole, 0), row.text) << row.part;
}

TEST(ExactNumbers, round_a_half_up_and_a_negative_half_to_its_mirror) {
    EXPECT_EQ(printed(1, 8, 0), "13");
    EXPECT_EQ(printed(1, 8, 1), "12.5");
    EXPECT_EQ(printed(-1, 8, 0), "-13");
    EXPECT_EQ(printed(1, 8, 0, Rounding::truncate), "12");
    EXPECT_EQ(printed(1, 3, 0, Rounding::ceil), "34");
    EXPECT_EQ(printed(1, 4, 0, Rounding::ceil), "25");
    EXPECT_EQ(printed(0, 4, 0, Rounding::ceil), "0");
}

TEST(ExactNumbers, refuse_a_share_of_nothing_and_too_many_decimals) {
    EXPECT_EQ(percent(1, 0, 0).error().fields[0].field, "whole");
    EXPECT_EQ(percent(1, -3, 0).error().fields[0].field, "whole");
    EXPECT_EQ(percent(1, 3, 7).error().fields[0].field, "decimals");
    EXPECT_EQ(percent(1, 3, -1).error().fields[0].field, "decimals");
    EXPECT_EQ(percent(std::numeric_limits<std::int64_t>::max(), 1, 6).error().fields[0].field, "percent");
}

RC_GTEST_PROP(ExactNumbers, a_rounded_share_is_the_nearest_and_a_half_goes_up, ()) {
    const auto whole = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000);
    const auto part = *rc::gen::inRange<std::int64_t>(0, whole + 1);
    const int decimals = *rc::gen::inRange(0, 7);
    const Wide units = percent(part, whole, decimals).value().units;
    const Wide exact = static_cast<Wide>(200) * power_of_ten(decimals) * part;  // twice, in wholes
    RC_ASSERT((2 * units - 1) * whole <= exact);
    RC_ASSERT(exact < (2 * units + 1) * whole);
}

TEST(ExactNumbers, write_and_read_decimals_with_the_places_they_were_printed_with) {
    for (const char* text : {"0", "7", "-7", "0.5", "-0.5", "61.4", "70.0", "0.000001", "12345.678901"}) {
        const auto read = decimal_from_text(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(to_text(*read), text);
    }
    EXPECT_EQ(decimal_from_text("70.0"), (Decimal{700, 1}));
    for (const char* text : {"", "-", ".", ".5", "5.", "+5", " 5", "5 ", "1,5", "1e3", "0.0000001", "5.-1",
                             "99999999999999999999", "1.2.3"}) {
        EXPECT_FALSE(decimal_from_text(text)) << text;
    }
    EXPECT_EQ(to_text({std::numeric_limits<std::int64_t>::min(), 0}), "-9223372036854775808");
    EXPECT_EQ(with_decimals({614, 1}, 3), (Decimal{61400, 3}));
    EXPECT_FALSE(with_decimals({std::numeric_limits<std::int64_t>::max(), 0}, 1));
}

TEST(ExactNumbers, keep_ratios_in_lowest_terms_and_say_where_they_do_not_fit) {
    EXPECT_EQ(Ratio::of(35, 57), Ratio::of(70, 114));
    EXPECT_EQ(Ratio::of(3, -6), Ratio::of(-1, 2));
    EXPECT_FALSE(Ratio::of(1, 0));
    const auto least = std::numeric_limits<std::int64_t>::min();
    EXPECT_FALSE(Ratio::of(1, least));
    EXPECT_EQ(difference(*Ratio::of(35, 57), *Ratio::of(33, 57)), Ratio::of(2, 57));
    EXPECT_EQ(sum(*Ratio::of(1, 3), *Ratio::of(1, 6)), Ratio::of(1, 2));
    EXPECT_EQ(mean(*Ratio::of(1, 3), *Ratio::of(1, 2)), Ratio::of(5, 12));
    EXPECT_EQ(mean(*Ratio::of(1, 3), *Ratio::of(1, 3)), Ratio::of(1, 3));
    const Ratio fine = *Ratio::of(1, 4'000'000'007);
    EXPECT_FALSE(sum(fine, *Ratio::of(1, 4'000'000'009)));
}

RC_GTEST_PROP(ExactNumbers, ratios_compare_as_their_cross_products, ()) {
    const auto number = [] { return *rc::gen::inRange<std::int64_t>(-50, 50); };
    const auto below = [] { return *rc::gen::inRange<std::int64_t>(1, 50); };
    const std::int64_t a = number(), b = below(), c = number(), d = below();
    const Ratio left = *Ratio::of(a, b);
    const Ratio right = *Ratio::of(c, d);
    RC_ASSERT((left < right) == (a * d < c * b));
    RC_ASSERT((left == right) == (a * d == c * b));
    RC_ASSERT(difference(*sum(left, right), right) == left);
}

}  // namespace
}  // namespace survey
