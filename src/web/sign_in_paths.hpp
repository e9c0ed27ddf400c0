#pragma once
// Where a session that is not complete has to go. Pure.

#include "guard/sign_in.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace web {

struct Route;

std::string path_of(guard::SignInStage stage);

// "/sign-in?next=..." for a page that was asked for; plain, for what is no page of ours.
std::string sign_in_path(const std::vector<Route>& routes, std::string_view wanted);

// `next` as it came back, if it is a page of ours to go to after signing in; otherwise "/".
std::string checked_next(const std::vector<Route>& routes, std::string_view next);

// `path` as a form brought it back, if it could be one of ours; otherwise "/".
std::string own_path(std::string_view path);

}  // namespace web
