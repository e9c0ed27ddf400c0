#pragma once
// Options as people type them: a code as it is, the words of a report in another case, two options joined by
// "+". What could mean two things means nothing. Pure; safe from any thread.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace survey {

// Lower case, what stands in brackets left out, everything but letters, digits and "+" one underscore:
// "Strongly agree + agree (combined)" is "strongly_agree+agree".
std::string plain_option(std::string_view text);

// Which of `codes` are meant: the one that is written so, or in its plain form; otherwise, joined by "+" or
// ",", several of them. Nothing where any part is none of them, or more than one.
std::optional<std::vector<std::size_t>> options_meant(std::string_view text,
                                                      std::span<const std::string> codes);

// Which answer of a report is meant: the one written so, or in its plain form, its parts in any order;
// otherwise the only one whose plain form begins so.
std::optional<std::size_t> answer_meant(std::string_view text, std::span<const std::string> answers);

}  // namespace survey
