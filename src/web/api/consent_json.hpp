#pragma once
// Consents and what was disclosed under them, as JSON. Zone Z1: names of facts, never their values. Pure.

#include "casework/record_consent.hpp"
#include "guard/authorise.hpp"
#include "web/api/json.hpp"
#include "web/api/schema.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace web::api {

Schema fact_schema();
Json facts_json(const std::vector<casework::Fact>& facts);
std::vector<casework::Fact> facts_from(const std::vector<std::string>& names);  // of fact_schema()

// Whether consent stands behind something.
Schema consent_state_schema();
std::string_view name_of(guard::ConsentState state);

Schema consent_talk_schema();
casework::ConsentTalk consent_talk_from(const Json& body);

Schema consent_schema();
Json consent_json(const casework::Consent& consent, base::Time now);

Schema disclosure_schema();
Json disclosures_json(const std::vector<casework::Disclosure>& disclosures);

}  // namespace web::api
