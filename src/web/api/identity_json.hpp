#pragma once
// Who a person is, as JSON. Zone Z4. Pure.

#include "base/result.hpp"
#include "casework/identity.hpp"
#include "web/api/json.hpp"
#include "web/api/schema.hpp"

namespace web::api {

Schema identity_schema();
Json identity_json(const casework::Identity& identity);
// Of what the schema has let through. Problem: invalid_input naming `birth_date`.
base::Result<casework::Identity> identity_from(const Json& body);

}  // namespace web::api
