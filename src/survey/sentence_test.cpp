#include "survey/sentence.hpp"

#include "survey/words_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace survey {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

const base::Messages& catalogue() {
    constexpr std::string_view kNames[] = {"survey_sentence.json"};
    static const base::Messages messages = words_for_test(kNames);
    return messages;
}

base::Words english() {
    return {catalogue(), base::Language::en};
}

Level level(std::int64_t holding, std::int64_t answered = 44) {
    return {.holding = holding, .population = 57, .eligible = 57, .replied = 52, .answered = answered};
}

Change change(std::int64_t before, std::int64_t after, std::int64_t gained, std::int64_t lost) {
    Change change;
    change.before = level(before);
    change.after = level(after);
    change.delta_all = after - before;
    change.matched = {.states = {},
                      .gainers = {},
                      .losers = {},
                      .stayers = {},
                      .n = 40,
                      .gained = gained,
                      .lost = lost,
                      .delta = gained - lost};
    return change;
}

TEST(LevelSentence, AlwaysNamesItsBase) {
    EXPECT_EQ(level_sentence(english(), level(39), MetricKind::practice_frequency),
              "39 out of 57 States (68.4%)");
    EXPECT_EQ(level_sentence(english(), level(40), MetricKind::item_response),
              "40 out of 57 States provided information (70.2%)");
    EXPECT_EQ(level_sentence(english(), level(1), MetricKind::opinion), "1 out of 57 States (1.8%)");
}

// survey.md 10.1, test 6: 35 yes, 9 no, 13 others, told apart by their reasons.
TEST(OthersSentence, ExpandsTheOthersByTheirReasons) {
    std::array<std::int64_t, kDispositionCount> counts{};
    counts[static_cast<std::size_t>(Disposition::answered)] = 44;
    counts[static_cast<std::size_t>(Disposition::blank)] = 8;
    counts[static_cast<std::size_t>(Disposition::no_reply)] = 4;
    counts[static_cast<std::size_t>(Disposition::declined)] = 1;
    EXPECT_EQ(
        others_sentence(english(), level(35), counts),
        "Of the others, 9 States gave another answer, 1 declined to answer, 8 gave no information and 4 "
        "did not reply.");
    EXPECT_EQ(others_sentence(english(), level(44), {}), "");
}

TEST(BoundsSentence, SaysWhatTheMissingAnswersLeaveOpen) {
    EXPECT_EQ(bounds_sentence(english(), level(35)),
              "Counting every missing answer one way or the other, between 35 and 48 of 57 States (61.4% to "
              "84.2%).");
    EXPECT_EQ(bounds_sentence(english(), level(35, 57)), "");
}

TEST(ChangeSentence, SaysIncreaseOnlyWhereTheVerdictCarriesIt) {
    struct Case {
        Verdict verdict;
        const char* word;  // none: neither may stand there
    };
    for (const Case& one : {Case{Verdict::robust_up, "increase"}, Case{Verdict::matched_up, "increase"},
                            Case{Verdict::robust_down, "decrease"}, Case{Verdict::matched_down, "decrease"},
                            Case{Verdict::reported_up, nullptr}, Case{Verdict::reported_down, nullptr},
                            Case{Verdict::response_up, nullptr}, Case{Verdict::response_down, nullptr},
                            Case{Verdict::no_change, nullptr}, Case{Verdict::not_comparable, nullptr}}) {
        const std::string said = change_sentence(english(), change(33, 35, 5, 2), one.verdict, "2015/16");
        EXPECT_EQ(says_change(one.verdict), one.word != nullptr);
        if (one.word != nullptr) {
            EXPECT_THAT(said, HasSubstr(one.word));
        } else {
            EXPECT_THAT(said, Not(AnyOf(HasSubstr("crease"), HasSubstr("progress from"))));
        }
        EXPECT_THAT(said, HasSubstr("2015/16"));
    }
}

// survey.md 9: the source document's two changes.
TEST(ChangeSentence, TellsAReportedChangeAndAChangeOfReplies) {
    EXPECT_EQ(change_sentence(english(), change(33, 35, 5, 3), Verdict::reported_up, "2015/16"),
              "35 States, against 33 in 2015/16 (different States may have replied).");
    EXPECT_EQ(change_sentence(english(), change(34, 40, 6, 0), Verdict::response_up, "2015/16"),
              "40 States provided information, against 34 in 2015/16. This counts replies, not progress.");
    ChangeOfTotals totals;
    totals.before = level(33);
    totals.after = level(35);
    EXPECT_EQ(change_sentence(english(), totals, Verdict::reported_up, "2015/16"),
              "35 States, against 33 in 2015/16 (different States may have replied).");
}

// survey.md 1.2: 70 % of the remaining is about 20 % of all, and is never said without it.
TEST(NestedSentence, NamesTheRemainderAndTheWhole) {
    EXPECT_EQ(share_sentence(english(), {9618, 13547}, "cases"), "9,618 of 13,547 cases (71%)");
    EXPECT_EQ(nested_sentence(english(), {2750, 3929}, 13547, "cases"),
              "2,750 of the remaining 3,929 cases (70%), which is 20% of all 13,547");
    EXPECT_EQ(share_sentence(english(), {0, 0}, "cases"), "0 of 0 cases (no percentage)");
}

TEST(Sentences, HaveTheirFiguresInEveryLanguage) {
    for (const base::Language language : {base::Language::uk, base::Language::ar}) {
        const base::Words words(catalogue(), language);
        for (const std::int64_t count : {0, 1, 2, 3, 11, 39}) {
            const std::string said = level_sentence(words, level(count, 50), MetricKind::opinion);
            EXPECT_THAT(said, AnyOf(HasSubstr("57"), HasSubstr("٥٧")));
            EXPECT_THAT(said, Not(HasSubstr("survey.sentence")));
        }
        const std::string grew = change_sentence(words, change(33, 35, 5, 2), Verdict::matched_up, "2015/16");
        EXPECT_THAT(grew, HasSubstr("2015/16"));
        EXPECT_THAT(grew, Not(HasSubstr("{")));
    }
}

}  // namespace
}  // namespace survey
