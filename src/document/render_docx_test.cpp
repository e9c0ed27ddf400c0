#include "document/render_docx.hpp"

#include "document/documents_for_test.hpp"
#include "document/zip_archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include <set>

namespace {

using namespace document;
using ::testing::HasSubstr;
using ::testing::Not;

std::string part_of(const Document& document, std::string_view name) {
    const auto docx = render_docx(document);
    EXPECT_TRUE(docx);
    auto reader = ZipReader::open(*docx);
    EXPECT_TRUE(reader);
    return reader->read(name).value_or("");
}

pugi::xml_document parsed(const Document& document, std::string_view name) {
    pugi::xml_document out;
    EXPECT_TRUE(out.load_string(part_of(document, name).c_str())) << name;
    return out;
}

TEST(RenderDocx, is_the_same_each_time_in_every_language) {
    for (const base::Language language : base::all_languages()) {
        EXPECT_EQ(render_docx(sample_document(language)), render_docx(sample_document(language)));
    }
}

TEST(RenderDocx, every_part_is_well_formed_and_every_relation_leads_to_a_part) {
    const auto docx = render_docx(sample_document(base::Language::uk));
    ASSERT_TRUE(docx);
    auto reader = ZipReader::open(*docx);
    ASSERT_TRUE(reader);
    for (const char* name :
         {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/styles.xml",
          "word/numbering.xml", "word/settings.xml", "word/footnotes.xml", "word/footer1.xml",
          "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"}) {
        pugi::xml_document part;
        EXPECT_TRUE(part.load_string(reader->read(name).value_or("").c_str())) << name;
    }
    pugi::xml_document relations;
    ASSERT_TRUE(relations.load_string(reader->read("word/_rels/document.xml.rels").value().c_str()));
    std::set<std::string> ids;
    for (const pugi::xml_node relation : relations.child("Relationships")) {
        EXPECT_TRUE(ids.insert(relation.attribute("Id").value()).second);
        if (relation.attribute("TargetMode")) continue;
        EXPECT_TRUE(reader->has(std::string("word/") + relation.attribute("Target").value()));
    }
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(reader->read("word/document.xml").value().c_str()));
    for (const auto& used : document.select_nodes("//@r:id|//@r:embed")) {
        EXPECT_TRUE(ids.contains(used.attribute().value())) << used.attribute().value();
    }
}

TEST(RenderDocx, every_style_it_uses_is_defined) {
    const Document document = sample_document(base::Language::en);
    std::set<std::string> styles;
    const pugi::xml_document defined = parsed(document, "word/styles.xml");
    for (const auto& style : defined.select_nodes("//w:style/@w:styleId"))
        styles.insert(style.attribute().value());
    for (const char* name : {"word/document.xml", "word/footnotes.xml", "word/footer1.xml"}) {
        const pugi::xml_document part = parsed(document, name);
        for (const auto& used :
             part.select_nodes("//w:pStyle/@w:val|//w:rStyle/@w:val|//w:tblStyle/@w:val")) {
            EXPECT_TRUE(styles.contains(used.attribute().value())) << used.attribute().value();
        }
    }
}

TEST(RenderDocx, has_real_headings_tables_notes_and_words_for_pictures) {
    const pugi::xml_document document = parsed(sample_document(base::Language::en), "word/document.xml");
    EXPECT_EQ(document.select_nodes("//w:pStyle[@w:val='Heading1']").size(), 2U);
    EXPECT_EQ(document.select_nodes("//w:pStyle[@w:val='Heading2']").size(), 1U);
    EXPECT_EQ(document.select_nodes("//w:tbl/w:tr[1]/w:trPr/w:tblHeader").size(), 2U);
    EXPECT_EQ(document.select_nodes("//w:footnoteReference").size(), 2U);
    EXPECT_STREQ(document.select_node("//wp:docPr/@descr").attribute().value(),
                 "A bar of 57 States: 35 yes, 9 no, 13 without information.");
    EXPECT_EQ(document.select_nodes("//w:hyperlink[@w:anchor='who']").size(), 1U);
    EXPECT_EQ(document.select_nodes("//w:bookmarkStart[@w:name='who']").size(), 1U);
    EXPECT_EQ(document.select_nodes("//w:pageBreakBefore").size(), 1U);
    const pugi::xml_document notes = parsed(sample_document(base::Language::en), "word/footnotes.xml");
    EXPECT_EQ(notes.select_nodes("//w:footnote[not(@w:type)]").size(), 2U);
}

TEST(RenderDocx, runs_from_right_to_left_where_the_document_does) {
    const std::string arabic = part_of(sample_document(base::Language::ar), "word/document.xml");
    for (const char* mark : {"<w:bidi/>", "<w:rtl/>", "<w:bidiVisual/>"})
        EXPECT_THAT(arabic, HasSubstr(mark));
    const std::string english = part_of(sample_document(base::Language::en), "word/document.xml");
    for (const char* mark : {"<w:bidi/>", "<w:rtl/>", "<w:bidiVisual/>"})
        EXPECT_THAT(english, Not(HasSubstr(mark)));
    EXPECT_THAT(part_of(sample_document(base::Language::ar), "word/styles.xml"), HasSubstr(R"(w:bidi="ar")"));
}

// ECMA-376 part 1, 17.3.1.26: Word refuses a file where they stand otherwise.
TEST(RenderDocx, keeps_the_order_of_properties_that_the_schema_asks_for) {
    const std::vector<std::string> order{
        "w:pStyle", "w:pageBreakBefore", "w:numPr", "w:pBdr", "w:shd", "w:bidi", "w:jc"};
    Document document = sample_document(base::Language::ar);
    document.blocks.emplace_back(PageBreak{});
    document.blocks.emplace_back(List{{"one"}, true});
    document.blocks.emplace_back(PageBreak{});
    document.blocks.emplace_back(Note{"Title", {"Text"}});
    const pugi::xml_document part = parsed(document, "word/document.xml");
    for (const auto& properties : part.select_nodes("//w:pPr")) {
        std::size_t last = 0;
        for (const pugi::xml_node property : properties.node()) {
            const auto found = std::find(order.begin(), order.end(), property.name());
            ASSERT_NE(found, order.end()) << property.name();
            const auto place = static_cast<std::size_t>(found - order.begin());
            EXPECT_GE(place, last) << property.name();
            last = place;
        }
    }
}

TEST(RenderDocx, holds_the_time_it_is_given) {
    EXPECT_THAT(part_of(sample_document(base::Language::en), "docProps/core.xml"), HasSubstr(">2026-11-28T"));
}

TEST(RenderDocx, keeps_what_was_typed_as_text) {
    Document document;
    document.title = "<b>&\"";
    document.blocks = {Paragraph{"<w:p/> a\x01z"}};
    EXPECT_STREQ(parsed(document, "word/document.xml").select_node("//w:p[2]//w:t").node().child_value(),
                 "<w:p/> az");
}

TEST(RenderDocx, refuses_what_is_no_document) {
    EXPECT_FALSE(render_docx(Document{}));
}

}  // namespace
