#include "guard/user.hpp"

#include "base/text.hpp"
#include "guard/authorisation_rules.hpp"

#include <algorithm>
#include <set>

namespace guard {

namespace {

constexpr std::size_t kNameMin = 3;
constexpr std::size_t kNameMax = 64;
constexpr std::size_t kPasswordMin = 12;
constexpr std::size_t kPasswordMax = 256;
constexpr std::size_t kDistinctBytesMin = 5;

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string lowered(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

}  // namespace

base::Result<std::string> clean_sign_in_name(std::string_view raw) {
    std::string name = lowered(base::trimmed(raw));
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789._-@";
    if (name.size() < kNameMin || name.size() > kNameMax ||
        name.find_first_not_of(kAllowed) != std::string::npos) {
        return base::fail(base::invalid_field("sign_in_name", "sign_in_name", "a-z 0-9 . _ - @, 3-64"));
    }
    return name;
}

base::Done check_new_password(std::string_view field, const base::Secret<std::string>& password,
                              std::string_view sign_in_name) {
    const std::string& text = password.expose();
    const std::string name(field);
    if (!base::is_valid_utf8(text)) return base::fail(base::invalid_field(name, "not_utf8"));
    if (base::code_point_count(text) < kPasswordMin) {
        return base::fail(base::invalid_field(name, "too_short", std::to_string(kPasswordMin)));
    }
    if (text.size() > kPasswordMax) {
        return base::fail(base::invalid_field(name, "too_long", std::to_string(kPasswordMax)));
    }
    const bool repeats = std::set<char>(text.begin(), text.end()).size() < kDistinctBytesMin;
    const bool holds_name = !sign_in_name.empty() && lowered(text).find(sign_in_name) != std::string::npos;
    if (repeats || holds_name) return base::fail(base::invalid_field(name, "password_easy"));
    return {};
}

bool needs_second_factor(const std::vector<Role>& roles) {
    return std::ranges::any_of(roles, [](Role role) {
        return role == Role::administrator ||
               std::ranges::any_of(authorisation_rules(), [role](const AuthorisationRule& rule) {
                   return rule.second_factor && rule.roles.has(role);
               });
    });
}

Actor actor_of(const User& user, const Organisation& organisation, base::Time now) {
    Actor actor;
    actor.user = user.id;
    actor.organisation = user.organisation;
    actor.roles = user.roles;
    actor.training = user.training;
    actor.vetted_for_children = user.vetted_for_children;
    actor.supervisor = user.supervisor;
    actor.organisation_agreement_in_force = organisation.agreement_in_force(now);
    return actor;
}

Actor command_line_actor() {
    Actor actor;
    actor.roles = {Role::administrator};
    return actor;
}

}  // namespace guard
