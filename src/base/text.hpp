#pragma once
// Text as it comes from people: strict UTF-8 (no overlong forms, no surrogates), trimmed, in normal form NFC,
// lengths in code points. Control characters are refused. The invisible marks that reorder a line
// (bidirectional embeddings, overrides and isolates) and byte-order marks are dropped: phones paste them
// unseen, and they can make one name look like another. Joiners and the left-to-right and right-to-left marks
// stay, since Arabic and Persian need them. Pure; safe from any thread.

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace base {

bool is_valid_utf8(std::string_view text);

// Without white space (Unicode's) at both ends. Bytes that are not UTF-8 count as no white space.
std::string_view trimmed(std::string_view text);

// Of valid UTF-8.
std::size_t code_point_count(std::string_view text);

enum class Lines { one, many };

struct TextLimits {
    std::size_t code_points_max = 0;
    std::size_t code_points_min = 0;
    Lines lines = Lines::one;
};

// The text as it may be kept: clean, line ends as \n. Problem: invalid_input naming `field` and one of the
// rules not_utf8, control_character, one_line, required, too_short, too_long.
Result<std::string> clean_text(std::string_view field, std::string_view raw, const TextLimits& limits);

// Codes, which hold no space, as one column keeps a list of them: "en uk ar". An empty list is "".
std::string joined_codes(const std::vector<std::string>& codes);
std::vector<std::string> split_codes(std::string_view text);

}  // namespace base
