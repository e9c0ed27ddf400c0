#pragma once
// Which page answers a path (web/http/path_pattern.hpp).

#include "web/http/path_pattern.hpp"
#include "web/route.hpp"

namespace web {

using http::find_route;
using http::PathParameters;
using RouteMatch = http::Matched<Route>;

}  // namespace web
