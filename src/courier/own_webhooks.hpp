#pragma once
// Use cases of a program on its own webhooks: what they are and what became of each message. Those of another
// program are not there.

#include "base/result.hpp"
#include "courier/manage_webhooks.hpp"
#include "guard/unit_of_work.hpp"

#include <optional>
#include <vector>

namespace courier {

// Problem: not_allowed.
base::Result<std::vector<WebhookView>> own_webhooks(guard::Workplace& workplace, const guard::Actor& actor);
// Newest first; `before` is the last one of the page before. Problems: not_allowed, not_found.
base::Result<std::vector<Delivery>> own_deliveries(guard::Workplace& workplace, const guard::Actor& actor,
                                                   WebhookId id, std::optional<DeliveryId> before,
                                                   int rows_max);

}  // namespace courier
