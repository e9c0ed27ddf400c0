#include "guard/scope.hpp"

#include <array>
#include <cstddef>

namespace guard {

namespace {

constexpr std::array kCodes = std::to_array<std::string_view>({
#define SCOPE(name, code) code,
#include "guard/scope.def"
#undef SCOPE
});

}  // namespace

std::string_view code_of(Scope scope) {
    return kCodes.at(static_cast<std::size_t>(scope));
}

base::Result<Scope> scope_from_code(std::string_view code) {
    for (const Scope scope : all_scopes()) {
        if (code_of(scope) == code) return scope;
    }
    return base::fail(base::invalid_field("scopes", "not_in_list", text_of(ScopeSet::everything())));
}

const std::vector<Scope>& all_scopes() {
    static const std::vector<Scope> scopes{
#define SCOPE(name, code) Scope::name,
#include "guard/scope.def"
#undef SCOPE
    };
    return scopes;
}

std::string text_of(ScopeSet scopes) {
    std::string text;
    for (const Scope scope : all_scopes()) {
        if (!scopes.has(scope)) continue;
        if (!text.empty()) text += ' ';
        text += code_of(scope);
    }
    return text;
}

base::Result<ScopeSet> scopes_from_text(std::string_view text) {
    ScopeSet scopes;
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        const std::string_view code = text.substr(0, space);
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
        if (code.empty()) continue;
        const auto scope = scope_from_code(code);
        if (!scope) return base::fail(scope.error());
        scopes = scopes.plus({*scope});
    }
    return scopes;
}

}  // namespace guard
