#include "document/charts/upset_plot.hpp"

#include "document/charts/chart_canvas.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace document::charts {

namespace {

constexpr std::size_t kSetsMost = 12;
constexpr double kRowHeight = 22;
constexpr double kBarHeight = 14;

base::Done check(const Overlaps& made) {
    if (made.sets.empty() || made.sets.size() > kSetsMost) {
        return base::fail(base::invalid_field("sets", "out_of_range", fmt::format("1-{}", kSetsMost)));
    }
    for (std::size_t index = 0; index < made.rows.size(); ++index) {
        const std::string where = fmt::format("row {}", index + 1);
        if (made.rows[index].members.size() != made.sets.size()) {
            return base::fail(base::invalid_field(where, "columns_differ"));
        }
        if (made.rows[index].count.value_or(0) < 0)
            return base::fail(base::invalid_field(where, "out_of_range"));
    }
    return {};
}

class OverlapWriter {
public:
    explicit OverlapWriter(const Overlaps& made) : made_(made), canvas_(made.text) {
        const auto sets = static_cast<double>(made.sets.size());
        step_ = std::min(24.0, canvas_.width() * 0.55 / sets);
        bars_left_ = step_ * sets + 8;
        for (const Overlap& row : made.rows) {
            most_ = std::max(most_, row.count.value_or(0));
            text_room_ = std::max(text_room_, room_for(row.count_text, kSmallSize, true));
        }
    }

    Drawing run() {
        key();
        for (const Overlap& row : made_.rows) draw(row);
        return canvas_.finish(made_.text.direction);
    }

private:
    double x_of(std::size_t set) const { return step_ * (static_cast<double>(set) + 0.5); }

    // Sets have numbers; their names would not stand above the columns without being turned.
    void key() {
        for (std::size_t set = 0; set < made_.sets.size(); ++set) {
            canvas_.add(Label{
                {0, canvas_.y() + kTextSize}, fmt::format("{}", set + 1), Anchor::start, kTextSize, true});
            const OverlapSet& about = made_.sets[set];
            const std::string words =
                about.size_text.empty() ? about.label : fmt::format("{} ({})", about.label, about.size_text);
            canvas_.paragraph(words, 26, canvas_.width() - 26);
        }
        canvas_.skip(8);
        for (std::size_t set = 0; set < made_.sets.size(); ++set) {
            canvas_.add(Label{{x_of(set), canvas_.y() + kSmallSize},
                              fmt::format("{}", set + 1),
                              Anchor::middle,
                              kSmallSize,
                              true});
        }
        const auto lines = ChartCanvas::lines(made_.count_heading, canvas_.width() - bars_left_, kSmallSize);
        for (const std::string& line : lines) {
            canvas_.add(Label{{bars_left_, canvas_.y() + kSmallSize}, line, Anchor::start, kSmallSize});
            canvas_.skip(kLineHeight);
        }
        if (lines.empty()) canvas_.skip(kLineHeight);
        canvas_.skip(2);
    }

    void draw(const Overlap& row) {
        const double middle = canvas_.y() + kRowHeight / 2;
        const double radius = std::min(6.0, step_ / 2 - 2);
        const auto first = std::find(row.members.begin(), row.members.end(), true);
        const auto last = std::find(row.members.rbegin(), row.members.rend(), true);
        if (first != row.members.end()) {
            const auto from = static_cast<std::size_t>(first - row.members.begin());
            const auto to = static_cast<std::size_t>(row.members.rend() - last) - 1;
            if (from < to) canvas_.add(Line{{x_of(from), middle}, {x_of(to), middle}, {2.5, kDeep, false}});
        }
        for (std::size_t set = 0; set < row.members.size(); ++set) {
            const Paint paint{row.members[set] ? Fill::solid : Fill::empty, row.members[set] ? kDeep : kGrey};
            const double size = row.members[set] ? radius : radius * 0.65;
            canvas_.add(Circle{{x_of(set), middle}, size, paint, {}});
        }
        double x = bars_left_;
        if (row.count && most_ > 0) {
            const double room = canvas_.width() - bars_left_ - text_room_ - 8;
            const double width = room * static_cast<double>(*row.count) / static_cast<double>(most_);
            canvas_.add(
                Rectangle{{x, middle - kBarHeight / 2}, width, kBarHeight, Paint{Fill::solid, kTeal}, {}, 0});
            x += width + 6;
        }
        canvas_.add(Label{{x, middle + kSmallSize * 0.36}, row.count_text, Anchor::start, kSmallSize, true});
        canvas_.skip(kRowHeight);
    }

    const Overlaps& made_;
    ChartCanvas canvas_;
    double step_ = 0;
    double bars_left_ = 0;
    double text_room_ = 0;
    std::int64_t most_ = 0;
};

}  // namespace

base::Result<Figure> upset_plot(const Overlaps& overlaps) {
    if (base::Done checked = check(overlaps); !checked) return base::fail(checked.error());
    Table table{overlaps.text.table_caption, {}, {}, false};
    for (const OverlapSet& set : overlaps.sets) table.columns.push_back({set.label, Alignment::start, 1});
    table.columns.push_back({overlaps.count_heading, Alignment::end, 1});
    for (const Overlap& row : overlaps.rows) {
        std::vector<Text> cells;
        for (const bool member : row.members)
            cells.emplace_back(member ? overlaps.member : overlaps.not_member);
        cells.emplace_back(row.count_text);
        table.rows.push_back(std::move(cells));
    }
    return Figure{
        overlaps.text.title, overlaps.text.alternative, OverlapWriter(overlaps).run(), std::move(table), {},
        overlaps.text.id};
}

}  // namespace document::charts
