#pragma once
// What the pages of a screening share: their addresses, the fields of age, interpreter and distress, the
// steps of a talk. No rule is made here. Pure; safe from any thread.

#include "casework/read_screening.hpp"
#include "web/case_words.hpp"
#include "web/page/page.hpp"
#include "web/route.hpp"
#include "web/two_at_once.hpp"

#include <string>
#include <vector>

namespace web {

std::string screening_path(const casework::Screening& screening);
std::string question_path(const casework::Screening& screening, const std::string& dimension);

page::Radios age_field(const base::Words& words, const std::string& chosen);
// Of the four answers of age_field(); empty where none was given.
std::optional<screening::PersonAge> age_from(const std::string& answer);
page::Select language_field(const base::Words& words, const std::string& chosen);
page::Radios interpreter_field(const base::Words& words, casework::InterpreterUse chosen);
page::Radios distress_field(const base::Words& words, casework::Distress chosen);
// What the screener saw, and how the person was: apart from what was said.
void add_observations(page::Form& form, const base::Words& words, const std::string& observations,
                      casework::Distress distress);
// One step for each group of signs, and the end.
page::Steps talk_steps(const base::Words& words, const screening::Instrument& instrument,
                       std::size_t current);

// INV-16 as a checklist with its help.
page::Checkboxes prerequisite_field(const base::Words& words, const screening::Prerequisites& ticked,
                                    const screening::PersonAge& age);
std::set<screening::Prerequisite> prerequisites_from(const http::Form& form);

// Before everything else on the page of the second of two who answer at once; it answers edited_meanwhile.
void show_both_answers(const Visit& visit, const std::vector<FieldInBoth>& fields, page::Page& page);

std::string name_in(const casework::ScreeningView& view, guard::UserId user);

// Where a screening that is not finished goes on: its checklist, its next group, or the page of a pause.
base::Result<Answer> unfinished_screening(Visit& visit, const casework::ScreeningView& view);

// Parts of screening_routes(), each of the file of its name.
std::vector<Route> screening_talk_routes();
std::vector<Route> screening_closing_routes();
std::vector<Route> screening_result_routes();
std::vector<Route> screening_band_routes();
std::vector<Route> confirmation_routes();
Route screening_route(http::Method method, std::string_view pattern, guard::Permission permission,
                      base::Result<Answer> (*handler)(const WebDesk&, Visit&));

}  // namespace web
