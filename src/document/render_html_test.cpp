#include "document/render_html.hpp"

#include "document/documents_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include <set>

namespace {

using namespace document;
using ::testing::HasSubstr;

pugi::xml_document parsed(const std::string& html) {
    pugi::xml_document out;
    const auto result = out.load_string(html.c_str());
    EXPECT_TRUE(result) << result.description() << " at " << result.offset;
    return out;
}

TEST(RenderHtml, is_well_formed_with_ids_that_are_there_once_and_links_that_lead_somewhere) {
    for (const base::Language language : base::all_languages()) {
        const auto html = render_html(sample_document(language), {2, "r1-"});
        ASSERT_TRUE(html);
        const pugi::xml_document page = parsed(*html);
        std::set<std::string> ids;
        for (const auto& found : page.select_nodes("//@id")) {
            EXPECT_TRUE(ids.insert(found.attribute().value()).second) << found.attribute().value();
            EXPECT_TRUE(std::string_view(found.attribute().value()).starts_with("r1-"));
        }
        for (const auto& found : page.select_nodes("//a/@href")) {
            const std::string href = found.attribute().value();
            if (!href.starts_with("#")) continue;
            EXPECT_TRUE(ids.contains(href.substr(1))) << href;
        }
        for (const auto& found : page.select_nodes("//@aria-labelledby")) {
            std::string names = found.attribute().value();
            EXPECT_TRUE(ids.contains(names.substr(0, names.find(' ')))) << names;
        }
    }
}

TEST(RenderHtml, says_language_and_direction_and_keeps_the_order_of_headings) {
    const auto html = render_html(sample_document(base::Language::ar), {2, ""});
    ASSERT_TRUE(html);
    const pugi::xml_document page = parsed(*html);
    EXPECT_STREQ(page.child("article").attribute("dir").value(), "rtl");
    EXPECT_STREQ(page.child("article").attribute("lang").value(), "ar");
    std::string levels;
    pugi::xpath_node_set headings = page.select_nodes("//h1|//h2|//h3|//h4|//h5");
    headings.sort();
    for (const auto& found : headings) levels += found.node().name()[1];
    EXPECT_EQ(levels, "23433");  // title, chapter, section, chapter, notes
}

TEST(RenderHtml, puts_the_figures_behind_every_drawing) {
    const auto html = render_html(sample_document(base::Language::en));
    ASSERT_TRUE(html);
    const pugi::xml_document page = parsed(*html);
    const pugi::xml_node figure = page.select_node("//figure").node();
    EXPECT_TRUE(figure.child("svg"));
    EXPECT_STREQ(figure.select_node("details/summary/span").node().child_value(), "The figures as a table");
    EXPECT_EQ(figure.select_nodes("details//tbody/tr/th[@scope='row']").size(), 2U);
    EXPECT_EQ(figure.select_nodes("details//thead/tr/th[@scope='col']").size(), 2U);
}

TEST(RenderHtml, escapes_whatever_was_typed) {
    Document document;
    document.title = "<b>&\"";
    document.blocks = {Paragraph{"<script>alert('1')</script>"},
                       Paragraph{{{TextRun{"<i>", Emphasis::strong, "https://a.example/?a=1&b=\"2\""}}}}};
    const auto html = render_html(document);
    ASSERT_TRUE(html);
    EXPECT_THAT(*html, HasSubstr("<h1>&lt;b&gt;&amp;&quot;</h1>"));
    EXPECT_THAT(*html, HasSubstr("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    EXPECT_THAT(*html, HasSubstr("href=\"https://a.example/?a=1&amp;b=&quot;2&quot;\""));
}

TEST(RenderHtml, leads_from_a_mark_to_its_note_and_back) {
    const auto html = render_html(sample_document(base::Language::en));
    ASSERT_TRUE(html);
    EXPECT_THAT(*html,
                HasSubstr(R"(<a id="mark-1" class="govuk-link" href="#note-1" role="doc-noteref">1</a>)"));
    EXPECT_THAT(*html, HasSubstr(R"(href="#mark-1" role="doc-backlink">Back to the text</a>)"));
}

TEST(RenderHtml, refuses_what_is_no_document) {
    const auto html = render_html(Document{});
    ASSERT_FALSE(html);
    EXPECT_EQ(html.error().fields.at(0).field, "title");
}

TEST(RenderHtmlPage, asks_nothing_from_anywhere_and_is_the_same_each_time) {
    const auto page = render_html_page(sample_document(base::Language::uk));
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->starts_with("<!DOCTYPE html>\n<html lang=\"uk\" dir=\"ltr\">"));
    for (const char* asks : {"src=", "<link", "@import", "<script"}) {
        EXPECT_EQ(page->find(asks), std::string::npos) << asks;
    }
    EXPECT_EQ(page, render_html_page(sample_document(base::Language::uk)));
}

}  // namespace
