#include "guard/organisation.hpp"

#include <array>
#include <cstddef>

namespace guard {

namespace {

constexpr std::array kCodes = std::to_array<std::string_view>({
#define ORGANISATION_KIND(name, code) code,
#include "guard/organisation_kind.def"
#undef ORGANISATION_KIND
});

}  // namespace

std::string_view code_of(OrganisationKind kind) {
    return kCodes.at(static_cast<std::size_t>(kind));
}

base::Result<OrganisationKind> organisation_kind_from_code(std::string_view code) {
    for (const OrganisationKind kind : all_organisation_kinds()) {
        if (code_of(kind) == code) return kind;
    }
    std::string accepted;
    for (const std::string_view known : kCodes) {
        if (!accepted.empty()) accepted += ", ";
        accepted += known;
    }
    return base::fail(base::invalid_field("kind", "not_in_list", accepted));
}

const std::vector<OrganisationKind>& all_organisation_kinds() {
    static const std::vector<OrganisationKind> kinds{
#define ORGANISATION_KIND(name, code) OrganisationKind::name,
#include "guard/organisation_kind.def"
#undef ORGANISATION_KIND
    };
    return kinds;
}

}  // namespace guard
