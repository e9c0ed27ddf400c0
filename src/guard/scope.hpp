#pragma once
// What a token lets a program do at most, whatever its roles are: a closed list, and sets of it. Which
// permission needs which scope stands beside the permission (scope_of in authorise.hpp). Pure.

#include "base/result.hpp"
#include "guard/set_of.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace guard {

enum class Scope {
#define SCOPE(name, code) name,
#include "guard/scope.def"
#undef SCOPE
};

using ScopeSet = SetOf<Scope>;

std::string_view code_of(Scope scope);  // "concerns:write"
// Problem: invalid_input of the field "scopes".
base::Result<Scope> scope_from_code(std::string_view code);
const std::vector<Scope>& all_scopes();

// Codes with a space between, in the order of the list.
std::string text_of(ScopeSet scopes);
// Problem: invalid_input of the field "scopes", for a code that is not in the list. An empty text is an empty
// set.
base::Result<ScopeSet> scopes_from_text(std::string_view text);

}  // namespace guard
