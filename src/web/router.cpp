#include "web/router.hpp"

#include <optional>

namespace web {

namespace {

std::string_view next_segment(std::string_view& rest) {
    rest.remove_prefix(1);  // the slash
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view segment = rest.substr(0, end);
    rest.remove_prefix(end);
    return segment;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

struct Fit {
    PathParameters parameters;
    int literals = 0;
};

std::optional<Fit> fit(std::string_view pattern, std::string_view path) {
    Fit result;
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = next_segment(pattern);
        const std::string_view given = next_segment(path);
        if (is_parameter(wanted)) {
            if (given.empty()) return std::nullopt;
            result.parameters.emplace(wanted.substr(1, wanted.size() - 2), given);
        } else if (wanted == given) {
            ++result.literals;
        } else {
            return std::nullopt;
        }
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return result;
}

}  // namespace

RouteMatch find_route(const std::vector<Route>& routes, http::Method method, std::string_view path) {
    RouteMatch best;
    if (path.empty() || path.front() != '/') return best;
    const http::Method asked = method == http::Method::head ? http::Method::get : method;
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

}  // namespace web
