#pragma once
// The routes of managing programs, their tokens and their webhooks, part of admin_routes().

#include "web/route.hpp"

#include <vector>

namespace web {

std::vector<Route> admin_program_routes();
std::vector<Route> admin_token_routes();
std::vector<Route> admin_webhook_routes();

}  // namespace web
