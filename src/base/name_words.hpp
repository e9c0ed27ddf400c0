#pragma once
// A name as it is compared in a search: its words in one script and a plain spelling, so that Дарина, Daryna
// and DARINA are the same. Loose on purpose: a search may find one too many, the eye decides. Pure; safe from
// any thread.

#include <string>
#include <string_view>
#include <vector>

namespace base {

// Each word once, in the order of the text; of valid UTF-8. At most kNameWordsMax.
inline constexpr std::size_t kNameWordsMax = 24;
std::vector<std::string> name_words(std::string_view text);

}  // namespace base
