#pragma once
// A drawing as a value: shapes in points of 1/96 inch, from the top left corner, later ones above earlier.
// Fills are told apart by their pattern, never by colour alone, so that a drawing can be printed in grey and
// read by whoever sees no colours. It is drawn on paper of its own: contrasts hold on any page. Thread rule:
// plain values; pure functions.

#include "document/palette.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace document {

enum class Direction { left_to_right, right_to_left };

struct Point {
    double x = 0;
    double y = 0;

    friend bool operator==(const Point&, const Point&) = default;
};

// empty: paper with an outline, which is how "none" is shown; a shape without a Paint has no inside at all.
enum class Fill { solid, hatched, crossed, dotted, empty };

struct Paint {
    Fill fill = Fill::solid;
    Colour colour = kInk;

    friend bool operator==(const Paint&, const Paint&) = default;
};

struct Stroke {
    double width = 1;
    Colour colour = kInk;
    bool dashed = false;

    friend bool operator==(const Stroke&, const Stroke&) = default;
};

struct Rectangle {
    Point at;  // top left
    double width = 0;
    double height = 0;
    std::optional<Paint> paint = {};
    std::optional<Stroke> outline = {};
    double corner = 0;
};

struct Line {
    Point from;
    Point to;
    Stroke stroke = {};
};

struct Polyline {
    std::vector<Point> points;
    Stroke stroke = {};
};

struct Circle {
    Point centre;
    double radius = 0;
    std::optional<Paint> paint = {};
    std::optional<Stroke> outline = {};
};

// Where `at` is on the line of a text: where reading begins, in the middle, or where it ends. In a drawing
// from right to left a text that starts at x stands on the left of x.
enum class Anchor { start, middle, end };

struct Label {
    Point at;  // on the baseline
    std::string text;
    Anchor anchor = Anchor::start;
    double size = 13;
    bool strong = false;
    Colour colour = kInk;
    bool on_paper = false;  // with a little paper behind it, where a pattern would make it hard to read
};

using Shape = std::variant<Rectangle, Line, Polyline, Circle, Label>;

struct Drawing {
    double width = 0;
    double height = 0;
    Direction direction = Direction::left_to_right;
    std::vector<Shape> shapes = {};
};

// The same drawing for readers of the other direction: places are mirrored, letters are not.
Drawing mirrored(const Drawing& drawing);

}  // namespace document
