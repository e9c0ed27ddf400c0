#pragma once
// What was noticed in a first look, as JSON. Zone Z3. Pure.

#include "casework/raise_concern.hpp"
#include "casework/upsert_concern.hpp"
#include "web/api/json.hpp"
#include "web/api/schema.hpp"

namespace web::api {

// What is sent: the whole look at once.
Schema concern_body_schema();
casework::ConcernContent concern_from(const Json& body);

// The same from a system that knows the person by an id of its own.
Schema outside_id_schema();
casework::OutsideId outside_id_from(const Json& body);
Schema outside_concern_schema();

// The same step by step.
Schema beginning_schema();
Schema situation_schema();
casework::ConcernSituation situation_from(const Json& body);
Schema signs_schema();
screening::Answers signs_from(const Json& body);
Schema concern_person_schema();
casework::ConcernPerson concern_person_from(const Json& body);

Schema unfinished_looks_schema();
Schema first_look_schema();
Json first_look_json(const casework::FirstLookView& view, base::Time now);

Schema concerns_schema();
Json concerns_json(const casework::ConcernsOfCase& concerns);

Schema concern_receipt_schema();
Json concern_receipt(const casework::FirstLookOutcome& outcome);

}  // namespace web::api
