#include "document/docx_parts.hpp"

#include "document/markup.hpp"

#include <fmt/format.h>

#include <string_view>

namespace document {

namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kSpace =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";

struct Style {
    std::string_view id;
    std::string_view name;  // as Word knows it: its own headings fill the navigation and the contents
    std::string_view paragraph;
    std::string_view run;
};

constexpr Style kStyles[] = {
    {"Title", "Title", R"(<w:spacing w:before="0" w:after="120"/>)",
     R"(<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>)"},
    {"Subtitle", "Subtitle", R"(<w:spacing w:after="240"/>)",
     R"(<w:color w:val="52626A"/><w:sz w:val="24"/><w:szCs w:val="24"/>)"},
    {"Heading1", "heading 1",
     R"(<w:keepNext/><w:spacing w:before="400" w:after="120"/><w:outlineLvl w:val="0"/>)",
     R"(<w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/>)"},
    {"Heading2", "heading 2",
     R"(<w:keepNext/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="1"/>)",
     R"(<w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/>)"},
    {"Heading3", "heading 3",
     R"(<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="2"/>)",
     R"(<w:b/><w:bCs/><w:sz w:val="23"/><w:szCs w:val="23"/>)"},
    {"Heading4", "heading 4",
     R"(<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="3"/>)",
     R"(<w:b/><w:bCs/>)"},
    {"Caption", "caption", R"(<w:keepNext/><w:spacing w:before="200" w:after="60"/>)",
     R"(<w:b/><w:bCs/><w:sz w:val="19"/><w:szCs w:val="19"/>)"},
    {"ListParagraph", "List Paragraph", R"(<w:spacing w:after="60"/>)", ""},
    {"TableText", "Table Text", R"(<w:spacing w:before="40" w:after="40"/>)",
     R"(<w:sz w:val="19"/><w:szCs w:val="19"/>)"},
    {"Quiet", "Quiet", "", R"(<w:color w:val="52626A"/><w:sz w:val="18"/><w:szCs w:val="18"/>)"},
    {"FootnoteText", "footnote text", R"(<w:spacing w:after="40"/>)",
     R"(<w:sz w:val="18"/><w:szCs w:val="18"/>)"},
    {"Footer", "footer", R"(<w:tabs><w:tab w:val="right" w:pos="9420"/></w:tabs>)",
     R"(<w:color w:val="52626A"/><w:sz w:val="17"/><w:szCs w:val="17"/>)"},
};

std::string borders(std::string_view inside) {
    return fmt::format(R"(<w:tblBorders>{}</w:tblBorders>)", inside);
}

}  // namespace

std::string docx_styles(const Document& document) {
    const std::string language = escaped(document.language);
    const bool mirrored = document.direction == Direction::right_to_left;
    std::string out{kHead};
    out += fmt::format("<w:styles {}>", kSpace);
    // cs: what Arabic is set in; Word keeps it apart.
    out += fmt::format(
        R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:eastAsia="Noto Sans" w:cs="{}"/>)"
        R"(<w:color w:val="17272C"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{}" w:bidi="{}"/></w:rPr></w:rPrDefault>)"
        R"(<w:pPrDefault><w:pPr>{}<w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>)",
        "Noto Sans Arabic", mirrored ? "en" : language, mirrored ? language : "ar",
        mirrored ? "<w:bidi/>" : "");
    out +=
        R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>)";
    for (const Style& style : kStyles) {
        out += fmt::format(
            R"(<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="Normal"/><w:qFormat/>)"
            R"(<w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>)",
            style.id, style.name, style.paragraph, style.run);
    }
    out +=
        R"(<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B5C63"/><w:u w:val="single"/></w:rPr></w:style>)";
    out +=
        R"(<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>)";
    out +=
        R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)";
    out += fmt::format(
        R"(<w:style w:type="table" w:styleId="Figures"><w:name w:val="Figures"/><w:basedOn w:val="TableNormal"/><w:tblPr>{}</w:tblPr>)"
        R"(<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F3F6F6"/></w:tcPr></w:tblStylePr></w:style>)",
        borders(
            R"(<w:bottom w:val="single" w:sz="4" w:color="C9D1D3"/><w:insideH w:val="single" w:sz="4" w:color="C9D1D3"/>)"));
    return out + "</w:styles>";
}

// One definition for bullets, and one list for each that counts, so that each begins at 1.
std::string docx_numbering(std::size_t numbered_lists) {
    const auto level = [](std::string_view format, std::string_view text) {
        return fmt::format(
            R"(<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/>)"
            R"(<w:pPr><w:ind w:left="400" w:hanging="400"/></w:pPr></w:lvl>)",
            format, text);
    };
    std::string out{kHead};
    out += fmt::format("<w:numbering {}>", kSpace);
    out += fmt::format(R"(<w:abstractNum w:abstractNumId="0">{}</w:abstractNum>)", level("bullet", "•"));
    out += fmt::format(R"(<w:abstractNum w:abstractNumId="1">{}</w:abstractNum>)", level("decimal", "%1."));
    out += R"(<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>)";
    for (std::size_t list = 0; list < numbered_lists; ++list) {
        out += fmt::format(
            R"(<w:num w:numId="{}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>)",
            list + 2);
    }
    return out + "</w:numbering>";
}

std::string docx_settings() {
    return fmt::format(
        R"({}<w:settings {}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>)"
        R"(<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>)",
        kHead, kSpace);
}

}  // namespace document
