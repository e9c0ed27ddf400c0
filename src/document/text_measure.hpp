#pragma once
// How much room a text takes, and where it may be broken. Measured in the fonts that documents are set in; a
// browser may set a label in another, so that charts leave a tenth more (kRoomForOtherFonts). The same text
// gives the same answer on a machine with the same fonts. Safe from any thread.

#include "document/drawing.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace document {

constexpr double kRoomForOtherFonts = 1.1;

double text_width(const std::string& text, double size, bool strong = false);

// Lines of at most `width`, broken where the language breaks; a word longer than a line is broken inside. The
// last of `lines_most` lines ends in an ellipsis where more would follow.
std::vector<std::string> wrapped(const std::string& text, double width, double size, bool strong = false,
                                 std::size_t lines_most = 100);

struct Box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;

    bool overlaps(const Box& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

// What a label covers, from the top of its capitals to the foot of its longest letters.
Box box_of(const Label& label, Direction direction);

}  // namespace document
