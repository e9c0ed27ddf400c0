#pragma once
// Plays the stories of all demo cases in the order of their time, with the hourly job that notices what is
// overdue, while the clock walks from the first scene to the plan's now.

#include "base/result.hpp"
#include "cli/demo_country.hpp"

namespace cli {

// Problem: that of the first scene a rule refuses, its plot in the detail.
base::Done tell_stories(const casework::CaseDesk& desk, base::ManualClock& clock, const DemoData& data,
                        const DemoPlan& plan, const DemoCast& cast, const Progress& progress);

}  // namespace cli
