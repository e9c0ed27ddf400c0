#pragma once
// Which route answers a path: patterns by segments, a segment in braces takes any text. Where two fit, the
// one with more letters of its own wins ("/concerns/new" before "/concerns/{concern}"). Pure.

#include "web/route.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace web {

using PathParameters = std::map<std::string, std::string, std::less<>>;

struct RouteMatch {
    const Route* route = nullptr;  // none: nothing at this path, or nothing for this method
    PathParameters parameters;
    std::vector<http::Method> allowed;  // at this path, when `route` is none
};

RouteMatch find_route(const std::vector<Route>& routes, http::Method method, std::string_view path);

}  // namespace web
