#pragma once
// A square for each State, filled by what it answered; who gave nothing has a pattern of its own. The map is
// not mirrored from right to left: east stays on the right. Pure.

#include "document/charts/chart.hpp"
#include "document/charts/tile_layout.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace document::charts {

struct TileValue {
    std::string alpha3;
    std::string name;       // in the reader's language, for the table
    std::size_t kind = 0;   // of TileMap::kinds
    std::string note = {};  // for the table, where there is more to say
};

struct TileMap {
    ChartText text;
    TileLayout layout;
    std::vector<Kind> kinds;
    std::vector<TileValue> values;  // one for each tile of the layout
    std::string code_heading;
    std::string name_heading;
    std::string kind_heading;
    std::string note_heading;  // empty: the table has no notes
};

// Problems: kinds: required, told_apart; the code: required (a tile without a value), not_in_list, twice,
// out_of_range (its kind).
base::Result<Figure> tile_map(const TileMap& map);

}  // namespace document::charts
