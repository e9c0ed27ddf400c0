#pragma once
// What the program carries and no installation changes: country profiles and indicator sets. Immutable once
// loaded; safe from any thread.

#include "base/result.hpp"
#include "country/profile_catalogue.hpp"
#include "screening/instrument_library.hpp"

#include <string_view>

namespace cli {

inline constexpr std::string_view kDemoProfile = "DEMO";

struct Knowledge {
    country::ProfileCatalogue profiles;
    screening::InstrumentLibrary instruments;

    // Problem: invalid_file.
    static base::Result<Knowledge> shipped();
    // One that is complete enough to run. Problem: invalid_configuration, naming those there are.
    base::Result<const country::Profile*> profile(std::string_view code) const;
};

}  // namespace cli
