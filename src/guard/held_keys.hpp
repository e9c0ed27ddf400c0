#pragma once
// The keys of subjects that one unit of work has opened or made, so that the second sealed part of a case
// does not ask for what the first one asked. They are wiped with the work. Thread rule: belongs to one
// thread.

#include "base/crypto/sealing_key.hpp"
#include "base/id.hpp"
#include "guard/actor.hpp"
#include "guard/zone.hpp"

#include <deque>

namespace guard {

class HeldKeys {
public:
    const base::crypto::SealingKey* find(const base::Uuid& subject, Zone zone, OrganisationId holder) const;
    // Stays where it is until the work ends.
    const base::crypto::SealingKey& keep(const base::Uuid& subject, Zone zone, OrganisationId holder,
                                         base::crypto::SealingKey key);

private:
    struct Held {
        base::Uuid subject;
        Zone zone;
        OrganisationId holder;
        base::crypto::SealingKey key;
    };
    std::deque<Held> held_;
};

}  // namespace guard
