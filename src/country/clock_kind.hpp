#pragma once
// The clocks a country profile gives a length to (domain.md 4.1). A clock that runs out alerts and does
// nothing else (INV-04).

#include "base/result.hpp"

#include <string_view>
#include <vector>

namespace country {

enum class ClockKind {
#define CLOCK(name, code) name,
#include "country/clock_kind.def"
#undef CLOCK
};

std::string_view code_of(ClockKind kind);  // "C-TRIAGE": what is stored and shown
std::string_view name_of(ClockKind kind);  // "triage": words under "country.clock.<name>"
base::Result<ClockKind> clock_kind_from_code(std::string_view code);
const std::vector<ClockKind>& all_clock_kinds();

}  // namespace country
