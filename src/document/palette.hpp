#pragma once
// The colours of drawings and documents. Each stands out from the paper by at least 3:1 as a shape and, where
// text is set in it, by 4.5:1 (WCAG 2.2, 1.4.3 and 1.4.11); a test computes it. Pure.

#include <cstdint>
#include <string>

namespace document {

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend bool operator==(const Colour&, const Colour&) = default;
};

constexpr Colour kPaper{255, 255, 255};
constexpr Colour kWash{243, 246, 246};  // behind headings of tables: never carries meaning
constexpr Colour kRule{201, 209, 211};  // lines between rows: never carries meaning
constexpr Colour kInk{23, 39, 44};
constexpr Colour kQuiet{82, 98, 106};
constexpr Colour kLink{11, 92, 99};
// Told apart also in grey: each a step darker than the next.
constexpr Colour kDeep{16, 64, 74};
constexpr Colour kTeal{47, 127, 134};
constexpr Colour kOchre{152, 105, 20};
constexpr Colour kRust{163, 64, 42};
constexpr Colour kGrey{118, 130, 134};

// From 1 (the same) to 21, as WCAG computes it.
double contrast(Colour one, Colour other);
// "#0b5c63"
std::string hex(Colour colour);

}  // namespace document
