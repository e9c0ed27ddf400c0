#pragma once
// Where the tiles of a map stand: a square for each State, at a place that recalls where it lies. Read from
// maps/*.json (form: maps/schema.json), which the program carries. Pure; safe from any thread.

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace document::charts {

struct TilePlace {
    std::string alpha3;  // ISO 3166-1
    std::string alpha2;
    std::string name;  // in English, for whoever reads the file
    int column = 0;
    int row = 0;
};

struct TileLayout {
    std::string id;
    std::vector<TilePlace> tiles;  // by alpha3

    int columns() const;
    const TilePlace* find(std::string_view alpha3) const;
};

// Problems (invalid_file): those of JsonDocument; code_form, twice (a code, a place), out_of_range.
base::Result<TileLayout> read_tile_layout(std::string_view json);

// One that the program carries: "osce57".
std::optional<TileLayout> tile_layout(std::string_view id);

}  // namespace document::charts
