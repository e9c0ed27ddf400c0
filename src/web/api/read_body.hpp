#pragma once
// A request's body, read strictly by its schema: every key, type, length and code is checked before a handler
// sees it, and everything that is wrong is told at once, each by its path ("facts[2]"). Pure.

#include "base/result.hpp"
#include "web/api/json.hpp"
#include "web/api/schema.hpp"

#include <string_view>

namespace web::api {

// What a body left out of an optional field is not in the result. Problem: invalid_input with every field at
// fault (rules of base/json_reader.hpp; "too_long", "too_many", "not_one_of", "format").
base::Result<Json> read_body(const Schema& schema, std::string_view text);

}  // namespace web::api
