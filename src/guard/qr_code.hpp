#pragma once
// A QR code as an SVG picture: one path of squares, no style, no script. Pure; safe from any thread.

#include <string>
#include <string_view>

namespace guard {

// Throws std::length_error for what does not fit in the largest code (about 2900 bytes).
std::string qr_svg(std::string_view text);

}  // namespace guard
