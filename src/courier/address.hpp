#pragma once
// The address a receiver is reached at, checked when it is typed by the same parser that will use it, so that
// the two cannot read it differently. Pure.

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace courier {

// https, a host, no name or password, no fragment, at most 500 characters of ASCII; http only where the host
// is this machine by its number. In the form in which it will be used. Problem: invalid_input of "address".
base::Result<std::string> checked_address(std::string_view raw);

}  // namespace courier
