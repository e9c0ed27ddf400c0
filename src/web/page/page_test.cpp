#include "web/page/page.hpp"

#include "web/page/page_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>

namespace web::page::testing {

namespace {

using ::testing::HasSubstr;

const base::Words& english() {
    static const base::Words words(messages(), base::Language::en);
    return words;
}

Page page_with_fields() {
    Page page{.title = "t"};
    page.add(Form{.action = "/x",
                  .items = {Radios{.name = "place", .legend = "Where are you now?", .choices = {}},
                            TextField{.name = "age", .label = "Age", .value = "old"}},
                  .buttons = {}});
    return page;
}

const Form& form_of(const Page& page) {
    return std::get<Form>(page.blocks.at(0).content);
}

TEST(WithErrors, puts_each_problem_at_its_field_and_into_the_summary) {
    const Page page = with_errors(
        page_with_fields(),
        base::invalid_fields({{"place", "required", ""}, {"age", "out_of_range", "0 to 120"}}), english());
    EXPECT_EQ(page.status, 400);
    ASSERT_EQ(page.errors.size(), 2U);
    EXPECT_EQ(page.errors[0].field, "place");
    EXPECT_EQ(page.errors[0].text, "Where are you now? Answer this question");
    EXPECT_EQ(page.errors[1].text, "Age: Enter a number within the limits: 0 to 120");
    EXPECT_EQ(std::get<Radios>(form_of(page).items[0].content).error, "Answer this question");
    const auto& age = std::get<TextField>(form_of(page).items[1].content);
    EXPECT_EQ(age.error, "Enter a number within the limits: 0 to 120");
    EXPECT_EQ(age.value, "old");
}

TEST(WithErrors, shows_the_problem_of_a_field_that_is_not_on_the_page_without_a_link) {
    const Page page =
        with_errors(page_with_fields(), base::invalid_field("elsewhere", "required"), english());
    ASSERT_EQ(page.errors.size(), 1U);
    EXPECT_EQ(page.errors[0].field, "");
    EXPECT_EQ(page.errors[0].text, "Answer this question");
}

TEST(WithErrors, makes_one_line_of_a_problem_without_fields) {
    const Page page = with_errors(page_with_fields(), base::refused_by("INV-02"), english());
    EXPECT_EQ(page.status, 422);
    ASSERT_EQ(page.errors.size(), 1U);
    EXPECT_THAT(page.errors[0].text, HasSubstr("Nothing was changed."));
    EXPECT_THAT(page.errors[0].text, HasSubstr("only with their consent"));
}

TEST(WithErrors, shows_a_rule_without_words_of_its_own_as_something_to_check) {
    const Page page = with_errors(page_with_fields(), base::invalid_field("age", "no_such_rule"), english());
    EXPECT_EQ(page.errors.at(0).text, "Age: Check this answer");
}

TEST(PageOf, tells_what_happened_which_rule_said_no_and_what_to_read_out) {
    const Page page =
        page_of(base::refused_by("AUTH-CASE-READ", base::ProblemCode::not_allowed), english(), "7f3a");
    EXPECT_EQ(page.status, 403);
    EXPECT_EQ(page.title, english().text("problem.not_allowed.title"));
    const auto code = std::find_if(page.blocks.begin(), page.blocks.end(), [](const Block& block) {
        return std::holds_alternative<Code>(block.content);
    });
    ASSERT_NE(code, page.blocks.end());
    EXPECT_EQ(std::get<Code>(code->content).text, "7f3a");
    const auto inset = std::find_if(page.blocks.begin(), page.blocks.end(), [](const Block& block) {
        return std::holds_alternative<Inset>(block.content);
    });
    ASSERT_NE(inset, page.blocks.end());
    EXPECT_EQ(std::get<Inset>(inset->content).lines.at(0), english().text("authorisation.AUTH-CASE-READ"));
}

TEST(ProblemWords, exist_for_every_row_of_the_table_in_every_language) {
    for (const base::Language language : base::all_languages()) {
        for (const base::ProblemCode code : base::all_problem_codes()) {
            for (const auto part : {".title", ".text"}) {
                const std::string key = "problem." + std::string(base::kind_of(code).name) + part;
                EXPECT_TRUE(messages().has(language, key))
                    << base::kind_of(language).code << " lacks " << key;
            }
        }
    }
}

TEST(Words, are_the_same_in_every_language) {
    const auto sorted = [](std::vector<std::string> keys) {
        std::sort(keys.begin(), keys.end());
        return keys;
    };
    const auto english_keys = sorted(messages().keys(base::Language::en));
    for (const base::Language language : base::all_languages()) {
        EXPECT_EQ(sorted(messages().keys(language)), english_keys) << base::kind_of(language).code;
        for (const std::string& key : english_keys) {
            EXPECT_EQ(messages().argument_names(language, key),
                      messages().argument_names(base::Language::en, key))
                << base::kind_of(language).code << " " << key;
        }
    }
}

}  // namespace

}  // namespace web::page::testing
