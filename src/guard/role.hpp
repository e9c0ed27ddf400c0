#pragma once
// Who somebody is at work (domain.md 2.1). A role alone opens nothing: authorise() also asks for training,
// relation and consent. SELF and JUSTICE have no sign-in and therefore no role here.

#include "base/result.hpp"

#include <string_view>
#include <vector>

namespace guard {

enum class Role {
#define ROLE(name, code) name,
#include "guard/role.def"
#undef ROLE
};

std::string_view code_of(Role role);
// Problem: invalid_input naming the accepted codes.
base::Result<Role> role_from_code(std::string_view code);
const std::vector<Role>& all_roles();

// Functions that need training of their own (domain.md 11); the code is what is stored.
enum class Function { awareness, frontline_identification, interview, child, data_protection };

std::string_view code_of(Function function);
base::Result<Function> function_from_code(std::string_view code);
const std::vector<Function>& all_functions();

}  // namespace guard
