#include "document/charts/tile_layout.hpp"

#include "base/json_reader.hpp"

#include <algorithm>
#include <map_files.hpp>
#include <set>
#include <utility>

namespace document::charts {

namespace {

constexpr int kPlacesMost = 40;

std::string code(const base::JsonNode& node, std::size_t letters) {
    std::string out = node.text();
    const bool capitals =
        std::all_of(out.begin(), out.end(), [](char letter) { return letter >= 'A' && letter <= 'Z'; });
    if (node.present() && (out.size() != letters || !capitals)) node.refuse("code_form", "ISO 3166-1");
    return out;
}

}  // namespace

int TileLayout::columns() const {
    int most = 0;
    for (const TilePlace& tile : tiles) most = std::max(most, tile.column + 1);
    return most;
}

const TilePlace* TileLayout::find(std::string_view alpha3) const {
    const auto found = std::find_if(tiles.begin(), tiles.end(),
                                    [&](const TilePlace& tile) { return tile.alpha3 == alpha3; });
    return found == tiles.end() ? nullptr : &*found;
}

base::Result<TileLayout> read_tile_layout(std::string_view json) {
    const auto document = base::JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    const base::JsonNode root = document->root();
    TileLayout layout;
    layout.id = root.field("id").text();
    (void)root.field("title").text();
    (void)root.field("source").text();
    std::set<std::string> codes;
    std::set<std::pair<int, int>> places;
    for (const base::JsonNode& node : root.field("tiles").items()) {
        TilePlace tile;
        tile.alpha3 = code(node.field("alpha3"), 3);
        tile.alpha2 = code(node.field("alpha2"), 2);
        tile.name = node.field("name").text();
        tile.column = static_cast<int>(node.field("column").whole(0, kPlacesMost));
        tile.row = static_cast<int>(node.field("row").whole(0, kPlacesMost));
        if (!codes.insert(tile.alpha3).second || !codes.insert(tile.alpha2).second) node.refuse("twice");
        if (!places.insert({tile.column, tile.row}).second) node.refuse("twice");
        layout.tiles.push_back(std::move(tile));
    }
    if (base::Done done = document->finish(); !done) return base::fail(done.error());
    std::sort(layout.tiles.begin(), layout.tiles.end(),
              [](const TilePlace& one, const TilePlace& other) { return one.alpha3 < other.alpha3; });
    return layout;
}

std::optional<TileLayout> tile_layout(std::string_view id) {
    for (const base::EmbeddedFile& file : map_files_files()) {
        auto layout = read_tile_layout(file.content);
        if (layout && layout->id == id) return *std::move(layout);
    }
    return {};
}

}  // namespace document::charts
