#pragma once
// The routes of managing programs and their tokens, part of admin_routes().

#include "web/route.hpp"

#include <vector>

namespace web {

std::vector<Route> admin_program_routes();
std::vector<Route> admin_token_routes();

}  // namespace web
