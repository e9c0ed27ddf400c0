#include "document/render_svg.hpp"

#include "document/fill_pattern.hpp"
#include "document/markup.hpp"
#include "document/text_measure.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>

namespace document {

namespace {

constexpr std::string_view kSvgFonts =
    "'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Roboto, Arial, sans-serif";

std::string_view name_of(Fill fill) {
    switch (fill) {
        case Fill::solid: return "solid";
        case Fill::hatched: return "hatched";
        case Fill::crossed: return "crossed";
        case Fill::dotted: return "dotted";
        case Fill::empty: return "empty";
    }
    return "";
}

bool is_pattern(Fill fill) {
    return fill == Fill::hatched || fill == Fill::crossed || fill == Fill::dotted;
}

class SvgWriter {
public:
    SvgWriter(const Drawing& drawing, const SvgText& text) : drawing_(drawing), text_(text) {}

    std::string run() {
        for (const Shape& shape : drawing_.shapes) std::visit([&](const auto& made) { draw(made); }, shape);
        const bool mirrored = drawing_.direction == Direction::right_to_left;
        std::string out = fmt::format(
            R"(<svg xmlns="http://www.w3.org/2000/svg" class="wm-drawing" viewBox="0 0 {} {}" width="{}" height="{}")"
            R"( role="img" aria-labelledby="{}-title {}-description" focusable="false"{}>)",
            number(drawing_.width), number(drawing_.height), number(drawing_.width), number(drawing_.height),
            id(), id(), mirrored ? R"( direction="rtl")" : "");
        out += fmt::format(R"(<title id="{}-title">{}</title><desc id="{}-description">{}</desc>)", id(),
                           escaped(text_.title), id(), escaped(text_.description));
        if (!patterns_.empty()) {
            out += "<defs>";
            for (const auto& [name, pattern] : patterns_) out += pattern;
            out += "</defs>";
        }
        out += fmt::format(R"(<rect width="{}" height="{}" fill="{}"/>)", number(drawing_.width),
                           number(drawing_.height), hex(kPaper));
        out += fmt::format(R"(<g font-family="{}">)", kSvgFonts);
        return out + shapes_ + "</g></svg>";
    }

private:
    std::string id() const { return escaped(text_.id); }

    std::string pattern(const Paint& paint) {
        const std::string colour = hex(paint.colour);
        const std::string name = fmt::format("{}-{}-{}", id(), name_of(paint.fill), colour.substr(1));
        if (patterns_.contains(name)) return name;
        std::string inside;
        const std::string step = number(kPatternStep);
        const std::string line = fmt::format(R"(<path d="M0 0V{}" stroke="{}" stroke-width="{}"/>)", step,
                                             colour, number(kPatternLine));
        switch (paint.fill) {
            case Fill::hatched: inside = line; break;
            case Fill::crossed:
                inside = line + fmt::format(R"(<path d="M0 0H{}" stroke="{}" stroke-width="{}"/>)", step,
                                            colour, number(kPatternLine / 2));
                break;
            default:
                inside = fmt::format(R"(<circle cx="{0}" cy="{0}" r="{1}" fill="{2}"/>)",
                                     number(kPatternStep / 2), number(kPatternDotRadius), colour);
        }
        const std::string_view turn = paint.fill == Fill::dotted ? "" : " patternTransform=\"rotate(45)\"";
        patterns_[name] =
            fmt::format(R"(<pattern id="{0}" width="{1}" height="{1}" patternUnits="userSpaceOnUse"{2}>)"
                        R"(<rect width="{1}" height="{1}" fill="{3}"/>{4}</pattern>)",
                        name, step, turn, hex(kPaper), inside);
        return name;
    }

    std::string fill(const std::optional<Paint>& paint) {
        if (!paint) return R"( fill="none")";
        if (is_pattern(paint->fill)) return fmt::format(" fill=\"url(#{})\"", pattern(*paint));
        return fmt::format(R"( fill="{}")", hex(paint->fill == Fill::empty ? kPaper : paint->colour));
    }

    static std::string stroke(const Stroke& stroke) {
        return fmt::format(R"( stroke="{}" stroke-width="{}"{})", hex(stroke.colour), number(stroke.width),
                           stroke.dashed ? R"( stroke-dasharray="4 3")" : "");
    }
    // What is not solid has an outline, so that its edge can be seen.
    static std::string outline(const std::optional<Paint>& paint, const std::optional<Stroke>& given) {
        if (given) return stroke(*given);
        if (paint && paint->fill != Fill::solid) return stroke({kEmptyOutline, paint->colour});
        return {};
    }

    void draw(const Rectangle& shape) {
        shapes_ += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}"{}{}{}/>)", number(shape.at.x),
                               number(shape.at.y), number(shape.width), number(shape.height),
                               shape.corner > 0 ? fmt::format(R"( rx="{}")", number(shape.corner)) : "",
                               fill(shape.paint), outline(shape.paint, shape.outline));
    }
    void draw(const Line& shape) {
        shapes_ +=
            fmt::format(R"(<line x1="{}" y1="{}" x2="{}" y2="{}"{}/>)", number(shape.from.x),
                        number(shape.from.y), number(shape.to.x), number(shape.to.y), stroke(shape.stroke));
    }
    void draw(const Polyline& shape) {
        std::string points;
        for (const Point& point : shape.points) {
            points += fmt::format("{}{},{}", points.empty() ? "" : " ", number(point.x), number(point.y));
        }
        shapes_ += fmt::format(R"(<polyline points="{}" fill="none"{}/>)", points, stroke(shape.stroke));
    }
    void draw(const Circle& shape) {
        shapes_ += fmt::format(R"(<circle cx="{}" cy="{}" r="{}"{}{}/>)", number(shape.centre.x),
                               number(shape.centre.y), number(shape.radius), fill(shape.paint),
                               outline(shape.paint, shape.outline));
    }
    void draw(const Label& label) {
        if (label.on_paper) {
            const Box box = box_of(label, drawing_.direction);
            draw(Rectangle{{box.left - 3, box.top - 1},
                           box.right - box.left + 6,
                           box.bottom - box.top + 2,
                           Paint{Fill::solid, kPaper},
                           {},
                           3});
        }
        std::string_view anchor;
        if (label.anchor == Anchor::middle) anchor = R"( text-anchor="middle")";
        if (label.anchor == Anchor::end) anchor = R"( text-anchor="end")";
        shapes_ += fmt::format(R"(<text x="{}" y="{}" font-size="{}" fill="{}"{}{}>{}</text>)",
                               number(label.at.x), number(label.at.y), number(label.size), hex(label.colour),
                               label.strong ? R"( font-weight="700")" : "", anchor, escaped(label.text));
    }

    const Drawing& drawing_;
    const SvgText& text_;
    std::string shapes_;
    std::map<std::string, std::string> patterns_;
};

}  // namespace

std::string render_svg(const Drawing& drawing, const SvgText& text) {
    return SvgWriter(drawing, text).run();
}

}  // namespace document
