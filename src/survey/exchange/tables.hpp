#pragma once
// Observations as tables: the long CSV of States' answers, the statistics with their bases, SDMX-CSV 2.0 and
// HXL (survey.md 9.1). Missing is never empty or 0: NaN in SDMX, and its reason beside it everywhere. Pure.

#include "survey/exchange/observation.hpp"
#include "survey/exchange/publication.hpp"

#include <span>
#include <string>

namespace survey::exchange {

// snapshot,round,iso3,item,option,value,unit,disposition,confidentiality,grade
std::string answers_csv(const Publication& publication, std::span<const Observation> rows);
// snapshot,round,item,option,measure,base,value,unit
std::string statistics_csv(const Publication& publication, std::span<const Observation> rows);
// STRUCTURE,STRUCTURE_ID,ACTION, dimensions, OBS_VALUE and attributes. Yes is 1 and no is 0.
std::string sdmx_csv(const Publication& publication, std::span<const Observation> rows);
// A second row of HXL tags beneath the names.
std::string hxl_csv(const Publication& publication, std::span<const Observation> rows);

}  // namespace survey::exchange
