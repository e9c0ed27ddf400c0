#pragma once
// Invented rounds for the tests. The two large ones give the totals that the source document prints for 2021
// and 2015/16; which State answered what is made up, since no State's answers are public here
// (survey.md 10.1).

#include "survey/reading.hpp"
#include "survey/round.hpp"
#include "survey/state_set.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace survey {

// XAA, XAB, ...: codes that no State has.
StateRegister invented_states(std::size_t count);

constexpr std::size_t kParticipating = 57;

// Items P-IDENT-WHO (forced), P-IDENT-FIRST (table of cases), P-IDENT-PROACTIVE (Likert), P-NGO-ACCESS
// (single) and V-RECRUIT-MONITOR (text). Of the 13 without an answer on NGO access, `blank` left it empty and
// the others did not reply to the round.
Round synthetic_2021(int blank = 8);

// P-IDENT-PROACTIVE and V-RECRUIT-MONITOR. `lost` States agreed in 2015/16 and do not in 2021; the total
// stays 33.
Round synthetic_2015(int lost = 3);

std::size_t item_of(const Round& round, std::string_view id);
Target target(const Round& round, std::string_view item_id, std::vector<std::string_view> options);
Reading reading_of(const Round& round, std::string_view item_id, std::vector<std::string_view> options);

// What one State may be, for trying every case on few States.
enum class Standing { not_member, outside, silent, open, no, yes };
Reading reading_from(const std::vector<Standing>& states);
// Standings of `states` States, or of one to six.
std::vector<Standing> any_standings(std::size_t states);

// Every reading that answering the missing of `reading` can give.
std::vector<Reading> completions(const Reading& reading);

}  // namespace survey
