#pragma once
// The closed lists of codes that a case is described with (domain.md 5.1). Codes are stored and compared,
// their words stand under "casework.<list>.<code>". "unknown", "not_asked" and "declined" are three different
// things. Lists of needs, genders, ages and households are the directory's. Pure; safe from any thread.

#include "guard/role.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casework {

using Codes = std::vector<std::string>;

const Codes& first_identifier_codes();  // casework.first_identifier.*
const Codes& route_codes();             // casework.route.*: how the person came to notice
const Codes& place_codes();             // casework.place.*: where something was seen, never an address
const Codes& seen_when_codes();         // casework.seen_when.*
const Codes& source_codes();            // casework.source.*: how it is known
const Codes& language_codes();          // casework.language.*: ISO 639
const Codes& citizenship_codes();       // casework.citizenship.*: ISO 3166 alpha-2, and stateless
const Codes& access_need_codes();       // casework.access_need.*
const Codes& contact_channel_codes();   // casework.contact_channel.*
const Codes& safe_to_use_codes();       // casework.safe_to_use.*
const Codes& triage_outcome_codes();    // casework.triage.*
const Codes& presumption_codes();       // casework.presumption.*: what the judgement rests on
const Codes& closure_reason_codes();    // casework.closure.*

bool is_one_of(const Codes& codes, std::string_view code);

// Who first noticed, and on which way, as far as the profession of whoever writes it down and the place say.
std::string first_identifier_of(const std::vector<guard::Role>& roles, std::string_view source);
std::string route_of(const std::vector<guard::Role>& roles, std::string_view place, std::string_view source);

}  // namespace casework
