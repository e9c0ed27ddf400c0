#pragma once
// How each State of the population stands to one target, in the few kinds that a chart shows. Pure.

#include "base/words.hpp"
#include "document/charts/chart.hpp"
#include "survey/reading.hpp"
#include "survey/round.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace survey::report {

// no_reply last: what is missing altogether has the outline alone.
enum class Standing { holds, another, no_information, not_asked, kept_back, no_reply };
constexpr std::size_t kStandingCount = 6;

// Exactly one for each State of the population.
std::array<StateSet, kStandingCount> standings(const Round& round, std::size_t item, const Reading& reading);

std::string_view key_of(Standing standing);

// A kind for each standing, in this order, that can be told apart without colour.
std::vector<document::charts::Kind> standing_kinds(const base::Words& words);

}  // namespace survey::report
