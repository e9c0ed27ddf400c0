#include "document/document.hpp"

#include "document/documents_for_test.hpp"

#include <gtest/gtest.h>

namespace {

using namespace document;

std::string refusal(const Document& document) {
    const base::Done done = check(document);
    std::string out;
    if (done) return out;
    for (const auto& field : done.error().fields)
        out += (out.empty() ? "" : ", ") + field.field + ":" + field.rule;
    return out;
}

Document with(Block block) {
    Document document;
    document.title = "Title";
    document.blocks.push_back(std::move(block));
    return document;
}

TEST(DocumentCheck, takes_the_sample_in_every_language) {
    for (const base::Language language : base::all_languages())
        EXPECT_EQ(refusal(sample_document(language)), "");
}

TEST(DocumentCheck, says_which_block_breaks_which_rule) {
    EXPECT_EQ(refusal(Document{}), "title:required");
    EXPECT_EQ(refusal(with(Heading{2, "Deep", ""})), "block 1:heading_level_skipped");
    EXPECT_EQ(refusal(with(Heading{5, "Deep", ""})), "block 1:out_of_range, block 1:heading_level_skipped");
    EXPECT_EQ(refusal(with(Heading{1, "Form", "1 a"})), "1 a:id_form");
    EXPECT_EQ(refusal(with(Table{"Caption", {{"One"}, {"Two"}}, {{"a", "b"}, {"a"}}})),
              "block 1, row 2:columns_differ");
    EXPECT_EQ(refusal(with(Table{"", {{"One"}}, {}})), "block 1:required");
    EXPECT_EQ(refusal(with(Table{"Caption", {{"One", Alignment::start, 0}}, {}})), "block 1:out_of_range");
    EXPECT_EQ(refusal(with(Figure{"Title", "", small_drawing(), {"Caption", {{"One"}}, {}}})),
              "block 1:required");
    EXPECT_EQ(refusal(with(Figure{"Title", "Says", {}, {"Caption", {{"One"}}, {}}})),
              "block 1:out_of_range, block 1:out_of_range");
    EXPECT_EQ(refusal(with(Paragraph{"a\xff"})), "block 1:not_utf8");
    Document twice = with(Heading{1, "One", "same"});
    twice.blocks.push_back(Heading{1, "Two", "same"});
    EXPECT_EQ(refusal(twice), "same:id_twice");
}

TEST(DocumentCheck, links_lead_to_pages_and_never_run_anything) {
    for (const char* href :
         {"https://a.example/b?c=d", "http://a.example", "mailto:a@b.example", "/survey", "/"}) {
        EXPECT_EQ(refusal(with(Paragraph{{{TextRun{"x", Emphasis::plain, href}}}})), "") << href;
    }
    for (const char* href :
         {"javascript:alert(1)", "data:text/html,x", "//other.example", "file:///etc/passwd", "x",
          "https://a.example/\nb", " https://a.example", "HTTPS://a.example"}) {
        EXPECT_EQ(refusal(with(Paragraph{{{TextRun{"x", Emphasis::plain, href}}}})), "block 1:link_scheme")
            << href;
    }
    EXPECT_EQ(refusal(with(Paragraph{{{TextRun{"x", Emphasis::plain, "#nowhere"}}}})), "block 1:no_such_id");
}

TEST(DocumentCheck, footnotes_and_their_marks_belong_together) {
    EXPECT_EQ(refusal(with(Paragraph{{{TextRun{"x", Emphasis::plain, "", 0}}}})), "block 1:no_such_footnote");
    Document unused = with(Paragraph{"x"});
    unused.footnotes = {"Nobody marks it"};
    EXPECT_EQ(refusal(unused), "footnote 1:footnote_unused");
    Document nested = with(Paragraph{{{TextRun{"x", Emphasis::plain, "", 0}}}});
    nested.footnotes = {Text{{TextRun{"y", Emphasis::plain, "", 0}}}};
    EXPECT_EQ(refusal(nested), "footnote 1:footnote_in_footnote");
}

TEST(AddressOutside, needs_the_site_for_paths) {
    Document document;
    EXPECT_EQ(address_outside(document, "/survey"), std::nullopt);
    EXPECT_EQ(address_outside(document, ""), std::nullopt);
    EXPECT_EQ(address_outside(document, "#who"), "#who");
    document.site = "https://waymark.example";
    EXPECT_EQ(address_outside(document, "/survey"), "https://waymark.example/survey");
}

}  // namespace
