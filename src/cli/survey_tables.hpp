#pragma once
// Figures of the survey as plain tables for a terminal; scripts take the JSON. Pure but for the stream.

#include "cli/survey_commands.hpp"
#include "survey/rounds/import_round.hpp"
#include "survey/rounds/read_change.hpp"
#include "survey/rounds/read_statistic.hpp"

#include <iosfwd>
#include <string>

namespace cli {

void show_imported(std::ostream& out, const std::string& round, const survey::rounds::Imported& imported,
                   bool answers);
void show_statistic_table(std::ostream& out, const survey::rounds::StatisticFound& found);
void show_change_table(std::ostream& out, const FigureWanted& wanted,
                       const survey::rounds::ChangeFound& found);

}  // namespace cli
