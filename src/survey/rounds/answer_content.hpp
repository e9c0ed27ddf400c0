#pragma once
// What an answer says beside its numbers, and its canonical JSON (survey.md 4.2): {"o":"yes"},
// {"o":["a","b"]},
// {"police":"yes","judges":"no"}, {"t":"..."}. Options are their codes, also those of a scale. Numbers stand
// in cells, exact. Pure; safe from any thread.

#include "base/result.hpp"
#include "survey/item.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace survey::rounds {

struct AnswerContent {
    std::vector<std::string> chosen;  // the one, the ticked, the ones with yes
    std::vector<std::string> denied;  // with an explicit no
    // What was written beside an option ("other", and what it is), as {"v":{"other":"..."}}.
    std::vector<std::pair<std::string, std::string>> beside;
    std::string text;  // of what is told

    friend bool operator==(const AnswerContent&, const AnswerContent&) = default;
};

// Empty for an item of amounts.
std::string to_json(ItemType type, const AnswerContent& content);
// Problem: data_damaged.
base::Result<AnswerContent> content_from_json(ItemType type, std::string_view json);

}  // namespace survey::rounds
