#include "document/charts/tile_map.hpp"

#include "document/charts/chart_canvas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace document::charts {

namespace {

using Values = std::map<std::string, const TileValue*>;

base::Result<Values> checked(const TileMap& map) {
    if (base::Done kinds = check_kinds(map.kinds); !kinds) return base::fail(kinds.error());
    Values values;
    for (const TileValue& value : map.values) {
        const auto refuse = [&](const char* rule) {
            return base::fail(base::invalid_field(value.alpha3, rule));
        };
        if (map.layout.find(value.alpha3) == nullptr) return refuse("not_in_list");
        if (value.kind >= map.kinds.size()) return refuse("out_of_range");
        if (!values.emplace(value.alpha3, &value).second) return refuse("twice");
    }
    for (const TilePlace& tile : map.layout.tiles) {
        if (!values.contains(tile.alpha3)) return base::fail(base::invalid_field(tile.alpha3, "required"));
    }
    return values;
}

void draw_tile(ChartCanvas& canvas, Point at, double size, const std::string& code, const Paint& paint) {
    canvas.add(Rectangle{at, size - 2, size - 2, paint, {}, 2});
    double letters = std::min(12.0, size * 0.45);
    // The code keeps clear of its neighbours whatever font it is set in.
    while (letters > 7 && room_for(code, letters, true) > size - 3) letters -= 0.5;
    const bool on_dark = paint.fill == Fill::solid && contrast(paint.colour, kPaper) >= 4.5;
    const bool on_paper = paint.fill != Fill::empty && !on_dark;
    canvas.add(Label{{at.x + (size - 2) / 2, at.y + (size - 2) / 2 + letters * 0.36},
                     code,
                     Anchor::middle,
                     letters,
                     true,
                     on_dark ? kPaper : kInk,
                     on_paper});
}

}  // namespace

base::Result<Figure> tile_map(const TileMap& map) {
    const auto values = checked(map);
    if (!values) return base::fail(values.error());
    ChartCanvas canvas(map.text);
    const int columns = map.layout.columns();
    const double size = std::min(44.0, canvas.width() / columns);
    const bool mirrored = map.text.direction == Direction::right_to_left;
    int rows = 0;
    std::vector<std::size_t> counts(map.kinds.size(), 0);
    for (const TilePlace& tile : map.layout.tiles) {
        const TileValue& value = *values->at(tile.alpha3);
        ++counts[value.kind];
        rows = std::max(rows, tile.row + 1);
        // Turned here, so that it lies right once the drawing is mirrored.
        double x = tile.column * size + 1;
        if (mirrored) x = canvas.width() - x - (size - 2);
        draw_tile(canvas, {x, canvas.y() + tile.row * size + 1}, size, tile.alpha3,
                  map.kinds[value.kind].paint);
    }
    canvas.skip(rows * size + 12);
    std::vector<Kind> kinds = map.kinds;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind)
        kinds[kind].label += fmt::format(": {}", counts[kind]);
    canvas.legend(kinds);

    Table table{map.text.table_caption,
                {{map.code_heading, Alignment::start, 1},
                 {map.name_heading, Alignment::start, 2},
                 {map.kind_heading, Alignment::start, 2}},
                {}};
    if (!map.note_heading.empty()) table.columns.push_back({map.note_heading, Alignment::start, 3});
    for (const TilePlace& tile : map.layout.tiles) {
        const TileValue& value = *values->at(tile.alpha3);
        table.rows.push_back({tile.alpha3, value.name, map.kinds[value.kind].label});
        if (!map.note_heading.empty()) table.rows.back().emplace_back(value.note);
    }
    return Figure{
        map.text.title, map.text.alternative, canvas.finish(map.text.direction), std::move(table), {},
        map.text.id};
}

}  // namespace document::charts
