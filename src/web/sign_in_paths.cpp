#include "web/sign_in_paths.hpp"

#include "web/http/percent.hpp"
#include "web/router.hpp"

namespace web {

std::string path_of(guard::SignInStage stage) {
    switch (stage) {
        case guard::SignInStage::second_factor: return "/sign-in/code";
        case guard::SignInStage::new_password: return "/account/password";
        case guard::SignInStage::second_factor_set_up: return "/account/second-factor";
        case guard::SignInStage::complete: return "/";
    }
    return "/";
}

std::string own_path(std::string_view path) {
    http::Request asked;
    if (path.empty() || !http::set_target(asked, path)) return "/";
    return std::string(path);
}

std::string checked_next(const std::vector<Route>& routes, std::string_view next) {
    http::Request asked;
    if (!http::set_target(asked, next)) return "/";
    const Route* route = find_route(routes, http::Method::get, asked.path).route;
    if (route == nullptr || route->door != Door::signed_in) return "/";
    return std::string(next);
}

std::string sign_in_path(const std::vector<Route>& routes, std::string_view wanted) {
    const std::string next = checked_next(routes, wanted);
    if (next == "/") return "/sign-in";
    return "/sign-in?next=" + http::percent_encoded(next);
}

}  // namespace web
