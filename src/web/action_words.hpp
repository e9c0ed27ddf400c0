#pragma once
// What the audit log and the feed of changes call an act, in words. Pure.

#include "base/words.hpp"

#include <string>

namespace web {

// "packet.read" in words; an action without words as its two halves.
std::string action_text(const base::Words& words, const std::string& action);

}  // namespace web
