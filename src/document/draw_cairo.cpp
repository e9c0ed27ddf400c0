#include "document/draw_cairo.hpp"

#include "document/fill_pattern.hpp"
#include "document/text_measure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace document {

namespace {

constexpr double kFullTurn = 2 * std::numbers::pi;

class CairoWriter {
public:
    CairoWriter(cairo_t* cairo, const Drawing& drawing, const std::string& language)
        : cairo_(cairo),
          drawing_(drawing),
          context_(text_context(language, drawing.direction == Direction::right_to_left)) {}

    void run() {
        for (const Shape& shape : drawing_.shapes) std::visit([&](const auto& made) { draw(made); }, shape);
    }

private:
    void stroke(const Stroke& stroke) {
        set_colour(cairo_, stroke.colour);
        cairo_set_line_width(cairo_, stroke.width);
        const double dashes[] = {4, 3};
        cairo_set_dash(cairo_, dashes, stroke.dashed ? 2 : 0, 0);
        cairo_stroke(cairo_);
    }

    // The path is there; what is not solid has an outline, so that its edge can be seen.
    void paint(const std::optional<Paint>& paint, const std::optional<Stroke>& outline) {
        if (paint) {
            set_colour(cairo_, paint->fill == Fill::solid ? paint->colour : kPaper);
            cairo_fill_preserve(cairo_);
            if (paint->fill != Fill::solid && paint->fill != Fill::empty) pattern(*paint);
        }
        if (outline) return stroke(*outline);
        if (paint && paint->fill != Fill::solid) return stroke({kEmptyOutline, paint->colour, false});
        cairo_new_path(cairo_);
    }

    // Lines and dots are drawn inside the path: they stay sharp on paper, where a tile would become a
    // picture.
    void pattern(const Paint& paint) {
        double left = 0;
        double top = 0;
        double right = 0;
        double bottom = 0;
        cairo_path_extents(cairo_, &left, &top, &right, &bottom);
        cairo_path_t* path = cairo_copy_path(cairo_);
        cairo_save(cairo_);
        cairo_clip(cairo_);
        set_colour(cairo_, paint.colour);
        cairo_set_dash(cairo_, nullptr, 0, 0);
        if (paint.fill == Fill::dotted) {
            dots(left, top, right, bottom);
        } else {
            lines(left, top, right, bottom, 1, kPatternLine);
            if (paint.fill == Fill::crossed) lines(left, top, right, bottom, -1, kPatternLine / 2);
        }
        cairo_restore(cairo_);
        cairo_new_path(cairo_);
        cairo_append_path(cairo_, path);
        cairo_path_destroy(path);
    }
    static double first(double from, double step) { return std::floor(from / step) * step; }

    void lines(double left, double top, double right, double bottom, int lean, double width) {
        const double step = kPatternStep * std::numbers::sqrt2;
        const double height = bottom - top;
        cairo_set_line_width(cairo_, width);
        for (double x = first(left - height, step); x <= right + height; x += step) {
            cairo_move_to(cairo_, lean > 0 ? x + height : x, top);
            cairo_line_to(cairo_, lean > 0 ? x : x + height, bottom);
        }
        cairo_stroke(cairo_);
    }
    void dots(double left, double top, double right, double bottom) {
        for (double y = first(top, kPatternStep); y <= bottom + kPatternStep; y += kPatternStep) {
            for (double x = first(left, kPatternStep); x <= right + kPatternStep; x += kPatternStep) {
                cairo_new_sub_path(cairo_);
                cairo_arc(cairo_, x + kPatternStep / 2, y + kPatternStep / 2, kPatternDotRadius, 0,
                          kFullTurn);
            }
        }
        cairo_fill(cairo_);
    }

    void draw(const Rectangle& shape) {
        cairo_new_path(cairo_);
        if (shape.corner > 0) {
            rounded(shape);
        } else {
            cairo_rectangle(cairo_, shape.at.x, shape.at.y, shape.width, shape.height);
        }
        paint(shape.paint, shape.outline);
    }
    void rounded(const Rectangle& shape) {
        const double corner = std::min({shape.corner, shape.width / 2, shape.height / 2});
        const double right = shape.at.x + shape.width;
        const double bottom = shape.at.y + shape.height;
        const double quarter = kFullTurn / 4;
        cairo_arc(cairo_, right - corner, shape.at.y + corner, corner, -quarter, 0);
        cairo_arc(cairo_, right - corner, bottom - corner, corner, 0, quarter);
        cairo_arc(cairo_, shape.at.x + corner, bottom - corner, corner, quarter, 2 * quarter);
        cairo_arc(cairo_, shape.at.x + corner, shape.at.y + corner, corner, 2 * quarter, 3 * quarter);
        cairo_close_path(cairo_);
    }
    void draw(const Line& shape) { draw(Polyline{{shape.from, shape.to}, shape.stroke}); }
    void draw(const Polyline& shape) {
        cairo_new_path(cairo_);
        for (const Point& point : shape.points) cairo_line_to(cairo_, point.x, point.y);
        stroke(shape.stroke);
    }
    void draw(const Circle& shape) {
        cairo_new_path(cairo_);
        cairo_arc(cairo_, shape.centre.x, shape.centre.y, shape.radius, 0, kFullTurn);
        cairo_close_path(cairo_);
        paint(shape.paint, shape.outline);
    }
    void draw(const Label& label) {
        const Box box = box_of(label, drawing_.direction);
        if (label.on_paper) {
            draw(Rectangle{{box.left - 3, box.top - 1},
                           box.right - box.left + 6,
                           box.bottom - box.top + 2,
                           Paint{Fill::solid, kPaper},
                           {},
                           3});
        }
        const auto layout = text_layout(context_.get(), label.text, {label.size, label.strong, false});
        set_colour(cairo_, label.colour);
        cairo_move_to(cairo_, box.left, label.at.y);
        pango_cairo_show_layout_line(cairo_, pango_layout_get_line_readonly(layout.get(), 0));
    }

    cairo_t* cairo_;
    const Drawing& drawing_;
    Owned<PangoContext> context_;
};

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    auto& bytes = *static_cast<base::Bytes*>(closure);
    bytes.insert(bytes.end(), data, data + length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

void set_colour(cairo_t* cairo, Colour colour) {
    cairo_set_source_rgb(cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
}

void draw(cairo_t* cairo, const Drawing& drawing, const std::string& language) {
    CairoWriter(cairo, drawing, language).run();
}

base::Bytes render_png(const Drawing& drawing, const std::string& language, double scale) {
    const Owned<cairo_surface_t> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(drawing.width * scale)),
                                   static_cast<int>(std::ceil(drawing.height * scale))));
    const Owned<cairo_t> cairo(cairo_create(surface.get()));
    set_colour(cairo.get(), kPaper);
    cairo_paint(cairo.get());
    cairo_scale(cairo.get(), scale, scale);
    draw(cairo.get(), drawing, language);
    base::Bytes bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), append, &bytes);
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
    return bytes;
}

}  // namespace document
