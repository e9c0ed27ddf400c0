#include "directory/site.hpp"

namespace directory {

base::Done check_site(const Site& site) {
    if (site.kind == SiteKind::shelter && !site.address.empty()) {
        return base::fail(base::invalid_field("address", "shelter_address"));
    }
    return {};
}

}  // namespace directory
