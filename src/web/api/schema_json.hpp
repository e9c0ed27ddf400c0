#pragma once
// A schema as OpenAPI 3.1 writes it (JSON Schema 2020-12). Named ones become components and are referred to.
// Pure.

#include "web/api/json.hpp"
#include "web/api/schema.hpp"

namespace web::api {

// Adds what is named, also deep inside, to `components`.
Json schema_json(const Schema& schema, Json& components);

}  // namespace web::api
