#pragma once
// Where a service is given. The address of a shelter is kept nowhere in Waymark: who must know it is told by
// the shelter itself, so that no reader, no backup and no thief of the database can lead a trafficker to a
// door (domain.md 9, location of shelters). Pure; a plain value. Zone Z1.

#include "base/result.hpp"

#include <string>

namespace directory {

enum class SiteKind { open, shelter };

struct Site {
    SiteKind kind = SiteKind::open;
    std::string area;     // a town or region, as people there call it; empty: the whole country
    std::string address;  // of an open place only

    friend bool operator==(const Site&, const Site&) = default;
};

// Problem: invalid_input, field "address", rule "shelter_address", when a shelter comes with an address.
base::Done check_site(const Site& site);

}  // namespace directory
