#pragma once
// manifest.json of the built assets: which hashed name an asset goes by ("app.css" is "app-3f2a9c01.css").
// Pure; safe from any thread.

#include "base/embedded.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace web::page {

std::optional<std::string> hashed_name(std::span<const base::EmbeddedFile> assets, std::string_view name);
// The other way round; nothing for a name that no asset has now, so that an old name is never answered with
// new content that browsers would keep for a year.
std::optional<std::string> plain_name(std::span<const base::EmbeddedFile> assets, std::string_view hashed);

}  // namespace web::page
