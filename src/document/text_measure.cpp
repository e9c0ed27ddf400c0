#include "document/text_measure.hpp"

#include "document/pango_objects.hpp"

namespace document {

namespace {

constexpr double kUnits = PANGO_SCALE;
// Of Noto Sans, in parts of its size.
constexpr double kAscent = 0.8;
constexpr double kDescent = 0.24;

Owned<PangoLayout> measured(PangoContext* context, const std::string& text, double size, bool strong) {
    return text_layout(context, text, {size, strong, false});
}

}  // namespace

double text_width(const std::string& text, double size, bool strong) {
    const auto context = text_context("en", false);
    int width = 0;
    pango_layout_get_size(measured(context.get(), text, size, strong).get(), &width, nullptr);
    return width / kUnits;
}

std::vector<std::string> wrapped(const std::string& text, double width, double size, bool strong,
                                 std::size_t lines_most) {
    const auto context = text_context("en", false);
    const auto layout = measured(context.get(), text, size, strong);
    pango_layout_set_width(layout.get(), static_cast<int>(width * kUnits));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    std::vector<std::string> lines;
    const int count = pango_layout_get_line_count(layout.get());
    for (int index = 0; index < count; ++index) {
        const PangoLayoutLine* line = pango_layout_get_line_readonly(layout.get(), index);
        std::string words =
            text.substr(static_cast<std::size_t>(line->start_index), static_cast<std::size_t>(line->length));
        while (words.ends_with(' ')) words.pop_back();
        if (lines.size() == lines_most) {
            lines.back() += "…";
            break;
        }
        lines.push_back(std::move(words));
    }
    return lines;
}

Box box_of(const Label& label, Direction direction) {
    const double width = text_width(label.text, label.size, label.strong);
    double left = label.at.x - width / 2;
    if (label.anchor != Anchor::middle) {
        const bool rightwards = (label.anchor == Anchor::start) == (direction == Direction::left_to_right);
        left = rightwards ? label.at.x : label.at.x - width;
    }
    return {left, label.at.y - kAscent * label.size, left + width, label.at.y + kDescent * label.size};
}

}  // namespace document
