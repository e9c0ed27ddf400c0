// Options as people type them.

#include "survey/option_words.hpp"

#include <gtest/gtest.h>

namespace survey {
namespace {

using Places = std::vector<std::size_t>;

TEST(OptionWords, are_made_plain) {
    EXPECT_EQ(plain_option("Strongly agree + agree (combined)"), "strongly_agree+agree");
    EXPECT_EQ(plain_option("  Non-specialist police"), "non_specialist_police");
    EXPECT_EQ(plain_option("Так"), "Так");
    EXPECT_EQ(plain_option("(nothing)"), "");
    EXPECT_EQ(plain_option("a)b(c"), "a_b");
}

TEST(OptionWords, name_one_option_or_several) {
    const std::vector<std::string> codes{"yes", "no", "strongly_agree", "agree", "a+b", "a", "b"};
    EXPECT_EQ(options_meant("yes", codes), Places({0}));
    EXPECT_EQ(options_meant("Yes", codes), Places({0}));
    EXPECT_EQ(options_meant("Strongly agree", codes), Places({2}));
    EXPECT_EQ(options_meant("strongly_agree+agree", codes), Places({2, 3}));
    EXPECT_EQ(options_meant("Strongly agree + agree (combined)", codes), Places({2, 3}));
    EXPECT_EQ(options_meant("agree,strongly_agree", codes), Places({3, 2}));
    EXPECT_EQ(options_meant("a+b", codes), Places({4})) << "what is written so comes first";
    EXPECT_EQ(options_meant("perhaps", codes), std::nullopt);
    EXPECT_EQ(options_meant("yes+perhaps", codes), std::nullopt);
    EXPECT_EQ(options_meant("yes+yes", codes), std::nullopt);
    EXPECT_EQ(options_meant("", codes), std::nullopt);
    const std::vector<std::string> twins{"Yes", "YES"};
    EXPECT_EQ(options_meant("yes", twins), std::nullopt) << "it could be either";
    EXPECT_EQ(options_meant("YES", twins), Places({1}));
}

TEST(OptionWords, name_an_answer_of_a_report) {
    const std::vector<std::string> answers{
        "Non-specialist police", "Specialised anti-trafficking police and investigators",
        "Immigration officers and labour inspectors (one printed figure for both)",
        "Strongly agree + agree (combined)"};
    EXPECT_EQ(answer_meant("Non-specialist police", answers), 0U);
    EXPECT_EQ(answer_meant("non_specialist_police", answers), 0U);
    EXPECT_EQ(answer_meant("immigration", answers), 2U) << "the only one that begins so";
    EXPECT_EQ(answer_meant("agree+strongly_agree", answers), 3U);
    EXPECT_EQ(answer_meant("police", answers), std::nullopt);
    EXPECT_EQ(answer_meant("", answers), std::nullopt);
    const std::vector<std::string> two{"police at sea", "police on land"};
    EXPECT_EQ(answer_meant("police", two), std::nullopt) << "both begin so";
}

}  // namespace
}  // namespace survey
