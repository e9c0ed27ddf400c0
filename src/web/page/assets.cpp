#include "web/page/assets.hpp"

#include "base/text.hpp"
#include "web/page/asset_manifest.hpp"

#include <string>

namespace web::page {

namespace {

std::string_view content_type_of(std::string_view name) {
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    if (name.ends_with(".json")) return "application/json";
    return "application/octet-stream";
}

// Whether the header names the encoding without refusing it ("br;q=0").
bool accepts(std::string_view header, std::string_view encoding) {
    while (!header.empty()) {
        const std::size_t comma = header.find(',');
        const std::string_view part = base::trimmed(header.substr(0, comma));
        header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
        const std::size_t semicolon = part.find(';');
        if (base::trimmed(part.substr(0, semicolon)) != encoding) continue;
        if (semicolon == std::string_view::npos) return true;
        const std::string_view weight = base::trimmed(part.substr(semicolon + 1));
        return weight.find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

std::optional<std::string_view> bytes_of(std::span<const base::EmbeddedFile> assets, std::string_view path) {
    for (const auto& file : assets) {
        if (file.path == path) return file.content;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Asset> find_asset(std::span<const base::EmbeddedFile> assets, std::string_view name,
                                std::string_view accept_encoding) {
    const auto plain = plain_name(assets, name);
    if (!plain) return std::nullopt;
    const std::string_view type = content_type_of(*plain);
    if (accepts(accept_encoding, "br")) {
        if (const auto bytes = bytes_of(assets, *plain + ".br")) return Asset{*bytes, type, "br"};
    }
    if (accepts(accept_encoding, "gzip")) {
        if (const auto bytes = bytes_of(assets, *plain + ".gz")) return Asset{*bytes, type, "gzip"};
    }
    if (const auto bytes = bytes_of(assets, *plain)) return Asset{*bytes, type, ""};
    return std::nullopt;
}

}  // namespace web::page
