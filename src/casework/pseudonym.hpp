#pragma once
// The short name of a case that may be spoken aloud and written on a note: eight letters and digits without
// the ones people mistake for each other, the last a check on the others. Carries nothing about the person.

#include "base/random.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>

namespace casework {

// "7KQ4-M2FX"
std::string make_pseudonym(base::RandomSource& random);

// Forgiving of case, spaces and of O for 0, I and L for 1; refuses a wrong check letter. Problem:
// invalid_input.
base::Result<std::string> read_pseudonym(std::string_view text);

}  // namespace casework
