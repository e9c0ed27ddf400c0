#pragma once
// The pages on which the co-ordinator keeps the directory; joined into directory_routes().

#include "web/route.hpp"

#include <vector>

namespace web {

std::vector<Route> directory_manage_routes();

}  // namespace web
