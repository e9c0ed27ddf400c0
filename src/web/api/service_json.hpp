#pragma once
// Services of the directory, and how well they fit somebody, as JSON. Zone Z1; the address of a shelter is
// never stored. Pure.

#include "directory/match_services.hpp"
#include "directory/service.hpp"
#include "web/api/json.hpp"
#include "web/api/schema.hpp"

#include <vector>

namespace web::api {

// What is sent and what is stored share these.
Schema service_body_schema();
directory::Service service_from(const Json& body);

Schema service_schema();
Json service_json(const directory::Service& service);

Schema match_schema();
Json match_json(const directory::Match& match);

}  // namespace web::api
