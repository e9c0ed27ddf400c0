#pragma once
// Fills a data directory with the demo country, of as many cases as are asked for: what `waymark demo` does,
// through the same use cases, without its limit. Takes about four minutes for 100,000 on one core.

#include <filesystem>

namespace speed {

void seed(const std::filesystem::path& folder, int cases);

}  // namespace speed
