#pragma once
// Whether an answer has the shape that the document promises. For tests, and for nothing else: what is sent
// is made by code that the tests have held against its schema. Pure.

#include "web/api/json.hpp"
#include "web/api/schema.hpp"

#include <string>
#include <vector>

namespace web::api {

// What does not fit, each by its path; empty when all does.
std::vector<std::string> misfits(const Schema& schema, const Json& value);

}  // namespace web::api
