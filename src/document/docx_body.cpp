#include "document/docx_body.hpp"

#include "document/draw_cairo.hpp"

#include <fmt/format.h>

#include <pugixml.hpp>

#include <algorithm>
#include <sstream>

namespace document {

namespace {

constexpr double kTextWidth = 9420;    // A4 without its margins, in twentieths of a point
constexpr double kPictureScale = 2.5;  // pixels for each unit of a drawing
constexpr double kEmuEachUnit = 9525;  // 914,400 an inch, 96 units an inch
constexpr double kWidestPicture = 9420 * 635.0;
constexpr double kHighestPicture = 12'000 * 635.0;

pugi::xml_node add(pugi::xml_node parent, const char* name) {
    return parent.append_child(name);
}
pugi::xml_node add(pugi::xml_node parent, const char* name, const char* attribute, const std::string& value) {
    pugi::xml_node node = parent.append_child(name);
    node.append_attribute(attribute).set_value(value.c_str());
    return node;
}
void set(pugi::xml_node node, const char* attribute, const std::string& value) {
    node.append_attribute(attribute).set_value(value.c_str());
}

pugi::xml_node root(pugi::xml_document& part, const char* name) {
    pugi::xml_node declaration = part.append_child(pugi::node_declaration);
    set(declaration, "version", "1.0");
    set(declaration, "encoding", "UTF-8");
    set(declaration, "standalone", "yes");
    pugi::xml_node node = part.append_child(name);
    set(node, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
    set(node, "xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
    set(node, "xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");
    set(node, "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
    set(node, "xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture");
    return node;
}

std::string text_of(const pugi::xml_document& part) {
    std::ostringstream out;
    part.save(out, "", pugi::format_raw);
    return out.str();
}

// Characters that XML has no place for cannot come in: base::clean_text refuses them, and here they are left
// out.
std::string printable(const std::string& text) {
    std::string out;
    for (const char letter : text) {
        if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' || letter == '\t') out += letter;
    }
    return out;
}

class BodyWriter {
public:
    explicit BodyWriter(const Document& document)
        : document_(document), mirrored_(document.direction == Direction::right_to_left) {}

    DocxBody run() {
        relations_ = &made_.relations;
        pugi::xml_document part;
        body_ = add(root(part, "w:document"), "w:body");
        plain(body_, "Title", document_.title);
        if (!document_.subtitle.empty()) plain(body_, "Subtitle", document_.subtitle);
        for (const Block& block : document_.blocks) std::visit([&](const auto& made) { write(made); }, block);
        section();
        made_.document = text_of(part);
        relations_ = &made_.footnote_relations;
        made_.footnotes = footnotes();
        made_.footer = footer();
        return std::move(made_);
    }

private:
    // --- Paragraphs and runs ---

    pugi::xml_node paragraph(pugi::xml_node parent, const char* style,
                             Alignment alignment = Alignment::start) {
        pugi::xml_node node = add(parent, "w:p");
        pugi::xml_node properties = add(node, "w:pPr");
        if (style[0] != '\0') add(properties, "w:pStyle", "w:val", style);
        if (std::exchange(page_break_, false)) add(properties, "w:pageBreakBefore");
        if (mirrored_) add(properties, "w:bidi");
        // In a paragraph from right to left Word's left is where reading begins.
        if (alignment == Alignment::end) add(properties, "w:jc", "w:val", "right");
        if (alignment == Alignment::middle) add(properties, "w:jc", "w:val", "center");
        return node;
    }
    // Word refuses a file whose properties are not in the order of its schema: these come before w:bidi.
    static pugi::xml_node before_direction(pugi::xml_node properties, const char* name) {
        const pugi::xml_node direction = properties.child("w:bidi");
        return direction ? properties.insert_child_before(name, direction) : properties.append_child(name);
    }
    pugi::xml_node run(pugi::xml_node parent, const char* style = "", Emphasis emphasis = Emphasis::plain) {
        pugi::xml_node node = add(parent, "w:r");
        pugi::xml_node properties = add(node, "w:rPr");
        if (style[0] != '\0') add(properties, "w:rStyle", "w:val", style);
        if (emphasis == Emphasis::strong) {
            add(properties, "w:b");
            add(properties, "w:bCs");
        }
        if (emphasis == Emphasis::emphasised) {
            add(properties, "w:i");
            add(properties, "w:iCs");
        }
        if (mirrored_) add(properties, "w:rtl");
        return node;
    }
    static void words(pugi::xml_node run, const std::string& text) {
        pugi::xml_node node = add(run, "w:t", "xml:space", "preserve");
        node.append_child(pugi::node_pcdata).set_value(printable(text).c_str());
    }
    void plain(pugi::xml_node parent, const char* style, const std::string& text,
               Emphasis emphasis = Emphasis::plain) {
        words(run(paragraph(parent, style), "", emphasis), text);
    }

    void text(pugi::xml_node paragraph, const Text& text, Emphasis all = Emphasis::plain) {
        for (const TextRun& made : text.runs) {
            const auto address = address_outside(document_, made.href);
            const Emphasis emphasis = made.emphasis == Emphasis::plain ? all : made.emphasis;
            if (address) {
                words(run(link(paragraph, *address), "Hyperlink", emphasis), made.text);
            } else {
                words(run(paragraph, "", emphasis), made.text);
            }
            if (made.footnote) {
                // Word's own two come before ours: the line between text and notes, and that of notes that go
                // on.
                add(run(paragraph, "FootnoteReference"), "w:footnoteReference", "w:id",
                    footnote_id(*made.footnote));
            }
        }
    }
    // Word counts a note that is marked twice as two.
    std::string footnote_id(std::size_t footnote) {
        cited_.push_back(footnote);
        return fmt::format("{}", cited_.size());
    }
    pugi::xml_node link(pugi::xml_node paragraph, const std::string& address) {
        if (address.starts_with("#"))
            return add(paragraph, "w:hyperlink", "w:anchor", bookmark(address.substr(1)));
        const std::string id = fmt::format("rIdLink{}", relations_->size() + 1);
        relations_->push_back({id, "hyperlink", address, true});
        return add(paragraph, "w:hyperlink", "r:id", id);
    }
    // At most 40 letters, and no hyphen.
    static std::string bookmark(const std::string& id) {
        std::string out = id.substr(0, 40);
        std::replace_if(
            out.begin(), out.end(), [](char letter) { return letter == '-' || letter == '.'; }, '_');
        return out;
    }
    void mark_place(pugi::xml_node paragraph, const std::string& id) {
        if (id.empty()) return;
        const std::string number = fmt::format("{}", ++bookmarks_);
        set(add(paragraph, "w:bookmarkStart", "w:id", number), "w:name", bookmark(id));
        add(paragraph, "w:bookmarkEnd", "w:id", number);
    }

    // --- Blocks ---

    void write(const Heading& heading) {
        pugi::xml_node node = paragraph(body_, fmt::format("Heading{}", heading.level).c_str());
        mark_place(node, heading.id);
        words(run(node), heading.text);
    }
    void write(const Paragraph& made) { text(paragraph(body_, made.quiet ? "Quiet" : ""), made.text); }
    void write(const List& list) {
        if (list.numbered) ++made_.numbered_lists;
        const std::string number = list.numbered ? fmt::format("{}", made_.numbered_lists + 1) : "1";
        for (const Text& item : list.items) {
            pugi::xml_node node = paragraph(body_, "ListParagraph");
            pugi::xml_node properties = node.child("w:pPr");
            pugi::xml_node numbering = before_direction(properties, "w:numPr");
            add(numbering, "w:ilvl", "w:val", "0");
            add(numbering, "w:numId", "w:val", number);
            text(node, item);
        }
    }
    void write(const Table& made) {
        pugi::xml_node caption = paragraph(body_, "Caption");
        mark_place(caption, made.id);
        words(run(caption), made.caption);
        pugi::xml_node node = add(body_, "w:tbl");
        pugi::xml_node properties = add(node, "w:tblPr");
        add(properties, "w:tblStyle", "w:val", "Figures");
        if (mirrored_) add(properties, "w:bidiVisual");
        set(add(properties, "w:tblW", "w:w", "5000"), "w:type", "pct");
        pugi::xml_node look = add(properties, "w:tblLook", "w:firstRow", "1");
        set(look, "w:firstColumn", made.row_headings ? "1" : "0");
        set(look, "w:noVBand", "1");
        add(properties, "w:tblCaption", "w:val", printable(made.caption));
        double shares = 0;
        for (const Column& column : made.columns) shares += column.share;
        pugi::xml_node grid = add(node, "w:tblGrid");
        std::vector<std::string> widths;
        for (const Column& column : made.columns) {
            widths.push_back(fmt::format("{:.0f}", kTextWidth * column.share / shares));
            add(grid, "w:gridCol", "w:w", widths.back());
        }
        pugi::xml_node header = row(node, true);
        for (std::size_t index = 0; index < made.columns.size(); ++index) {
            const Column& column = made.columns[index];
            words(run(cell(header, widths[index], column.alignment), "", Emphasis::strong), column.heading);
        }
        for (const auto& cells : made.rows) {
            pugi::xml_node line = row(node, false);
            for (std::size_t index = 0; index < cells.size(); ++index) {
                text(cell(line, widths[index], made.columns[index].alignment), cells[index]);
            }
        }
        // Two tables that touch would become one.
        plain(body_, "Quiet", "");
    }
    static pugi::xml_node row(pugi::xml_node table, bool is_header) {
        pugi::xml_node node = add(table, "w:tr");
        pugi::xml_node properties = add(node, "w:trPr");
        add(properties, "w:cantSplit");
        if (is_header) add(properties, "w:tblHeader");
        return node;
    }
    pugi::xml_node cell(pugi::xml_node row, const std::string& width, Alignment alignment) {
        pugi::xml_node node = add(row, "w:tc");
        set(add(add(node, "w:tcPr"), "w:tcW", "w:w", width), "w:type", "dxa");
        return paragraph(node, "TableText", alignment);
    }

    void write(const Figure& figure) {
        pugi::xml_node caption = paragraph(body_, "Caption");
        mark_place(caption, figure.id);
        words(run(caption), figure.title);
        picture(figure);
        for (const Text& note : figure.notes) text(paragraph(body_, "Quiet"), note);
        write(figure.table);
    }
    void picture(const Figure& figure) {
        const Drawing& drawing = figure.drawing;
        made_.pictures.push_back(render_png(drawing, document_.language, kPictureScale));
        const std::string number = fmt::format("{}", made_.pictures.size());
        const std::string id = "rIdPicture" + number;
        made_.relations.push_back({id, "image", fmt::format("media/image{}.png", number)});
        const double scale =
            std::min({kEmuEachUnit, kWidestPicture / drawing.width, kHighestPicture / drawing.height});
        const std::string width = fmt::format("{:.0f}", drawing.width * scale);
        const std::string height = fmt::format("{:.0f}", drawing.height * scale);

        pugi::xml_node frame = add(add(run(paragraph(body_, "")), "w:drawing"), "wp:inline");
        for (const char* side : {"distT", "distB", "distL", "distR"}) set(frame, side, "0");
        set(add(frame, "wp:extent", "cx", width), "cy", height);
        pugi::xml_node about = add(frame, "wp:docPr", "id", number);
        set(about, "name", printable(figure.title));
        set(about, "descr", printable(figure.alternative));
        const std::string kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
        pugi::xml_node node = add(add(add(frame, "a:graphic"), "a:graphicData", "uri", kind), "pic:pic");
        pugi::xml_node named = add(node, "pic:nvPicPr");
        set(add(named, "pic:cNvPr", "id", number), "name", fmt::format("image{}.png", number));
        add(named, "pic:cNvPicPr");
        pugi::xml_node filled = add(node, "pic:blipFill");
        add(filled, "a:blip", "r:embed", id);
        add(add(filled, "a:stretch"), "a:fillRect");
        pugi::xml_node shape = add(node, "pic:spPr");
        pugi::xml_node placed = add(shape, "a:xfrm");
        set(add(placed, "a:off", "x", "0"), "y", "0");
        set(add(placed, "a:ext", "cx", width), "cy", height);
        add(add(shape, "a:prstGeom", "prst", "rect"), "a:avLst");
    }

    void write(const Note& note) {
        if (!note.title.empty()) boxed(note.title, Emphasis::strong);
        for (const Text& made : note.paragraphs) boxed(made, Emphasis::plain);
    }
    void boxed(const Text& made, Emphasis emphasis) {
        pugi::xml_node node = paragraph(body_, "");
        pugi::xml_node properties = node.child("w:pPr");
        pugi::xml_node border = before_direction(properties, "w:pBdr");
        pugi::xml_node side = add(border, mirrored_ ? "w:right" : "w:left", "w:val", "single");
        set(side, "w:sz", "24");
        set(side, "w:space", "8");
        set(side, "w:color", "0B5C63");
        pugi::xml_node ground = before_direction(properties, "w:shd");
        set(ground, "w:val", "clear");
        set(ground, "w:color", "auto");
        set(ground, "w:fill", "F3F6F6");
        text(node, made, emphasis);
    }
    void write(const PageBreak&) { page_break_ = true; }

    void section() {
        pugi::xml_node node = add(body_, "w:sectPr");
        made_.relations.push_back({"rIdFooter", "footer", "footer1.xml"});
        set(add(node, "w:footerReference", "w:type", "default"), "r:id", "rIdFooter");
        set(add(node, "w:pgSz", "w:w", "11906"), "w:h", "16838");
        pugi::xml_node margins = add(node, "w:pgMar", "w:top", "1200");
        set(margins, "w:right", "1243");
        set(margins, "w:bottom", "1440");
        set(margins, "w:left", "1243");
        set(margins, "w:header", "600");
        set(margins, "w:footer", "700");
        set(margins, "w:gutter", "0");
        if (mirrored_) add(node, "w:bidi");
    }

    // --- Parts beside the document ---

    std::string footnotes() {
        pugi::xml_document part;
        pugi::xml_node notes = root(part, "w:footnotes");
        const auto line = [&](const char* kind, const char* id, const char* what) {
            pugi::xml_node note = add(notes, "w:footnote", "w:type", kind);
            set(note, "w:id", id);
            add(add(add(note, "w:p"), "w:r"), what);
        };
        line("separator", "-1", "w:separator");
        line("continuationSeparator", "0", "w:continuationSeparator");
        for (std::size_t index = 0; index < cited_.size(); ++index) {
            pugi::xml_node note = add(notes, "w:footnote", "w:id", fmt::format("{}", index + 1));
            pugi::xml_node node = paragraph(note, "FootnoteText");
            add(run(node, "FootnoteReference"), "w:footnoteRef");
            words(run(node), " ");
            text(node, document_.footnotes[cited_[index]]);
        }
        return text_of(part);
    }

    // The title, and the words around the numbers, which Word fills in.
    std::string footer() {
        pugi::xml_document part;
        pugi::xml_node node = paragraph(root(part, "w:ftr"), "Footer");
        words(run(node), document_.title);
        add(run(node), "w:tab");
        std::string rest = document_.words.page;
        while (!rest.empty()) {
            const std::size_t open = std::min(rest.find("{page}"), rest.find("{pages}"));
            if (open != 0) {
                words(run(node), rest.substr(0, open));
                rest = open == std::string::npos ? "" : rest.substr(open);
                continue;
            }
            const bool all = rest.starts_with("{pages}");
            words(run(add(node, "w:fldSimple", "w:instr", all ? "NUMPAGES" : "PAGE")), "1");
            rest = rest.substr(all ? 7 : 6);
        }
        return text_of(part);
    }

    const Document& document_;
    bool mirrored_;
    DocxBody made_;
    pugi::xml_node body_;
    std::vector<DocxRelation>* relations_ = nullptr;
    std::vector<std::size_t> cited_;  // footnotes, as they are marked
    int bookmarks_ = 0;
    bool page_break_ = false;
};

}  // namespace

DocxBody docx_body(const Document& document) {
    return BodyWriter(document).run();
}

}  // namespace document
