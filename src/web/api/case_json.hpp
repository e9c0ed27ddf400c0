#pragma once
// A case, its clocks, events and what can be done next, as JSON, each beside its shape. Zones Z1 and Z2.
// Pure.

#include "casework/case_action.hpp"
#include "casework/case_clock.hpp"
#include "casework/case_file.hpp"
#include "casework/person_profile.hpp"
#include "casework/read_case.hpp"
#include "web/api/json.hpp"
#include "web/api/schema.hpp"

#include <optional>
#include <string>
#include <vector>

namespace web::api {

Schema case_schema();
Json case_json(const casework::CaseFile& file);

Schema clock_schema();
Json clock_json(const casework::CaseClock& clock, base::Time now);
Json clocks_json(const std::vector<casework::CaseClock>& clocks, base::Time now);
// null where there is none.
Json clock_json(const std::optional<casework::CaseClock>& clock, base::Time now);

Schema action_schema();
Json actions_json(const std::vector<casework::CaseAction>& actions);

Schema event_schema();
Json event_json(const casework::CaseEvent& event, const casework::CaseTimeline& timeline);

// What is sent and what is answered have one shape.
Schema profile_schema();
Json profile_json(const casework::PersonProfile& profile);
casework::PersonProfile profile_from(const Json& body);

// What an operation that moves a case answers.
Schema case_receipt_schema();
Json case_receipt(const casework::CaseFile& file);

Json moment_json(const std::optional<base::Time>& at);  // null where there is none
std::vector<std::string> state_names(casework::Region region);

}  // namespace web::api
