#include "web/page/fragment.hpp"

#include "web/page/html_reader.hpp"
#include "web/page/page_samples.hpp"

#include <gtest/gtest.h>

namespace web::page::testing {

namespace {

document::Document report() {
    document::Document made{.title = "A report", .language = "ar"};
    made.direction = document::Direction::right_to_left;
    made.words.figures_behind = "The figures as a table";
    made.blocks.emplace_back(document::Heading{1, "Who answered", "who"});
    made.blocks.emplace_back(
        document::Paragraph{{{document::TextRun{"{{see}} <b>the figure</b>", {}, "#one"}}}});
    document::Drawing drawing{.width = 300, .height = 40};
    drawing.shapes.emplace_back(
        document::Rectangle{{0, 0}, 120, 20, document::Paint{document::Fill::hatched, document::kTeal}});
    const document::Table behind{
        .caption = "Answers", .columns = {{"Answer"}, {"Count"}}, .rows = {{"Yes", "12"}}};
    made.blocks.emplace_back(document::Figure{"Twelve said yes", "One bar", drawing, behind, {}, "one"});
    made.blocks.emplace_back(document::Heading{2, "Details"});
    return made;
}

std::string page_with(const document::Document& document) {
    const base::Words words(messages(), base::Language::en);
    Page page{.title = "A page"};
    page.add(Fragment::of(document).value());
    page.add(Cards{.cards = {{.title = "After it"}}});
    return renderer().html(page, {.path = "/x", .form_token = "t"}, words);
}

TEST(Fragment, stands_below_the_title_of_the_page_without_one_of_its_own) {
    const std::string html = page_with(report());
    EXPECT_NE(html.find("<h2 id=\"document-who\">Who answered</h2>"), std::string::npos);
    EXPECT_EQ(html.find("A report"), std::string::npos);
    EXPECT_EQ(html.find("<h1", html.find("<h1") + 1), std::string::npos) << "one title on a page";
}

TEST(Fragment, is_drawn_with_its_figure_and_the_table_behind_it) {
    const std::string html = page_with(report());
    EXPECT_NE(html.find("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wm-drawing\""), std::string::npos);
    EXPECT_NE(html.find("The figures as a table"), std::string::npos);
}

TEST(Fragment, asks_for_no_style_or_script_that_the_content_policy_would_stop) {
    for (const HtmlTag& tag : tags_of(Fragment::of(report()).value().html())) {
        EXPECT_TRUE(tag.name != "style" && tag.name != "script") << tag.name;
        for (const auto& [name, value] : tag.attributes) {
            EXPECT_TRUE(name != "style" && name != "src" && !name.starts_with("on"))
                << tag.name << " " << name;
        }
    }
}

TEST(Fragment, shows_what_was_typed_as_text) {
    const std::string html = page_with(report());
    EXPECT_NE(html.find("{{see}} &lt;b&gt;the figure&lt;/b&gt;"), std::string::npos);
}

TEST(Fragment, says_which_heading_comes_last_for_the_cards_after_it) {
    EXPECT_EQ(Fragment::of(report()).value().last_heading(), 3);
    EXPECT_NE(page_with(report()).find("<h4 class=\"wm-card__title\""), std::string::npos);
}

TEST(Fragment, has_ids_of_its_own) {
    int ids = 0;
    for (const HtmlTag& tag : tags_of(Fragment::of(report(), "answers-").value().html())) {
        if (!tag.has("id")) continue;
        ids += 1;
        EXPECT_TRUE(tag.get("id").starts_with("answers-")) << tag.get("id");
    }
    EXPECT_GT(ids, 5);
}

TEST(Fragment, is_refused_where_the_document_is_none_or_its_ids_could_meet_others) {
    const auto untitled = Fragment::of(document::Document{});
    ASSERT_FALSE(untitled);
    EXPECT_EQ(untitled.error().fields.at(0).field, "title");
    for (const char* prefix : {"", "1a", "a b", "\"><b"}) {
        const auto refused = Fragment::of(report(), prefix);
        ASSERT_FALSE(refused) << prefix;
        EXPECT_EQ(refused.error().fields.at(0).rule, "id_form");
    }
}

}  // namespace

}  // namespace web::page::testing
