#pragma once
// What is known of a person's age, and the rule that any doubt makes a child (INV-06, CH-1). Also CH-9: 15 to
// 17 year olds are told to claim 18 so as to reach adult centres; a claimed adult who looks like a child is
// handled as one, and flagged. Pure; safe from any thread.

#include "screening/named.hpp"

namespace screening {

enum class AgeClaim { adult, child, unknown };

template <>
std::span<const std::string_view> names<AgeClaim>();

struct PersonAge {
    AgeClaim claimed = AgeClaim::unknown;
    bool in_doubt = false;
    bool looks_like_child = false;

    friend bool operator==(const PersonAge&, const PersonAge&) = default;
};

bool handled_as_child(const PersonAge& age);
bool is_claimed_adult_who_looks_like_child(const PersonAge& age);

}  // namespace screening
