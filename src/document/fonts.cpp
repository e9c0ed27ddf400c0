#include "document/fonts.hpp"

#include "document/pango_objects.hpp"

#include <algorithm>

namespace document {

std::vector<std::string> missing_fonts() {
    const std::vector<std::string> there = font_families();
    std::vector<std::string> missing;
    for (const char* name : {"Noto Sans", "Noto Sans Arabic"}) {
        if (std::find(there.begin(), there.end(), name) == there.end()) missing.emplace_back(name);
    }
    return missing;
}

}  // namespace document
