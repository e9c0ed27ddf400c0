#pragma once
// The rounds of the survey in the demo country, through the same use case as any file. The States are
// invented, XAA, XAB and so on, codes that no State has: with real ones a figure cut from its page would be
// taken for what a State said. The totals are those of a published report. One thread.

#include "base/result.hpp"
#include "cli/demo_data.hpp"
#include "guard/unit_of_work.hpp"

#include <span>
#include <string>
#include <string_view>

namespace cli {

inline constexpr std::string_view kDemoProgramme = "Synthetic example survey";

// The long CSV of a round (survey/long_csv.hpp).
std::string csv_of(const DemoRound& round);

// Taken in from the command line, frozen and published by `publisher`.
base::Done add_survey(guard::Workplace& workplace, const guard::Actor& publisher,
                      std::span<const DemoRound> rounds);

}  // namespace cli
