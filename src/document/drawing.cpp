#include "document/drawing.hpp"

namespace document {

namespace {

struct Mirror {
    double width;

    Point operator()(Point point) const { return {width - point.x, point.y}; }

    void turn(Rectangle& shape) const { shape.at.x = width - shape.at.x - shape.width; }
    void turn(Line& shape) const {
        shape.from = (*this)(shape.from);
        shape.to = (*this)(shape.to);
    }
    void turn(Polyline& shape) const {
        for (Point& point : shape.points) point = (*this)(point);
    }
    void turn(Circle& shape) const { shape.centre = (*this)(shape.centre); }
    void turn(Label& shape) const { shape.at = (*this)(shape.at); }
};

}  // namespace

Drawing mirrored(const Drawing& drawing) {
    Drawing other = drawing;
    other.direction =
        drawing.direction == Direction::left_to_right ? Direction::right_to_left : Direction::left_to_right;
    const Mirror mirror{drawing.width};
    for (Shape& shape : other.shapes) std::visit([&](auto& turned) { mirror.turn(turned); }, shape);
    return other;
}

}  // namespace document
