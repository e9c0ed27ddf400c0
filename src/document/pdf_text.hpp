#pragma once
// Paragraphs as lines, set by Pango, drawn run by run in the order of reading so that links and marks have
// their place in the structure. Thread rule: one thread.

#include "document/document.hpp"
#include "document/pdf_piece.hpp"

#include <string>
#include <utility>
#include <vector>

namespace document {

struct PdfTextStyle {
    Font font = {10.5, false, false};
    Colour colour = kInk;
    double left = 0;  // from the left edge of the page's text
    double width = kTextWidth;
    Alignment alignment = Alignment::start;
};

struct PdfLine {
    double height = 0;
    double baseline = 0;  // from its top
    std::vector<std::size_t> footnotes;
    std::function<void(const PdfPen&, double y)> draw;
};

// The same line further down.
inline PdfLine lowered(PdfLine line, double by) {
    line.draw = [inner = std::move(line.draw), by](const PdfPen& pen, double y) { inner(pen, y + by); };
    return line;
}

class PdfTypesetter {
public:
    PdfTypesetter(const Document& document, PdfContent& content);

    std::vector<PdfLine> lines(const Text& text, const PdfTextStyle& style);
    // What the text cannot be made narrower than without breaking a word.
    double longest_word(const Text& text, const PdfTextStyle& style) const;
    int new_id() { return ++last_id_; }
    bool right_to_left() const { return document_.direction == Direction::right_to_left; }

private:
    const Document& document_;
    PdfContent& content_;
    Owned<PangoContext> context_;
    int last_id_ = 0;
};

}  // namespace document
