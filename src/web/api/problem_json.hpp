#pragma once
// A problem as RFC 9457 tells it: its kind, its rule, and every field at fault with what would be accepted.
// Names, ids and limits; never a value of a record. Pure.

#include "base/messages.hpp"
#include "base/problem.hpp"
#include "web/api/json.hpp"
#include "web/api/schema.hpp"

#include <string>

namespace web::api {

inline constexpr const char* kProblemType = "application/problem+json";

Json problem_json(const base::Problem& problem, const base::Messages& messages, const std::string& incident);
Schema problem_schema();

}  // namespace web::api
