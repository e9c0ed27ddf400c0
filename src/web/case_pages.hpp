#pragma once
// The routes about a case, a file each: what all of them together are is case_routes() in route.hpp.

#include "web/route.hpp"

#include <vector>

namespace web {

std::vector<Route> worklist_routes();
std::vector<Route> case_step_routes();  // triage, presumption, the person's choice, closing
std::vector<Route> profile_routes();
std::vector<Route> identity_routes();
std::vector<Route> name_search_routes();

}  // namespace web
