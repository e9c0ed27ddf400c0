#pragma once
// The one estimate that the demo country keeps: of a table that is not invented but published, and says so.

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"

namespace cli {

base::Done keep_demo_estimate(guard::Workplace& workplace, const guard::Actor& rapporteur);

}  // namespace cli
