#include "web/page/asset_manifest.hpp"

#include "base/json_reader.hpp"

#include <utility>
#include <vector>

namespace web::page {

namespace {

// Read anew each time: a dozen short entries, for which a cache would be one more thing to keep right.
std::vector<std::pair<std::string, std::string>> entries_of(std::span<const base::EmbeddedFile> assets) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& file : assets) {
        if (file.path != "manifest.json") continue;
        auto document = base::JsonDocument::parse(file.content);
        if (!document) return out;
        for (const auto& [name, node] : document->root().entries(100)) out.emplace_back(name, node.text(200));
        if (!document->finish()) out.clear();
    }
    return out;
}

}  // namespace

std::optional<std::string> hashed_name(std::span<const base::EmbeddedFile> assets, std::string_view name) {
    for (const auto& [plain, hashed] : entries_of(assets)) {
        if (plain == name) return hashed;
    }
    return std::nullopt;
}

std::optional<std::string> plain_name(std::span<const base::EmbeddedFile> assets, std::string_view hashed) {
    for (const auto& [plain, known] : entries_of(assets)) {
        if (known == hashed) return plain;
    }
    return std::nullopt;
}

}  // namespace web::page
