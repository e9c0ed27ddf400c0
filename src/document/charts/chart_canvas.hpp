#pragma once
// A sheet that a chart is drawn on from top to bottom, as read from left to right; finish() mirrors it for
// readers of the other direction. Widths leave room for a browser's own letters. Thread rule: one thread.

#include "document/charts/chart.hpp"
#include "document/drawing.hpp"

#include <string>
#include <vector>

namespace document::charts {

constexpr double kTextSize = 13;
constexpr double kSmallSize = 12;
constexpr double kLineHeight = 18;

// As wide as a text may be in any font that a browser may take.
double room_for(const std::string& text, double size, bool strong = false);

class ChartCanvas {
public:
    explicit ChartCanvas(const ChartText& text);

    double width() const { return drawing_.width; }
    double y() const { return y_; }
    void skip(double height) { y_ += height; }
    void add(Shape shape) { drawing_.shapes.push_back(std::move(shape)); }

    static std::vector<std::string> lines(const std::string& text, double width, double size,
                                          bool strong = false);
    // Lines from the cursor on, which moves below them.
    void paragraph(const std::string& text, double x, double width, double size = kTextSize,
                   bool strong = false);
    // A swatch and its label for each kind, as many in a row as fit.
    void legend(const std::vector<Kind>& kinds);

    // The drawing, as high as what is on it.
    Drawing finish(Direction direction);

private:
    Drawing drawing_;
    double y_ = 0;
};

}  // namespace document::charts
