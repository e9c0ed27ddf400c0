#include "guard/role.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace guard {

namespace {

constexpr std::array kRoleCodes = std::to_array<std::string_view>({
#define ROLE(name, code) code,
#include "guard/role.def"
#undef ROLE
});

// `codes` is any range of string views: what would have been accepted.
template <class Codes>
std::string joined(const Codes& codes) {
    std::string text;
    for (const std::string_view code : codes) {
        if (!text.empty()) text += ", ";
        text += code;
    }
    return text;
}

}  // namespace

std::string_view code_of(Role role) {
    return kRoleCodes.at(static_cast<std::size_t>(role));
}

base::Result<Role> role_from_code(std::string_view code) {
    for (const Role role : all_roles()) {
        if (code_of(role) == code) return role;
    }
    return base::fail(base::invalid_field("role", "not_in_list", joined(kRoleCodes)));
}

const std::vector<Role>& all_roles() {
    static const std::vector<Role> roles{
#define ROLE(name, code) Role::name,
#include "guard/role.def"
#undef ROLE
    };
    return roles;
}

std::string_view code_of(Function function) {
    switch (function) {  // the kinds of course of domain.md 11
        case Function::awareness: return "awareness";
        case Function::frontline_identification: return "frontline_id";
        case Function::interview: return "interview";
        case Function::child: return "child";
        case Function::data_protection: return "data_protection";
    }
    return "";
}

base::Result<Function> function_from_code(std::string_view code) {
    std::vector<std::string_view> codes;
    for (const Function function : all_functions()) {
        if (code_of(function) == code) return function;
        codes.push_back(code_of(function));
    }
    return base::fail(base::invalid_field("function", "not_in_list", joined(codes)));
}

const std::vector<Function>& all_functions() {
    static const std::vector<Function> functions{Function::awareness, Function::frontline_identification,
                                                 Function::interview, Function::child,
                                                 Function::data_protection};
    return functions;
}

}  // namespace guard
