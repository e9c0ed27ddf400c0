#pragma once
// The pages on which a second person decides about a legal exception, and on which it is written down that
// the person was told; joined into referral_routes().

#include "web/route.hpp"

#include <vector>

namespace web {

std::vector<Route> exception_routes();

}  // namespace web
