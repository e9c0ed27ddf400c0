#include "document/render_pdf.hpp"

#include "document/documents_for_test.hpp"
#include "document/draw_cairo.hpp"
#include "document/pdf_blocks.hpp"
#include "document/pdf_completion.hpp"
#include "document/pdf_pages.hpp"
#include "document/pdf_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace {

using namespace document;
using ::testing::HasSubstr;

std::string pdf_of(const Document& document) {
    const auto pdf = render_pdf(document);
    EXPECT_TRUE(pdf);
    return pdf ? std::string(base::text_of(*pdf)) : "";
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
}

TEST(RenderPdf, is_the_same_each_time_in_every_language) {
    for (const base::Language language : base::all_languages()) {
        EXPECT_EQ(pdf_of(sample_document(language)), pdf_of(sample_document(language)));
    }
}

TEST(RenderPdf, carries_structure_language_direction_and_words_for_figures) {
    const std::string pdf = pdf_of(sample_document(base::Language::ar));
    EXPECT_THAT(pdf, HasSubstr("/MarkInfo << /Marked true >>"));
    EXPECT_THAT(pdf, HasSubstr("/Lang " + pdf_text_string("ar")));
    EXPECT_THAT(pdf, HasSubstr("/DisplayDocTitle true /Direction /R2L"));
    EXPECT_THAT(pdf, HasSubstr("/Alt " + pdf_text_string("شريط من 57 دولة: 35 نعم، 9 لا، 13 بلا معلومات.")));
    for (const char* tag :
         {"H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Table", "Caption", "Figure", "Note", "Link"}) {
        EXPECT_GT(count(pdf, std::string("/S /") + tag + "\n"), 0U) << tag;
    }
    EXPECT_EQ(count(pdf, "/S /Figure\n"), 2U);  // once by Cairo, once more with its words
    EXPECT_THAT(pdf_of(sample_document(base::Language::en)), HasSubstr("/Direction /L2R"));
}

TEST(RenderPdf, says_which_way_the_headings_of_a_table_point) {
    Document document;
    document.title = "T";
    document.blocks = {Table{"Caption", {{"A"}, {"B"}}, {{"one", "1"}, {"two", "2"}}}};
    const std::string pdf = pdf_of(document);
    EXPECT_EQ(count(pdf, "/Scope /Column"), 2U);
    EXPECT_EQ(count(pdf, "/Scope /Row"), 2U);
    EXPECT_EQ(count(pdf, "/S /TD\n"), 2U);
}

TEST(RenderPdf, holds_the_time_it_is_given_and_no_other) {
    Document document = sample_document(base::Language::en);
    const std::string pdf = pdf_of(document);
    EXPECT_THAT(pdf, HasSubstr("/CreationDate (20261128"));
    EXPECT_EQ(count(pdf, "(20"), 2U);  // made and changed
    document.created = document.created + std::chrono::hours(24);
    EXPECT_THAT(pdf_of(document), HasSubstr("/CreationDate (20261129"));
}

TEST(RenderPdf, leads_to_the_site_only_where_it_knows_it) {
    Document document = sample_document(base::Language::en);
    EXPECT_THAT(pdf_of(document), HasSubstr("/URI (https://waymark.example/survey/figures/1)"));
    document.site = "";
    EXPECT_EQ(count(pdf_of(document), "/URI"), 0U);
}

TEST(RenderPdf, encodes_what_an_address_cannot_hold) {
    Document document;
    document.title = "T";
    document.blocks = {Paragraph{{{TextRun{"x", Emphasis::plain, "https://a.example/it's(1)/ё?a=\\b"}}}}};
    EXPECT_THAT(pdf_of(document), HasSubstr("/URI (https://a.example/it%27s%281%29/%D1%91?a=%5Cb)"));
}

TEST(RenderPdf, takes_empty_texts_empty_tables_and_a_row_longer_than_a_page) {
    std::string long_text;
    for (int count = 0; count < 2000; ++count) long_text += "word ";
    Document document;
    document.title = "T";
    document.blocks = {Paragraph{""},
                       Table{"Empty", {{"A"}, {"B"}}, {}},
                       Table{"Long", {{"A"}, {"B"}}, {{"", long_text}, {"", ""}}},
                       List{{""}, true},
                       Note{"", {}},
                       PageBreak{},
                       PageBreak{}};
    EXPECT_THAT(pdf_of(document), HasSubstr("%%EOF"));
}

TEST(RenderPdf, refuses_what_is_no_document) {
    EXPECT_FALSE(render_pdf(Document{}));
}

std::vector<double> bottoms(const std::vector<PlacedPiece>& pieces) {
    std::vector<double> out;
    for (const PlacedPiece& placed : pieces) out.push_back(placed.y + placed.piece->height);
    return out;
}

TEST(PdfPages, hold_everything_once_inside_their_margins_with_notes_below_the_text) {
    for (const base::Language language : base::all_languages()) {
        const Document document = sample_document(language);
        PdfContent content;
        make_pieces(document, content);
        const auto pages = placed(content);
        std::set<const PdfPiece*> seen;
        for (const PdfPage& page : pages) {
            double above = kPageTop;
            for (const PlacedPiece& piece : page.pieces) {
                EXPECT_TRUE(seen.insert(piece.piece).second);
                EXPECT_GE(piece.y, above - 0.01);
                above = piece.y + piece.piece->height;
            }
            for (const PlacedPiece& note : page.footnotes) EXPECT_GE(note.y, above);
            for (const double bottom : bottoms(page.pieces)) EXPECT_LE(bottom, kPageTop + kTextHeight + 0.1);
            for (const double bottom : bottoms(page.footnotes))
                EXPECT_LE(bottom, kPageTop + kTextHeight + 0.1);
            // No page ends with a heading.
            if (&page == &pages.back()) continue;
            EXPECT_FALSE(page.pieces.back().piece->outline);
        }
        EXPECT_EQ(seen.size(), content.pieces.size());
    }
}

TEST(PdfPages, show_a_footnote_on_the_page_of_its_mark) {
    Document document;
    document.title = "T";
    for (int index = 0; index < 120; ++index) {
        const auto footnote = static_cast<std::size_t>(index);
        document.blocks.push_back(Paragraph{{{TextRun{"Text", Emphasis::plain, "", footnote}}}});
        document.footnotes.emplace_back("Note " + std::to_string(index));
    }
    PdfContent content;
    make_pieces(document, content);
    std::size_t notes = 0;
    for (const PdfPage& page : placed(content)) {
        std::size_t marks = 0;
        for (const PlacedPiece& piece : page.pieces) marks += piece.piece->footnotes.size();
        EXPECT_EQ(marks, page.footnotes.size());
        notes += page.footnotes.size();
    }
    EXPECT_EQ(notes, 120U);
}

TEST(PdfPages, repeat_the_headings_of_a_table_that_goes_on) {
    Document document;
    document.title = "T";
    Table table{"Caption", {{"A"}}, {}};
    for (int index = 0; index < 100; ++index) table.rows.push_back({"Row"});
    document.blocks = {table};
    PdfContent content;
    make_pieces(document, content);
    const auto pages = placed(content);
    ASSERT_GT(pages.size(), 2U);
    EXPECT_TRUE(pages[0].ornaments.empty());
    for (std::size_t index = 1; index < pages.size(); ++index) EXPECT_EQ(pages[index].ornaments.size(), 1U);
}

TEST(ColumnWidths, follow_the_shares_and_break_no_word_that_can_be_kept) {
    using ::testing::ElementsAre;
    EXPECT_THAT(column_widths({3, 1}, {10, 10}, 100), ElementsAre(75, 25));
    EXPECT_THAT(column_widths({3, 1}, {10, 40}, 100), ElementsAre(60, 40));
    EXPECT_THAT(column_widths({8, 1, 1}, {20, 15, 30}, 100), ElementsAre(55, 15, 30));
    EXPECT_THAT(column_widths({1, 1}, {150, 50}, 100), ElementsAre(75, 25));
    EXPECT_THAT(column_widths({1, 1}, {60, 40}, 100), ElementsAre(60, 40));
}

TEST(PdfTextString, is_utf_16_with_its_mark) {
    EXPECT_EQ(pdf_text_string("Aя"), "<FEFF0041044F>");
    EXPECT_EQ(pdf_text_string("😀"), "<FEFFD83DDE00>");
}

TEST(CompletedPdf, refuses_to_guess) {
    EXPECT_THROW((void)completed_pdf("%PDF-1.5\n", {}), std::logic_error);
}

TEST(RenderPng, is_a_picture_of_the_size_asked_for_and_the_same_each_time) {
    const base::Bytes png = render_png(small_drawing(), "en", 2);
    ASSERT_GT(png.size(), 24U);
    EXPECT_EQ(base::text_of(png).substr(1, 3), "PNG");
    EXPECT_EQ((png[18] << 8) + png[19], 686);
    EXPECT_EQ((png[22] << 8) + png[23], 180);
    EXPECT_EQ(png, render_png(small_drawing(), "en", 2));
}

}  // namespace
