#pragma once
// What the use cases of casework work with: the workplace (database, keys, clock, randomness), the country
// profile and the indicator sets. Wired once in cli/ or by a test; shared by all threads, nothing in it
// changes.

#include "country/profile.hpp"
#include "guard/unit_of_work.hpp"
#include "screening/instrument_library.hpp"

namespace casework {

struct CaseDesk {
    guard::Workplace& workplace;
    const country::Profile& profile;
    const screening::InstrumentLibrary& instruments;
};

}  // namespace casework
