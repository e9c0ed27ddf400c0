#pragma once
// The facts a referral may carry, by name and zone. A consent to a referral lists them; nothing that is not
// listed is sent.

#include "base/result.hpp"
#include "guard/zone.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casework {

enum class PacketPart { minimum, full };

enum class Fact {
#define FACT(name, zone, packet) name,
#include "casework/fact.def"
#undef FACT
};

std::string_view name_of(Fact fact);  // what is stored and sent; words under "casework.fact.<name>"
guard::Zone zone_of(Fact fact);
PacketPart part_of(Fact fact);
base::Result<Fact> fact_from_name(std::string_view name);
const std::vector<Fact>& all_facts();

// "language age_band signs": how a list of facts is stored in a Z1 column (names only, no values).
std::string to_text(const std::vector<Fact>& facts);
base::Result<std::vector<Fact>> facts_from_text(std::string_view text);

}  // namespace casework
