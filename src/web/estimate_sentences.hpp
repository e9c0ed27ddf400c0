#pragma once
// What the engine says of an estimate, in the reader's language. The engine has its sentences in English, for
// the command line; here each is known again by its form (estimate_sentences.cpp) and said with the words of
// the catalogue. Pure.

#include "base/words.hpp"
#include "engines/estimation/estimate.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace web {

// A reason, a warning or an assumption. Where `holds_back`, numbers that may be those of a held back cell are
// left out. None: the sentence is not known; who draws it says it in English.
std::optional<std::string> said_in(const base::Words& words, std::string_view sentence, bool holds_back);

std::string method_name(const base::Words& words, estimation::Method method);
std::string light_name(const base::Words& words, estimation::Light light);

}  // namespace web
