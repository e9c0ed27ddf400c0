#pragma once
// What stands after '?', read strictly by the operation's parameters: an unknown name, a name twice and a
// value that does not fit are told, each by its name. Pure.

#include "base/result.hpp"
#include "web/api/operation.hpp"
#include "web/http/form.hpp"

#include <string_view>
#include <vector>

namespace web::api {

// Problems: malformed_request, invalid_input.
base::Result<http::Form> read_query(const std::vector<Parameter>& parameters, std::string_view query);

}  // namespace web::api
