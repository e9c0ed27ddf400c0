#pragma once
// Every message key the rules of this room can ask for, so that a test can hold the words of each language
// against it and no text is missing, and none left over. Pure; safe from any thread.

#include <string>
#include <vector>

namespace screening {

// Keys "screening_rules.*", sorted. Those of the sets come from Instrument::text_keys().
std::vector<std::string> rule_text_keys();

}  // namespace screening
