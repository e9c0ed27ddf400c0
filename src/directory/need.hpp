#pragma once
// What a person may need and a service may offer: code list `need` of domain.md 5.1. Words under
// "directory.need.<code>". Pure; safe from any thread.

#include <string>
#include <string_view>
#include <vector>

namespace directory {

// In the order in which they are asked: what keeps a person alive and safe comes first.
const std::vector<std::string>& need_codes();
bool is_need(std::string_view code);

}  // namespace directory
