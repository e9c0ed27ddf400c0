#include "guard/held_keys.hpp"

#include <algorithm>
#include <utility>

namespace guard {

using base::crypto::SealingKey;

const SealingKey* HeldKeys::find(const base::Uuid& subject, Zone zone, OrganisationId holder) const {
    const auto found = std::ranges::find_if(held_, [&](const Held& one) {
        return one.subject == subject && one.zone == zone && one.holder == holder;
    });
    return found == held_.end() ? nullptr : &found->key;
}

const SealingKey& HeldKeys::keep(const base::Uuid& subject, Zone zone, OrganisationId holder,
                                 SealingKey key) {
    return held_.emplace_back(Held{subject, zone, holder, std::move(key)}).key;
}

}  // namespace guard
