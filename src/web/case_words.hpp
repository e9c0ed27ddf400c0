#pragma once
// A case in words: where it stands, what is known of the person, what happened. Pages about cases say the
// same the same way. Pure; safe from any thread.

#include "base/words.hpp"
#include "casework/case_action.hpp"
#include "casework/case_file.hpp"
#include "casework/person_profile.hpp"
#include "guard/authorise.hpp"
#include "web/choices.hpp"
#include "web/page/block.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace web {

std::string case_path(const casework::CaseId& id, std::string_view part = {});  // "/cases/…/profile"
std::string case_title(const base::Words& words, const casework::CaseFile& file);
std::string state_text(const base::Words& words, casework::State state);
page::Tag child_tag(const base::Words& words);

// Where an action is done, and its card.
std::string action_href(casework::CaseActionKind kind, const casework::CaseId& id);
page::Card action_card(const base::Words& words, const casework::CaseAction& action,
                       const casework::CaseId& id);

// The rule that keeps something closed, and what would open it.
std::vector<std::string> why_not(const base::Words& words, const guard::Decision& decision);

// Field by field; what is not known is said to be so.
struct ProfileLine {
    std::string field;  // its name, as a message key
    std::string value;
};
std::vector<ProfileLine> profile_lines(const base::Words& words, const casework::PersonProfile& profile);
// What is known as rows, what is not in one line at the end.
page::SummaryList profile_list(const base::Words& words, const casework::PersonProfile& profile);

// Title and lines of an event.
std::string event_title(const base::Words& words, const casework::CaseEvent& event);
std::string event_code_text(const base::Words& words, const casework::CaseEvent& event);

// Choices in the order of their words, "other" and the like last.
std::vector<page::Choice> in_order_of_words(std::vector<page::Choice> choices);

}  // namespace web
