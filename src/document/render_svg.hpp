#pragma once
// A drawing as SVG that stands in a page: no style, no script, nothing asked from elsewhere. Title and
// description come first, as those who listen need them. Pure; safe from any thread.

#include "document/drawing.hpp"

#include <string>

namespace document {

struct SvgText {
    std::string id;  // begins every id inside; one of its own for each drawing of a page
    std::string title;
    std::string description;
};

std::string render_svg(const Drawing& drawing, const SvgText& text);

}  // namespace document
