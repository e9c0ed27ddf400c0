#include "document/pdf_text.hpp"

#include "document/draw_cairo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace document {

namespace {

constexpr double kUnits = PANGO_SCALE;
constexpr double kMarkSize = 0.65;  // of a footnote's mark, in parts of the text's size
constexpr double kMarkRise = 0.34;

// A stretch of the paragraph's bytes that is one element of the structure.
struct Stretch {
    std::size_t from;
    std::size_t to;
    const char* tag;
    std::string attributes;
    Colour colour;
    bool underlined;
    double rise;
};

struct PlacedItem {
    PangoGlyphItem* item;
    double x;
    double width;
};

struct LinePart {
    Stretch stretch;
    std::vector<PlacedItem> items;
};

// Cairo's attributes stand in single quotes; whatever an address cannot hold is percent-encoded.
std::string address_attribute(std::string_view address) {
    if (address.starts_with('#')) return fmt::format("dest='{}'", address.substr(1));
    std::string out;
    for (const char letter : address) {
        const bool plain = letter > ' ' && letter < '\x7f' &&
                           std::string_view("'\\()<>\"").find(letter) == std::string_view::npos;
        out += plain ? std::string(1, letter) : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return fmt::format("uri='{}'", out);
}

class ParagraphMaker {
public:
    ParagraphMaker(const Document& document, const PdfTextStyle& style)
        : document_(document), style_(style), attributes_(pango_attr_list_new()) {}

    void add(const Text& text) {
        for (const TextRun& run : text.runs) {
            const std::size_t from = words_.size();
            words_ += run.text;
            describe(run, from);
            if (run.footnote) mark(*run.footnote);
        }
    }

    Owned<PangoLayout> layout(PangoContext* context) const {
        auto made = text_layout(context, words_, style_.font);
        // Letters that melt together ("fi") are taken for others when a text is searched or read aloud.
        PangoAttribute* plain = pango_attr_font_features_new("liga=0, clig=0");
        pango_attr_list_insert(attributes_.get(), plain);
        pango_layout_set_attributes(made.get(), attributes_.get());
        pango_layout_set_width(made.get(), static_cast<int>(style_.width * kUnits));
        pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
        const bool mirrored = document_.direction == Direction::right_to_left;
        PangoAlignment alignment = mirrored ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
        if (style_.alignment == Alignment::end) alignment = mirrored ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
        if (style_.alignment == Alignment::middle) alignment = PANGO_ALIGN_CENTER;
        pango_layout_set_alignment(made.get(), alignment);
        return made;
    }

    const Stretch& stretch_at(std::size_t offset) const {
        const auto found = std::find_if(stretches_.begin(), stretches_.end(),
                                        [&](const Stretch& stretch) { return offset < stretch.to; });
        return found == stretches_.end() ? stretches_.back() : *found;
    }
    std::vector<std::size_t> footnotes_between(std::size_t from, std::size_t to) const {
        std::vector<std::size_t> out;
        for (const auto& [offset, footnote] : marks_) {
            if (offset >= from && offset < to) out.push_back(footnote);
        }
        return out;
    }

private:
    void attribute(PangoAttribute* made, std::size_t from) {
        made->start_index = static_cast<guint>(from);
        made->end_index = static_cast<guint>(words_.size());
        pango_attr_list_insert(attributes_.get(), made);
    }
    // Two stretches side by side are two items in Pango only where something differs: a colour nobody sees.
    void tell_apart(std::size_t from) {
        const auto shade = static_cast<guint16>(stretches_.size() % 2);
        attribute(pango_attr_foreground_new(shade, shade, shade), from);
    }
    void describe(const TextRun& run, std::size_t from) {
        if (run.emphasis == Emphasis::strong) attribute(pango_attr_weight_new(PANGO_WEIGHT_BOLD), from);
        if (run.emphasis == Emphasis::emphasised) attribute(pango_attr_style_new(PANGO_STYLE_ITALIC), from);
        const auto address = address_outside(document_, run.href);
        tell_apart(from);
        if (address) {
            stretches_.push_back(
                {from, words_.size(), CAIRO_TAG_LINK, address_attribute(*address), kLink, true, 0});
        } else {
            stretches_.push_back({from, words_.size(), "Span", "", style_.colour, false, 0});
        }
    }
    void mark(std::size_t footnote) {
        const std::size_t from = words_.size();
        marks_.emplace_back(from, footnote);
        words_ += fmt::format("{}", footnote + 1);
        attribute(pango_attr_size_new_absolute(static_cast<int>(style_.font.size * kMarkSize * kUnits)),
                  from);
        tell_apart(from);
        stretches_.push_back(
            {from, words_.size(), "Reference", "", style_.colour, false, style_.font.size * kMarkRise});
    }

    const Document& document_;
    const PdfTextStyle& style_;
    Owned<PangoAttrList> attributes_;
    std::string words_;
    std::vector<Stretch> stretches_;
    std::vector<std::pair<std::size_t, std::size_t>> marks_;  // offset, footnote
};

// Items come in the order they are seen; they are drawn in the order they are read, so that whoever listens
// hears Arabic with a Latin name in it as it was written.
std::vector<LinePart> parts_of(const PangoLayoutLine* line, double x, const ParagraphMaker& paragraph) {
    std::vector<PlacedItem> items;
    for (GSList* node = line->runs; node != nullptr; node = node->next) {
        auto* item = static_cast<PangoGlyphItem*>(node->data);
        const double width = pango_glyph_string_get_width(item->glyphs) / kUnits;
        items.push_back({item, x, width});
        x += width;
    }
    std::stable_sort(items.begin(), items.end(), [](const PlacedItem& one, const PlacedItem& other) {
        return one.item->item->offset < other.item->item->offset;
    });
    std::vector<LinePart> parts;
    for (const PlacedItem& placed : items) {
        const Stretch& stretch = paragraph.stretch_at(static_cast<std::size_t>(placed.item->item->offset));
        if (parts.empty() || parts.back().stretch.from != stretch.from) parts.push_back({stretch, {}});
        parts.back().items.push_back(placed);
    }
    return parts;
}

// An element without anything in it would take in what is drawn after it.
void draw_nothing(const PdfPen& pen) {
    if (!pen.marked) return;
    cairo_tag_begin(pen.cairo, "Span", nullptr);
    cairo_tag_end(pen.cairo, "Span");
}

void draw_part(const PdfPen& pen, const LinePart& part, const char* text, double left, double baseline) {
    cairo_t* cairo = pen.cairo;
    const std::string& attributes = part.stretch.attributes;
    if (pen.marked)
        cairo_tag_begin(cairo, part.stretch.tag, attributes.empty() ? nullptr : attributes.c_str());
    set_colour(cairo, part.stretch.colour);
    for (const PlacedItem& placed : part.items) {
        cairo_move_to(cairo, left + placed.x, baseline - part.stretch.rise);
        pango_cairo_show_glyph_item(cairo, text, placed.item);
        if (!part.stretch.underlined) continue;
        cairo_set_line_width(cairo, 0.6);
        cairo_set_dash(cairo, nullptr, 0, 0);
        cairo_move_to(cairo, left + placed.x, baseline + 1.6);
        cairo_rel_line_to(cairo, placed.width, 0);
        cairo_stroke(cairo);
    }
    if (pen.marked) cairo_tag_end(cairo, part.stretch.tag);
}

}  // namespace

PdfTypesetter::PdfTypesetter(const Document& document, PdfContent& content)
    : document_(document),
      content_(content),
      context_(text_context(document.language, document.direction == Direction::right_to_left)) {}

std::vector<PdfLine> PdfTypesetter::lines(const Text& text, const PdfTextStyle& style) {
    ParagraphMaker paragraph(document_, style);
    paragraph.add(text);
    PangoLayout* layout = content_.layouts.emplace_back(paragraph.layout(context_.get())).get();
    const char* words = pango_layout_get_text(layout);
    const double left = kPageSide + style.left;

    std::vector<PdfLine> out;
    PangoLayoutIter* at = pango_layout_get_iter(layout);
    do {
        const PangoLayoutLine* line = pango_layout_iter_get_line_readonly(at);
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at, nullptr, &logical);
        const double baseline = (pango_layout_iter_get_baseline(at) - logical.y) / kUnits;
        const auto from = static_cast<std::size_t>(line->start_index);
        out.push_back({logical.height / kUnits, baseline,
                       paragraph.footnotes_between(from, from + static_cast<std::size_t>(line->length)),
                       [parts = parts_of(line, logical.x / kUnits, paragraph), words, left, baseline](
                           const PdfPen& pen, double y) {
                           if (parts.empty()) draw_nothing(pen);
                           for (const LinePart& part : parts) draw_part(pen, part, words, left, y + baseline);
                       }});
    } while (pango_layout_iter_next_line(at) != FALSE);
    pango_layout_iter_free(at);
    return out;
}

double PdfTypesetter::longest_word(const Text& text, const PdfTextStyle& style) const {
    ParagraphMaker paragraph(document_, style);
    paragraph.add(text);
    const auto layout = paragraph.layout(context_.get());
    pango_layout_set_width(layout.get(), 0);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);
    int width = 0;
    pango_layout_get_size(layout.get(), &width, nullptr);
    return width / kUnits;
}

}  // namespace document
