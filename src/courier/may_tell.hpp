#pragma once
// Whether the webhooks of a program may be told of anything now, and as whom: the program itself, where it
// could come in and read the feed of changes.

#include "base/result.hpp"
#include "guard/actor.hpp"
#include "guard/key_ring.hpp"
#include "store/session.hpp"

#include <optional>

namespace courier {

// None: it could not.
base::Result<std::optional<guard::Actor>> may_tell(store::ReadSession& session, const guard::KeyRing& keys,
                                                   guard::UserId program, base::Time now);

}  // namespace courier
