#pragma once
// Text on its way into HTML and SVG. Pure.

#include <string>
#include <string_view>

namespace document {

// For content and for attributes in double quotes. Bytes that XML 1.0 has no place for are left out.
std::string escaped(std::string_view text);

// With at most two decimals and no more than are needed: "12", "12.5". The same in every locale.
std::string number(double value);

}  // namespace document
