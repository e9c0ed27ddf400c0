#pragma once
// Words for roles, courses and kinds of organisation. Pure.

#include "base/words.hpp"
#include "guard/organisation.hpp"
#include "guard/role.hpp"

#include <string>

namespace web {

inline std::string role_text(const base::Words& words, guard::Role role) {
    return words.text("role." + std::string(guard::code_of(role)));
}

inline std::string function_text(const base::Words& words, guard::Function function) {
    return words.text("role.function." + std::string(guard::code_of(function)));
}

inline std::string kind_text(const base::Words& words, guard::OrganisationKind kind) {
    return words.text("role.organisation." + std::string(guard::code_of(kind)));
}

}  // namespace web
