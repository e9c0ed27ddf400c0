#pragma once
// What the use cases of casework work with: the workplace (database, keys, clock, randomness), the country
// profile, the indicator sets, and what was counted last. Wired once in cli/ or by a test; shared by all
// threads.

#include "country/profile.hpp"
#include "guard/unit_of_work.hpp"
#include "screening/instrument_library.hpp"

namespace casework {

class BoardMemory;

struct CaseDesk {
    guard::Workplace& workplace;
    const country::Profile& profile;
    const screening::InstrumentLibrary& instruments;
    BoardMemory* board_memory = nullptr;  // none: what the board shows is counted each time
};

}  // namespace casework
