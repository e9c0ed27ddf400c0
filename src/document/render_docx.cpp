#include "document/render_docx.hpp"

#include "document/docx_body.hpp"
#include "document/docx_parts.hpp"
#include "document/markup.hpp"
#include "document/zip_archive.hpp"

#include <fmt/format.h>

#include <string_view>

namespace document {

namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006";

std::string content_types() {
    constexpr std::string_view kWord = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    std::string out = fmt::format(
        R"({}<Types xmlns="{}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
        R"(<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>)",
        kHead, kPackage);
    const auto part = [&](std::string_view name, std::string_view type) {
        out +=
            fmt::format(R"(<Override PartName="/word/{}.xml" ContentType="{}.{}+xml"/>)", name, kWord, type);
    };
    part("document", "document.main");
    part("styles", "styles");
    part("numbering", "numbering");
    part("settings", "settings");
    part("footnotes", "footnotes");
    part("footer1", "footer");
    out +=
        R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)";
    return out + "</Types>";
}

std::string relations(const std::vector<DocxRelation>& made) {
    std::string out = fmt::format(R"({}<Relationships xmlns="{}/relationships">)", kHead, kPackage);
    for (const DocxRelation& relation : made) {
        const bool core = relation.kind == "core-properties";
        const std::string type = core ? fmt::format("{}/relationships/metadata/core-properties", kPackage)
                                      : fmt::format("{}/{}", kOffice, relation.kind);
        out += fmt::format(R"(<Relationship Id="{}" Type="{}" Target="{}"{}/>)", relation.id, type,
                           escaped(relation.target), relation.outside ? R"( TargetMode="External")" : "");
    }
    return out + "</Relationships>";
}

std::string core_properties(const Document& document) {
    const base::Time created(document.created.seconds() * 1'000'000);
    return fmt::format(
        R"({0}<cp:coreProperties xmlns:cp="{1}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/")"
        R"( xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)"
        R"(<dc:title>{2}</dc:title><dc:subject>{3}</dc:subject><dc:creator>{4}</dc:creator><dc:language>{5}</dc:language>)"
        R"(<dcterms:created xsi:type="dcterms:W3CDTF">{6}</dcterms:created>)"
        R"(<dcterms:modified xsi:type="dcterms:W3CDTF">{6}</dcterms:modified></cp:coreProperties>)",
        kHead, kPackage, escaped(document.title), escaped(document.subject), escaped(document.author),
        escaped(document.language), base::to_iso(created));
}

}  // namespace

base::Result<base::Bytes> render_docx(const Document& document) {
    if (base::Done checked = check(document); !checked) return base::fail(checked.error());
    DocxBody body = docx_body(document);
    for (const char* part : {"styles", "numbering", "settings", "footnotes"}) {
        body.relations.push_back({fmt::format("rId_{}", part), part, fmt::format("{}.xml", part)});
    }
    std::vector<ZipEntry> entries;
    const auto add = [&](std::string name, std::string_view text) {
        entries.push_back({std::move(name), base::copy_of(text)});
    };
    add("[Content_Types].xml", content_types());
    add("_rels/.rels", relations({{"rId1", "officeDocument", "word/document.xml"},
                                  {"rId2", "core-properties", "docProps/core.xml"}}));
    add("docProps/core.xml", core_properties(document));
    add("word/document.xml", body.document);
    add("word/_rels/document.xml.rels", relations(body.relations));
    add("word/styles.xml", docx_styles(document));
    add("word/numbering.xml", docx_numbering(body.numbered_lists));
    add("word/settings.xml", docx_settings());
    add("word/footnotes.xml", body.footnotes);
    add("word/_rels/footnotes.xml.rels", relations(body.footnote_relations));
    add("word/footer1.xml", body.footer);
    for (std::size_t index = 0; index < body.pictures.size(); ++index) {
        entries.push_back(
            {fmt::format("word/media/image{}.png", index + 1), std::move(body.pictures[index])});
    }
    return zip_of(entries);
}

}  // namespace document
