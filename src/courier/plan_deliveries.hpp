#pragma once
// Use case of the courier: what changed, as the program of a webhook may read it (casework::read_changes),
// becomes deliveries. The feed is the outbox: nothing is written in the transaction of a case, nothing is
// told that the program could not read itself, and what was looked through is looked through once.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "courier/webhook_repository.hpp"
#include "guard/actor.hpp"

#include <cstdint>

namespace courier {

// A receiver that takes nothing does not fill the database: with so many waiting, it is planned no further,
// and the feed keeps the rest.
inline constexpr std::int64_t kWaitingMax = 1000;
// So much may be looked through, and hold nothing for the webhook, before that is written down.
inline constexpr std::int64_t kLookedThroughUnsaved = 2000;

struct Planned {
    std::int64_t looked_through = 0;
    bool more = false;   // ask again at once
    bool wrote = false;  // the webhook's looked_through is the one above
    int deliveries = 0;
};

// `since`: what was looked through before, the webhook's own or later. Problem: not_allowed.
base::Result<Planned> plan_deliveries(const casework::CaseDesk& desk, const guard::Actor& program,
                                      const OnWebhook& webhook, std::int64_t since);

}  // namespace courier
