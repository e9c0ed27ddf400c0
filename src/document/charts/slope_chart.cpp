#include "document/charts/slope_chart.hpp"

#include "document/charts/chart_canvas.hpp"
#include "document/charts/label_column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace document::charts {

namespace {

constexpr double kPointRadius = 4;
constexpr double kBesidePoint = 9;
constexpr double kLeastHeight = 150;

enum class Course { rising, falling, unchanged };

Course course_of(const SlopePair& pair) {
    if (pair.after > pair.before) return Course::rising;
    return pair.after < pair.before ? Course::falling : Course::unchanged;
}

Stroke stroke_of(Course course) {
    switch (course) {
        case Course::rising: return {2.5, kDeep, false};
        case Course::falling: return {2, kRust, true};
        case Course::unchanged: return {1.2, kQuiet, false};
    }
    return {};
}

void draw_point(ChartCanvas& canvas, Point at, Course course) {
    const Stroke stroke = stroke_of(course);
    const Paint paint{course == Course::falling ? Fill::empty : Fill::solid, stroke.colour};
    canvas.add(Circle{at, kPointRadius, paint, Stroke{1.6, stroke.colour, false}});
}

class SlopeWriter {
public:
    explicit SlopeWriter(const Slopes& slopes) : slopes_(slopes), canvas_(slopes.text) {
        for (const SlopePair& pair : slopes.pairs) {
            before_room_ = std::max(before_room_, room_for(pair.before_text, kTextSize, true));
            after_room_ = std::max(after_room_, room_for(pair.after_text, kTextSize, true));
            lowest_ = std::min({lowest_, pair.before, pair.after});
            highest_ = std::max({highest_, pair.before, pair.after});
        }
        before_room_ = std::max(before_room_, 24.0);
        left_ = before_room_ + kBesidePoint;
        // The lines have a third of the width, or what the numbers leave of it.
        right_ = left_ + std::max(60.0, canvas_.width() / 3 - before_room_ / 2);
        labels_left_ = right_ + kBesidePoint + after_room_ + 7;
    }

    Drawing run() {
        headings();
        place_labels();
        lines();
        canvas_.skip(height_ + 10);
        legend();
        return canvas_.finish(slopes_.text.direction);
    }

private:
    void headings() {
        const double half = (left_ + right_) / 2;
        const auto before = ChartCanvas::lines(slopes_.before_heading, half - 6, kSmallSize, true);
        const auto after =
            ChartCanvas::lines(slopes_.after_heading, canvas_.width() - half - 6, kSmallSize, true);
        for (std::size_t line = 0; line < std::max(before.size(), after.size()); ++line) {
            const double y = canvas_.y() + kSmallSize;
            if (line < before.size())
                canvas_.add(Label{{0, y}, before[line], Anchor::start, kSmallSize, true});
            if (line < after.size())
                canvas_.add(Label{{half + 6, y}, after[line], Anchor::start, kSmallSize, true});
            canvas_.skip(kLineHeight);
        }
        canvas_.skip(6);
    }

    void place_labels() {
        double before_height = 0;
        double after_height = 0;
        for (const SlopePair& pair : slopes_.pairs) {
            words_.push_back(ChartCanvas::lines(pair.label, canvas_.width() - labels_left_, kTextSize));
            const double height =
                kLineHeight * static_cast<double>(std::max<std::size_t>(words_.back().size(), 1));
            before_.push_back({0, kLineHeight, kLineHeight / 2});
            after_.push_back({0, height + 3, kLineHeight / 2});
            before_height += kLineHeight;
            after_height += height + 3;
        }
        height_ = std::max({kLeastHeight, before_height, after_height});
        for (std::size_t index = 0; index < slopes_.pairs.size(); ++index) {
            before_[index].wanted = y_of(slopes_.pairs[index].before);
            after_[index].wanted = y_of(slopes_.pairs[index].after);
        }
        spread(before_, canvas_.y(), canvas_.y() + height_);
        spread(after_, canvas_.y(), canvas_.y() + height_);
    }

    double y_of(double value) const {
        const double inner = height_ - kLineHeight;
        const double share = highest_ > lowest_ ? (highest_ - value) / (highest_ - lowest_) : 0.5;
        return canvas_.y() + kLineHeight / 2 + inner * share;
    }

    void lines() {
        canvas_.add(Line{{left_, canvas_.y()}, {left_, canvas_.y() + height_}, {1, kRule, false}});
        canvas_.add(Line{{right_, canvas_.y()}, {right_, canvas_.y() + height_}, {1, kRule, false}});
        for (std::size_t index = 0; index < slopes_.pairs.size(); ++index) {
            const SlopePair& pair = slopes_.pairs[index];
            const Course course = course_of(pair);
            const Point from{left_, y_of(pair.before)};
            const Point to{right_, y_of(pair.after)};
            canvas_.add(Line{from, to, stroke_of(course)});
            draw_point(canvas_, from, course);
            draw_point(canvas_, to, course);
            label(index, from, to);
        }
    }
    void label(std::size_t index, Point from, Point to) {
        const SlopePair& pair = slopes_.pairs[index];
        const double before_middle = before_[index].top + kLineHeight / 2;
        const double after_middle = after_[index].top + kLineHeight / 2;
        leader({from.x - kPointRadius, from.y}, {left_ - kBesidePoint + 1, before_middle});
        leader({to.x + kPointRadius, to.y}, {right_ + kBesidePoint - 1, after_middle});
        const double lower = kTextSize * 0.36;
        canvas_.add(Label{
            {left_ - kBesidePoint, before_middle + lower}, pair.before_text, Anchor::end, kTextSize, true});
        canvas_.add(Label{
            {right_ + kBesidePoint, after_middle + lower}, pair.after_text, Anchor::start, kTextSize, true});
        for (std::size_t line = 0; line < words_[index].size(); ++line) {
            const double y = after_middle + lower + kLineHeight * static_cast<double>(line);
            canvas_.add(Label{{labels_left_, y}, words_[index][line], Anchor::start, kTextSize});
        }
    }
    // From a point to a label that had to make way.
    void leader(Point from, Point to) {
        if (std::abs(from.y - to.y) > 3) canvas_.add(Line{from, to, {0.8, kQuiet, false}});
    }

    void legend() {
        const std::pair<Course, const std::string*> entries[] = {{Course::rising, &slopes_.rising},
                                                                 {Course::falling, &slopes_.falling},
                                                                 {Course::unchanged, &slopes_.unchanged}};
        for (const auto& [course, words] : entries) {
            if (words->empty()) continue;
            const double y = canvas_.y() + 7;
            canvas_.add(Line{{4, y}, {34, y}, stroke_of(course)});
            draw_point(canvas_, {4, y}, course);
            draw_point(canvas_, {34, y}, course);
            canvas_.paragraph(*words, 46, canvas_.width() - 46, kSmallSize);
        }
    }

    const Slopes& slopes_;
    ChartCanvas canvas_;
    double before_room_ = 0;
    double after_room_ = 0;
    double left_ = 0;
    double right_ = 0;
    double labels_left_ = 0;
    double lowest_ = HUGE_VAL;
    double highest_ = -HUGE_VAL;
    double height_ = 0;
    std::vector<std::vector<std::string>> words_;
    std::vector<PlacedLabel> before_;
    std::vector<PlacedLabel> after_;
};

}  // namespace

base::Result<Figure> slope_chart(const Slopes& slopes) {
    if (slopes.pairs.empty()) return base::fail(base::invalid_field("pairs", "required"));
    Table table{slopes.text.table_caption,
                {{slopes.pairs_heading, Alignment::start, 3},
                 {slopes.before_heading, Alignment::end, 1},
                 {slopes.after_heading, Alignment::end, 1}},
                {}};
    for (std::size_t index = 0; index < slopes.pairs.size(); ++index) {
        const SlopePair& pair = slopes.pairs[index];
        if (!std::isfinite(pair.before) || !std::isfinite(pair.after)) {
            return base::fail(base::invalid_field(fmt::format("row {}", index + 1), "out_of_range"));
        }
        table.rows.push_back({pair.label, pair.before_text, pair.after_text});
    }
    return Figure{slopes.text.title, slopes.text.alternative, SlopeWriter(slopes).run(), std::move(table), {},
                  slopes.text.id};
}

}  // namespace document::charts
