#include "document/pdf_blocks.hpp"

#include "document/draw_cairo.hpp"
#include "document/pdf_completion.hpp"
#include "document/pdf_table.hpp"
#include "document/pdf_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace document {

namespace {

constexpr double kParagraphSpace = 7;
constexpr double kListIndent = 18;
constexpr double kNotePadding = 9;
// Charts are made for screens, in units of 1/96 inch: 13 there is 10.4 points here.
constexpr double kDrawingScale = 0.8;
constexpr double kSmall = 9;
constexpr std::array<double, 5> kHeadingSizes{20, 16, 13, 11.5, 10.5};
constexpr std::array<const char*, 5> kHeadingTags{"H1", "H2", "H3", "H4", "H5"};

class BlockWriter {
public:
    BlockWriter(const Document& document, PdfContent& content)
        : document_(document), content_(content), set_(document, content) {}

    void run() {
        heading(0, document_.title, "");
        if (!document_.subtitle.empty()) {
            paragraph(document_.subtitle, {{12, false, false}, kQuiet}, {{"P", set_.new_id()}}, 4);
        }
        for (const Block& block : document_.blocks) std::visit([&](const auto& made) { write(made); }, block);
        for (std::size_t index = 0; index < document_.footnotes.size(); ++index) footnote(index);
    }

private:
    PdfPiece& add(PdfPiece piece) {
        piece.starts_page = std::exchange(page_break_, false);
        if (piece.starts_page || content_.pieces.empty()) piece.space_before = 0;
        return content_.pieces.emplace_back(std::move(piece));
    }

    // At the foot of a page two lines stay together, and at its head.
    // Gives the baseline of its first line.
    double paragraph(const Text& text, const PdfTextStyle& style, const std::vector<StructureStep>& path,
                     double space_before) {
        auto lines = set_.lines(text, style);
        const double baseline = lines.front().baseline;
        for (std::size_t index = 0; index < lines.size(); ++index) {
            PdfPiece piece;
            piece.height = lines[index].height;
            piece.space_before = index == 0 ? space_before : 0;
            piece.keep_with_next = lines.size() > 1 && (index == 0 || index + 2 == lines.size());
            piece.footnotes = lines[index].footnotes;
            piece.parts.push_back({path, std::move(lines[index].draw)});
            add(std::move(piece));
        }
        return baseline;
    }

    void heading(int level, const std::string& text, const std::string& id) {
        const auto place = static_cast<std::size_t>(level);
        const std::size_t first = content_.pieces.size();
        PdfTextStyle style;
        style.font = {kHeadingSizes[place], true, false};
        paragraph(text, style, {{kHeadingTags[place], set_.new_id()}}, level == 1 ? 20 : 14);
        for (std::size_t index = first; index < content_.pieces.size(); ++index) {
            content_.pieces[index].keep_with_next = true;
        }
        content_.pieces[first].outline = PdfOutline{level, text};
        destination(first, id);
    }
    void destination(std::size_t piece, const std::string& id) {
        if (!id.empty()) content_.pieces[piece].destinations.push_back(id);
    }

    void write(const Heading& made) { heading(made.level, made.text, made.id); }
    void write(const Paragraph& made) {
        PdfTextStyle style;
        if (made.quiet) style = {{kSmall, false, false}, kQuiet};
        paragraph(made.text, style, {{"P", set_.new_id()}}, kParagraphSpace);
    }
    void write(const List& list) {
        const int list_id = set_.new_id();
        PdfTextStyle style;
        style.width -= kListIndent;
        style.left = set_.right_to_left() ? 0 : kListIndent;
        PdfTextStyle label = style;
        label.width = kListIndent - 4;
        label.left = set_.right_to_left() ? kTextWidth - label.width : 0;
        for (std::size_t index = 0; index < list.items.size(); ++index) {
            const std::vector<StructureStep> item{{"L", list_id}, {"LI", set_.new_id()}};
            auto path = item;
            path.push_back({"LBody", set_.new_id()});
            const std::size_t first = content_.pieces.size();
            const double baseline =
                paragraph(list.items[index], style, path, index == 0 ? kParagraphSpace : 3);
            PdfLine mark = label_line(list.numbered ? fmt::format("{}.", index + 1) : "•", label, baseline);
            path.back() = {"Lbl", set_.new_id()};
            auto& parts = content_.pieces[first].parts;
            parts.insert(parts.begin(), PdfPart{path, std::move(mark.draw)});
        }
    }
    void write(const Table& table) { add_table(table, table.id, {}); }
    void add_table(const Table& table, const std::string& id, const PdfTableStyle& style) {
        const std::size_t first = content_.pieces.size();
        auto pieces = table_pieces(set_, table, style, first);
        for (PdfPiece& piece : pieces) add(std::move(piece));
        destination(first, id);
    }
    void write(const Figure& figure) {
        const std::size_t first = content_.pieces.size();
        PdfTextStyle style;
        style.font.strong = true;
        paragraph(figure.title, style, {{"P", set_.new_id()}}, 14);
        for (std::size_t index = first; index < content_.pieces.size(); ++index) {
            content_.pieces[index].keep_with_next = true;
        }
        destination(first, figure.id);
        drawing(figure);
        for (const Text& note : figure.notes) {
            paragraph(note, {{kSmall, false, false}, kQuiet}, {{"P", set_.new_id()}}, 3);
        }
        add_table(figure.table, figure.table.id, {kSmall});
    }
    void drawing(const Figure& figure) {
        const Drawing& drawing = figure.drawing;
        const double scale =
            std::min({kDrawingScale, kTextWidth / drawing.width, kTextHeight * 0.85 / drawing.height});
        const double x = set_.right_to_left() ? kPageWidth - kPageSide - drawing.width * scale : kPageSide;
        PdfPiece piece;
        piece.height = drawing.height * scale;
        piece.space_before = 4;
        piece.parts.push_back(
            {{{"Figure", set_.new_id(), fmt::format("/Alt {}", pdf_text_string(figure.alternative))}},
             [&drawing, this_language = document_.language, scale, x](const PdfPen& pen, double y) {
                 cairo_t* cairo = pen.cairo;
                 cairo_save(cairo);
                 cairo_translate(cairo, x, y);
                 cairo_scale(cairo, scale, scale);
                 draw(cairo, drawing, this_language);
                 cairo_restore(cairo);
             }});
        add(std::move(piece));
    }

    void write(const Note& note) {
        const std::size_t first = content_.pieces.size();
        PdfTextStyle style;
        style.width -= 2 * kNotePadding + 4;
        style.left = set_.right_to_left() ? kNotePadding : kNotePadding + 4;
        if (!note.title.empty()) {
            PdfTextStyle title = style;
            title.font.strong = true;
            paragraph(note.title, title, {{"P", set_.new_id()}}, 0);
        }
        for (const Text& text : note.paragraphs) paragraph(text, style, {{"P", set_.new_id()}}, 5);
        if (first == content_.pieces.size()) return;
        box(first);
    }
    // Space inside the box belongs to its lines: the ground behind them has no gaps.
    void box(std::size_t first) {
        const bool mirrored = set_.right_to_left();
        for (std::size_t index = first; index < content_.pieces.size(); ++index) {
            PdfPiece& piece = content_.pieces[index];
            const double above = (index == first ? kNotePadding : piece.space_before);
            const double below = index + 1 == content_.pieces.size() ? kNotePadding : 0;
            for (PdfPart& part : piece.parts) {
                part.draw = [inner = std::move(part.draw), above](const PdfPen& pen, double y) {
                    inner(pen, y + above);
                };
            }
            piece.space_before = index == first ? 10 : 0;
            piece.height += above + below;
            piece.behind = [height = piece.height, mirrored](cairo_t* cairo, double y) {
                // A hair more, so that no line of paper shows between two lines of text.
                set_colour(cairo, kWash);
                cairo_rectangle(cairo, kPageSide, y, kTextWidth, height + 0.2);
                cairo_fill(cairo);
                set_colour(cairo, kLink);
                cairo_rectangle(cairo, mirrored ? kPageWidth - kPageSide - 3 : kPageSide, y, 3, height + 0.2);
                cairo_fill(cairo);
            };
        }
    }
    void write(const PageBreak&) { page_break_ = !content_.pieces.empty(); }

    // On the line of the text it belongs to: letters of another script are higher than a digit.
    PdfLine label_line(const std::string& label, const PdfTextStyle& style, double baseline) {
        PdfLine line = std::move(set_.lines(label, style).front());
        const double lower = baseline - line.baseline;
        return lowered(std::move(line), lower);
    }

    void footnote(std::size_t index) {
        PdfTextStyle style{{kSmall, false, false}, kInk};
        style.width -= kListIndent;
        style.left = set_.right_to_left() ? 0 : kListIndent;
        PdfTextStyle label = style;
        label.width = kListIndent - 4;
        label.left = set_.right_to_left() ? kTextWidth - label.width : 0;
        const StructureStep note{"Note", set_.new_id()};
        const StructureStep body{"P", set_.new_id()};
        std::vector<PdfPiece> pieces;
        for (PdfLine& line : set_.lines(document_.footnotes[index], style)) {
            PdfPiece piece;
            piece.height = line.height;
            if (pieces.empty()) {
                PdfLine mark = label_line(fmt::format("{}", index + 1), label, line.baseline);
                piece.parts.push_back({{note, {"Lbl", set_.new_id()}}, std::move(mark.draw)});
            }
            piece.parts.push_back({{note, body}, std::move(line.draw)});
            pieces.push_back(std::move(piece));
        }
        content_.footnotes.push_back(std::move(pieces));
    }

    const Document& document_;
    PdfContent& content_;
    PdfTypesetter set_;
    bool page_break_ = false;
};

}  // namespace

void make_pieces(const Document& document, PdfContent& content) {
    BlockWriter(document, content).run();
}

}  // namespace document
