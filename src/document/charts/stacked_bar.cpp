#include "document/charts/stacked_bar.hpp"

#include "document/charts/chart_canvas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace document::charts {

namespace {

constexpr double kBarHeight = 24;
constexpr double kNumberRoom = 12;

base::Done check(const StackedBars& bars) {
    if (base::Done kinds = check_kinds(bars.kinds); !kinds) return kinds;
    if (bars.total < 1) return base::fail(base::invalid_field("total", "out_of_range", "1-"));
    for (std::size_t index = 0; index < bars.rows.size(); ++index) {
        const auto& counts = bars.rows[index].counts;
        const std::string where = fmt::format("row {}", index + 1);
        if (counts.size() != bars.kinds.size())
            return base::fail(base::invalid_field(where, "columns_differ"));
        std::int64_t left = bars.total;
        for (const std::int64_t count : counts) {
            if (count < 0 || count > bars.total)
                return base::fail(base::invalid_field(where, "out_of_range"));
            left -= count;
            if (left < 0) break;
        }
        if (left != 0)
            return base::fail(base::invalid_field(where, "adds_up_to_total", fmt::format("{}", bars.total)));
    }
    return {};
}

void draw_bar(ChartCanvas& canvas, const StackedBars& bars, const StackedRow& row) {
    const double scale = (canvas.width() - 2) / static_cast<double>(bars.total);
    double x = 1;
    for (std::size_t kind = 0; kind < row.counts.size(); ++kind) {
        const double width = scale * static_cast<double>(row.counts[kind]);
        if (row.counts[kind] == 0) continue;
        // A hair of paper between parts, where there is room for it.
        const double gap = width > 3 ? 1 : 0;
        canvas.add(Rectangle{{x, canvas.y()}, width - gap, kBarHeight, bars.kinds[kind].paint, {}, 0});
        const std::string number = fmt::format("{}", row.counts[kind]);
        if (room_for(number, kSmallSize, true) + kNumberRoom <= width) {
            canvas.add(Label{
                {x + width / 2, canvas.y() + 16.5}, number, Anchor::middle, kSmallSize, true, kInk, true});
        }
        x += width;
    }
    canvas.skip(kBarHeight);
}

Table table_of(const StackedBars& bars) {
    Table table;
    table.caption = bars.text.table_caption;
    table.columns.push_back({bars.rows_heading, Alignment::start, 3});
    for (const Kind& kind : bars.kinds) table.columns.push_back({kind.label, Alignment::end, 1});
    table.columns.push_back({bars.total_heading, Alignment::end, 1});
    for (const StackedRow& row : bars.rows) {
        std::vector<Text> cells{row.label};
        for (const std::int64_t count : row.counts) cells.emplace_back(fmt::format("{}", count));
        cells.emplace_back(fmt::format("{}", bars.total));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

}  // namespace

base::Result<Figure> stacked_bar(const StackedBars& bars) {
    if (base::Done checked = check(bars); !checked) return base::fail(checked.error());
    ChartCanvas canvas(bars.text);
    for (const StackedRow& row : bars.rows) {
        canvas.paragraph(row.label, 0, canvas.width());
        canvas.skip(2);
        draw_bar(canvas, bars, row);
        canvas.skip(12);
    }
    canvas.paragraph(bars.total_heading, 0, canvas.width(), kSmallSize);
    canvas.skip(4);
    std::vector<Kind> kinds = bars.kinds;
    // With one bar the legend holds its numbers, also those that have no room in it.
    for (std::size_t kind = 0; bars.rows.size() == 1 && kind < kinds.size(); ++kind) {
        kinds[kind].label += fmt::format(": {}", bars.rows[0].counts[kind]);
    }
    canvas.legend(kinds);
    return Figure{
        bars.text.title, bars.text.alternative, canvas.finish(bars.text.direction), table_of(bars), {},
        bars.text.id};
}

}  // namespace document::charts
