#include "document/charts/interval_chart.hpp"

#include "document/charts/chart_canvas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace document::charts {

namespace {

constexpr double kRowHeight = 20;  // of an interval, below its label
constexpr double kPointRadius = 5;
constexpr double kCap = 5;

base::Done check(const Intervals& made) {
    const Axis& axis = made.axis;
    const bool fits = std::isfinite(axis.least) && std::isfinite(axis.most) && axis.least < axis.most;
    if (!fits || (axis.logarithmic && axis.least <= 0))
        return base::fail(base::invalid_field("axis", "out_of_range"));
    for (std::size_t index = 0; index < made.rows.size(); ++index) {
        const Interval& row = made.rows[index];
        const double estimate = row.estimate.value_or(std::isfinite(row.lower) ? row.lower : axis.least);
        const bool in_order =
            row.lower <= row.upper && (!row.estimate || (row.lower <= estimate && estimate <= row.upper));
        const bool on_axis = row.lower <= axis.most && row.upper >= axis.least &&
                             (!row.estimate || (estimate >= axis.least && estimate <= axis.most));
        if (!in_order || !on_axis) {
            return base::fail(base::invalid_field(fmt::format("row {}", index + 1), "out_of_range"));
        }
    }
    return {};
}

class IntervalWriter {
public:
    explicit IntervalWriter(const Intervals& made) : made_(made), canvas_(made.text) {
        // Numbers at both ends of the axis stay on the drawing.
        double widest = 20;
        for (const AxisTick& tick : made.axis.ticks)
            widest = std::max(widest, room_for(tick.text, kSmallSize));
        left_ = widest / 2 + 1;
        right_ = canvas_.width() - widest / 2 - 1;
    }

    Drawing run() {
        for (const Interval& row : made_.rows) {
            heading(row);
            interval(row);
            canvas_.skip(8);
        }
        axis();
        return canvas_.finish(made_.text.direction);
    }

private:
    double x_of(double value) const {
        const Axis& axis = made_.axis;
        const double clamped = std::clamp(value, axis.least, axis.most);
        const double share = axis.logarithmic
                                 ? std::log(clamped / axis.least) / std::log(axis.most / axis.least)
                                 : (clamped - axis.least) / (axis.most - axis.least);
        return left_ + share * (right_ - left_);
    }

    static std::string in_words(const Interval& row) {
        const std::string range = fmt::format("{}–{}", row.lower_text, row.upper_text);
        return row.estimate_text.empty() ? range : fmt::format("{} ({})", row.estimate_text, range);
    }

    // The label, and its figures at the end of the last line, or beneath it.
    void heading(const Interval& row) {
        const auto lines = ChartCanvas::lines(row.label, canvas_.width(), kTextSize, row.strong);
        const std::string figures = in_words(row);
        const double room = room_for(figures, kSmallSize, true);
        const double last = lines.empty() ? 0 : room_for(lines.back(), kTextSize, row.strong);
        for (const std::string& line : lines) {
            canvas_.add(Label{{0, canvas_.y() + kTextSize}, line, Anchor::start, kTextSize, row.strong});
            canvas_.skip(kLineHeight);
        }
        if (last + 12 + room <= canvas_.width()) canvas_.skip(-kLineHeight);
        canvas_.add(
            Label{{canvas_.width(), canvas_.y() + kTextSize}, figures, Anchor::end, kSmallSize, true});
        canvas_.skip(kLineHeight);
    }

    void interval(const Interval& row) {
        const double top = canvas_.y();
        const double middle = top + kRowHeight / 2;
        for (const AxisTick& tick : made_.axis.ticks) {
            canvas_.add(
                Line{{x_of(tick.value), top}, {x_of(tick.value), top + kRowHeight}, {1, kRule, false}});
        }
        if (made_.reference) {
            const double x = x_of(*made_.reference);
            canvas_.add(Line{{x, top}, {x, top + kRowHeight}, {1.4, kInk, true}});
        }
        const double from = x_of(row.lower);
        const double to = x_of(row.upper);
        const Colour colour = row.strong ? kDeep : kTeal;
        if (row.estimate) {
            canvas_.add(Line{{from, middle}, {to, middle}, {2, colour, false}});
        } else {
            canvas_.add(Rectangle{
                {from, middle - 5}, std::max(to - from, 1.0), 10, Paint{Fill::dotted, colour}, {}, 0});
        }
        end(from, middle, row.lower < made_.axis.least, -1, colour);
        end(to, middle, row.upper > made_.axis.most, 1, colour);
        if (row.estimate)
            canvas_.add(Circle{{x_of(*row.estimate), middle}, kPointRadius, Paint{Fill::solid, colour}, {}});
        canvas_.skip(kRowHeight);
    }
    // A cap, or an arrow where the interval goes on beyond the axis.
    void end(double x, double y, bool goes_on, int side, Colour colour) {
        if (goes_on) {
            const double back = x - 6 * side;
            canvas_.add(Polyline{{{back, y - kCap}, {x, y}, {back, y + kCap}}, {2, colour, false}});
        } else {
            canvas_.add(Line{{x, y - kCap}, {x, y + kCap}, {2, colour, false}});
        }
    }

    void axis() {
        canvas_.add(Line{{left_, canvas_.y()}, {right_, canvas_.y()}, {1, kQuiet, false}});
        double free_from = -HUGE_VAL;
        for (const AxisTick& tick : made_.axis.ticks) {
            if (tick.value < made_.axis.least || tick.value > made_.axis.most) continue;
            const double x = x_of(tick.value);
            canvas_.add(Line{{x, canvas_.y()}, {x, canvas_.y() + 4}, {1, kQuiet, false}});
            const double half = room_for(tick.text, kSmallSize) / 2;
            if (x - half < free_from) continue;
            canvas_.add(Label{{x, canvas_.y() + 17}, tick.text, Anchor::middle, kSmallSize, false, kQuiet});
            free_from = x + half + 6;
        }
        canvas_.skip(24);
        if (!made_.axis.label.empty()) canvas_.paragraph(made_.axis.label, 0, canvas_.width(), kSmallSize);
        if (!made_.reference || made_.reference_label.empty()) return;
        canvas_.add(Line{{2, canvas_.y() + 1}, {2, canvas_.y() + 15}, {1.4, kInk, true}});
        canvas_.paragraph(made_.reference_label, 12, canvas_.width() - 12, kSmallSize);
    }

    const Intervals& made_;
    ChartCanvas canvas_;
    double left_ = 0;
    double right_ = 0;
};

}  // namespace

std::vector<double> nice_ticks(double least, double most, int count, bool logarithmic) {
    std::vector<double> ticks;
    if (!(least < most) || count < 1 || (logarithmic && least <= 0)) return ticks;
    if (logarithmic) {
        for (int power = static_cast<int>(std::floor(std::log10(least)));; ++power) {
            for (const double part : {1.0, 2.0, 5.0}) {
                const double tick = part * std::pow(10.0, power);
                // The last one at or below the least, and the first at or above the most.
                if (tick <= least) ticks.clear();
                ticks.push_back(tick);
                if (tick >= most) return ticks;
            }
        }
    }
    const double raw = (most - least) / count;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10 * power;
    for (const double part : {1.0, 2.0, 5.0}) {
        if (part * power >= raw * (1 - 1e-9)) {
            step = part * power;
            break;
        }
    }
    const double first = std::floor(least / step + 1e-9);
    const double last = std::ceil(most / step - 1e-9);
    for (double index = first; index <= last; ++index) ticks.push_back(index * step);
    return ticks;
}

base::Result<Figure> interval_chart(const Intervals& intervals) {
    if (base::Done checked = check(intervals); !checked) return base::fail(checked.error());
    Table table{intervals.text.table_caption,
                {{intervals.rows_heading, Alignment::start, 2},
                 {intervals.estimate_heading, Alignment::end, 1},
                 {intervals.lower_heading, Alignment::end, 1},
                 {intervals.upper_heading, Alignment::end, 1}},
                {}};
    const bool has_estimates = std::any_of(intervals.rows.begin(), intervals.rows.end(),
                                           [](const Interval& row) { return !row.estimate_text.empty(); });
    if (!has_estimates) table.columns.erase(table.columns.begin() + 1);
    for (const Interval& row : intervals.rows) {
        std::vector<Text> cells{row.label};
        if (has_estimates) cells.emplace_back(row.estimate_text);
        cells.emplace_back(row.lower_text);
        cells.emplace_back(row.upper_text);
        table.rows.push_back(std::move(cells));
    }
    return Figure{intervals.text.title,
                  intervals.text.alternative,
                  IntervalWriter(intervals).run(),
                  std::move(table),
                  {},
                  intervals.text.id};
}

}  // namespace document::charts
