#pragma once
// A program when nobody calls: what may be done in its name by itself, as telling its webhooks of changes.
// Promise: never more than it could do itself at that moment, by its tokens that are open; with the last of
// them taken back or ended, or its account closed, nothing.

#include "base/result.hpp"
#include "guard/actor.hpp"
#include "guard/key_ring.hpp"
#include "store/session.hpp"

#include <optional>

namespace guard {

// None: it could not come in. Its scopes are those of its open tokens together.
base::Result<std::optional<Actor>> actor_of_standing_program(store::ReadSession& session, const KeyRing& keys,
                                                             UserId program, base::Time now);

}  // namespace guard
