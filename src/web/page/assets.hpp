#pragma once
// The files pages ask for (styles, script, icons): carried in the binary, with the hash of their content in
// their name, so that a browser may keep them for a year.

#include "base/embedded.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace web::page {

struct Asset {
    std::string_view bytes;
    std::string_view content_type;
    std::string_view encoding;  // "br", "gzip" or empty
};

// `name` as in the manifest ("app-3f2a.css"); the best encoding that `accept_encoding` allows.
std::optional<Asset> find_asset(std::span<const base::EmbeddedFile> assets, std::string_view name,
                                std::string_view accept_encoding);

}  // namespace web::page
