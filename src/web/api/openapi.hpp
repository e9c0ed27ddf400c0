#pragma once
// The document of the interface (OpenAPI 3.1), printed from the operation table: paths, shapes, examples,
// what each asks for. Committed as docs/openapi.json and compared by a test. Pure.

#include "web/api/json.hpp"
#include "web/api/operation.hpp"

#include <string>
#include <vector>

namespace web::api {

Json openapi(const std::vector<Operation>& operations);
std::string openapi_text(const std::vector<Operation>& operations);

}  // namespace web::api
