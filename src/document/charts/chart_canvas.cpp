#include "document/charts/chart_canvas.hpp"

#include "document/text_measure.hpp"

#include <algorithm>

namespace document::charts {

namespace {

constexpr double kSwatchWidth = 22;
constexpr double kSwatchHeight = 14;
constexpr double kLegendGap = 14;

}  // namespace

double room_for(const std::string& text, double size, bool strong) {
    return text_width(text, size, strong) * kRoomForOtherFonts;
}

ChartCanvas::ChartCanvas(const ChartText& text) {
    drawing_.width = text.width;
}

std::vector<std::string> ChartCanvas::lines(const std::string& text, double width, double size, bool strong) {
    return wrapped(text, width / kRoomForOtherFonts, size, strong);
}

void ChartCanvas::paragraph(const std::string& text, double x, double width, double size, bool strong) {
    for (const std::string& line : lines(text, width, size, strong)) {
        add(Label{{x, y_ + size}, line, Anchor::start, size, strong});
        y_ += kLineHeight;
    }
}

void ChartCanvas::legend(const std::vector<Kind>& kinds) {
    double x = 0;
    for (const Kind& kind : kinds) {
        const double text_x = kSwatchWidth + 7;
        const double wanted = text_x + room_for(kind.label, kSmallSize);
        if (x > 0 && x + wanted > width()) {
            x = 0;
            y_ += kLineHeight;
        }
        add(Rectangle{{x + 1, y_ + 1}, kSwatchWidth - 2, kSwatchHeight - 2, kind.paint, {}, 0});
        const auto broken = lines(kind.label, width() - text_x, kSmallSize);
        for (std::size_t index = 0; index < broken.size(); ++index) {
            if (index > 0) y_ += kLineHeight;
            add(Label{{x + text_x, y_ + kSmallSize - 1}, broken[index], Anchor::start, kSmallSize});
        }
        // A label of several lines has its row to itself.
        x = broken.size() > 1 ? width() : x + wanted + kLegendGap;
    }
    if (!kinds.empty()) y_ += kLineHeight;
}

Drawing ChartCanvas::finish(Direction direction) {
    drawing_.height = y_ + 4;
    return direction == Direction::left_to_right ? drawing_ : mirrored(drawing_);
}

}  // namespace document::charts
