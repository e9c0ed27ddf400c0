#pragma once
// Words for roles, courses and kinds of organisation. Pure.

#include "base/words.hpp"
#include "guard/organisation.hpp"
#include "guard/role.hpp"

#include <string>
#include <vector>

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

inline std::string roles_text(const base::Words& words, const std::vector<guard::Role>& roles) {
    std::vector<std::string> texts;
    for (const guard::Role role : roles) texts.push_back(role_text(words, role));
    return words.list(texts);
}

}  // namespace web
