#include "document/render_pdf.hpp"

#include "document/draw_cairo.hpp"
#include "document/pdf_blocks.hpp"
#include "document/pdf_completion.hpp"
#include "document/pdf_pages.hpp"
#include "document/pdf_piece.hpp"
#include "document/pdf_text.hpp"

#include <cairo-pdf.h>

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace document {

namespace {

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

std::string replaced(std::string text, std::string_view from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at != std::string::npos) text.replace(at, from.size(), to);
    return text;
}

class PdfWriter {
public:
    PdfWriter(const Document& document, std::string& out)
        : document_(document),
          surface_(cairo_pdf_surface_create_for_stream(append, &out, kPageWidth, kPageHeight)),
          cairo_(cairo_create(surface_.get())) {
        completion_.language = document.language;
        completion_.direction = document.direction;
    }

    PdfCompletion run() {
        metadata();
        PdfContent content;
        make_pieces(document_, content);
        const std::vector<PdfPage> pages = placed(content);
        open({"Document", 0});
        for (std::size_t index = 0; index < pages.size(); ++index) {
            for (const PlacedPiece& piece : pages[index].ornaments) ornament(piece);
            for (const PlacedPiece& piece : pages[index].pieces) draw(piece, static_cast<int>(index) + 1);
            if (!pages[index].footnotes.empty()) footnote_rule(pages[index].footnotes.front().y);
            for (const PlacedPiece& piece : pages[index].footnotes) draw(piece, static_cast<int>(index) + 1);
            foot(index + 1, pages.size());
            cairo_show_page(cairo_.get());
        }
        close_to(0);
        cairo_surface_finish(surface_.get());
        for (const cairo_status_t status :
             {cairo_status(cairo_.get()), cairo_surface_status(surface_.get())}) {
            if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
        }
        return std::move(completion_);
    }

private:
    void metadata() {
        const auto set = [&](cairo_pdf_metadata_t kind, const std::string& text) {
            if (!text.empty()) cairo_pdf_surface_set_metadata(surface_.get(), kind, text.c_str());
        };
        set(CAIRO_PDF_METADATA_TITLE, document_.title);
        set(CAIRO_PDF_METADATA_AUTHOR, document_.author);
        set(CAIRO_PDF_METADATA_SUBJECT, document_.subject);
        set(CAIRO_PDF_METADATA_CREATOR, "Waymark");
        // Whole seconds: Cairo reads no fraction.
        const base::Time created(document_.created.seconds() * 1'000'000);
        set(CAIRO_PDF_METADATA_CREATE_DATE, base::to_iso(created));
        set(CAIRO_PDF_METADATA_MOD_DATE, base::to_iso(created));
    }

    // --- Structure: elements stay open from part to part as long as their steps are the same. ---

    void open(const StructureStep& step) {
        cairo_tag_begin(cairo_.get(), step.tag, nullptr);
        open_.push_back(step);
        if (!step.extra.empty()) completion_.extras[step.tag].push_back(step.extra);
    }
    void close_to(std::size_t depth) {
        for (; open_.size() > depth; open_.pop_back()) cairo_tag_end(cairo_.get(), open_.back().tag);
    }
    // open_[0] is the document.
    void go_to(const std::vector<StructureStep>& path) {
        std::size_t same = 0;
        while (same < path.size() && same + 1 < open_.size() && open_[same + 1].id == path[same].id) ++same;
        close_to(same + 1);
        for (; same < path.size(); ++same) open(path[same]);
    }

    void draw(const PlacedPiece& placed, int page) {
        const PdfPiece& piece = *placed.piece;
        if (piece.behind) piece.behind(cairo_.get(), placed.y);
        for (const std::string& name : piece.destinations) {
            const std::string attributes =
                fmt::format("name='{}' x={:.1f} y={:.1f} internal", name, kPageSide, placed.y);
            cairo_tag_begin(cairo_.get(), CAIRO_TAG_DEST, attributes.c_str());
            cairo_tag_end(cairo_.get(), CAIRO_TAG_DEST);
        }
        if (piece.outline) outline(*piece.outline, page, placed.y);
        for (const PdfPart& part : piece.parts) {
            go_to(part.path);
            part.draw({cairo_.get()}, placed.y);
            // What is drawn straight into an element ends with it; texts are in elements of their own.
            if (part.path.back().extra.starts_with("/Alt")) close_to(open_.size() - 1);
        }
    }

    // A heading of a table that goes on: seen again, and not read again.
    void ornament(const PlacedPiece& placed) {
        if (placed.piece->behind) placed.piece->behind(cairo_.get(), placed.y);
        for (const PdfPart& part : placed.piece->parts) part.draw({cairo_.get(), false}, placed.y);
    }

    void outline(const PdfOutline& outline, int page, double y) {
        const auto level = static_cast<std::size_t>(outline.level);
        const int parent = level < 2 ? CAIRO_PDF_OUTLINE_ROOT : parents_[level - 1];
        const std::string attributes = fmt::format("page={} pos=[{:.1f} {:.1f}]", page, kPageSide, y);
        const int made = cairo_pdf_surface_add_outline(surface_.get(), parent, outline.text.c_str(),
                                                       attributes.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
        for (std::size_t index = level; index < parents_.size(); ++index) parents_[index] = made;
    }

    void footnote_rule(double y) {
        set_colour(cairo_.get(), kQuiet);
        cairo_set_line_width(cairo_.get(), 0.5);
        cairo_set_dash(cairo_.get(), nullptr, 0, 0);
        const bool mirrored = document_.direction == Direction::right_to_left;
        cairo_move_to(cairo_.get(), mirrored ? kPageWidth - kPageSide : kPageSide, y - 4);
        cairo_rel_line_to(cairo_.get(), mirrored ? -120 : 120, 0);
        cairo_stroke(cairo_.get());
    }

    // The title where reading begins, the number of the page where it ends.
    void foot(std::size_t page, std::size_t pages) {
        const bool mirrored = document_.direction == Direction::right_to_left;
        const auto context = text_context(document_.language, mirrored);
        const std::string number = replaced(replaced(document_.words.page, "{page}", fmt::format("{}", page)),
                                            "{pages}", fmt::format("{}", pages));
        const double right = kPageWidth - kPageSide;
        const auto show = [&](const std::string& text, bool at_start, double width_most) {
            const auto layout = text_layout(context.get(), text, {8.5, false, false});
            pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
            pango_layout_set_width(layout.get(), static_cast<int>(width_most * PANGO_SCALE));
            const bool at_left = at_start != mirrored;
            pango_layout_set_alignment(layout.get(), at_left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
            set_colour(cairo_.get(), kQuiet);
            cairo_move_to(cairo_.get(), at_left ? kPageSide : right - width_most, kPageHeight - 46);
            pango_cairo_show_layout(cairo_.get(), layout.get());
        };
        show(document_.title, true, kTextWidth * 0.72);
        show(number, false, kTextWidth * 0.25);
    }

    const Document& document_;
    Owned<cairo_surface_t> surface_;
    Owned<cairo_t> cairo_;
    std::vector<StructureStep> open_;
    std::array<int, 5> parents_{};
    PdfCompletion completion_;
};

}  // namespace

base::Result<base::Bytes> render_pdf(const Document& document) {
    if (base::Done checked = check(document); !checked) return base::fail(checked.error());
    std::string pdf;
    const PdfCompletion completion = PdfWriter(document, pdf).run();
    return base::copy_of(completed_pdf(std::move(pdf), completion));
}

}  // namespace document
