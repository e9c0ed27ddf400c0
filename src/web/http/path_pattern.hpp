#pragma once
// Which route answers a path: patterns by segments, a segment in braces takes any text. Where two fit, the
// one with more letters of its own wins ("/concerns/new" before "/concerns/{concern}"). Pure; used by the
// router of the pages and by that of the interface for programs.

#include "web/http/request.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web::http {

using PathParameters = std::map<std::string, std::string, std::less<>>;

struct PatternFit {
    PathParameters parameters;
    int literals = 0;
};

std::optional<PatternFit> fit(std::string_view pattern, std::string_view path);

template <class Route>
struct Matched {
    const Route* route = nullptr;  // none: nothing at this path, or nothing for this method
    PathParameters parameters;
    std::vector<Method> allowed;  // at this path, when `route` is none
};

// A Route has `method` and `pattern`. What answers GET answers HEAD.
template <class Route>
Matched<Route> find_route(const std::vector<Route>& routes, Method method, std::string_view path) {
    Matched<Route> best;
    if (path.empty() || path.front() != '/') return best;
    const Method asked = method == Method::head ? Method::get : method;
    int literals = -1;
    for (const Route& route : routes) {
        auto fitting = fit(route.pattern, path);
        if (!fitting) continue;
        if (route.method != asked) {
            best.allowed.push_back(route.method);
        } else if (fitting->literals > literals) {
            literals = fitting->literals;
            best.route = &route;
            best.parameters = std::move(fitting->parameters);
        }
    }
    if (best.route != nullptr) best.allowed.clear();
    return best;
}

// For the header Allow: "GET, HEAD, POST".
std::string allowed_methods(const std::vector<Method>& methods);

}  // namespace web::http
