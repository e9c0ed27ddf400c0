#pragma once
// The routes of managing accounts, part of admin_routes().

#include "web/route.hpp"

#include <vector>

namespace web {

std::vector<Route> admin_user_routes();

}  // namespace web
