#pragma once
// Use cases on the webhooks of a program: what the administrator does. Each is audited. No program may do any
// of it: an address, once given, is told of things until somebody takes it away.

#include "base/result.hpp"
#include "courier/delivery.hpp"
#include "guard/unit_of_work.hpp"

#include <optional>
#include <string>
#include <vector>

namespace courier {

struct NewWebhook {
    std::string address;              // as typed
    std::vector<std::string> topics;  // none: everything
};

struct AddedWebhook {
    WebhookId id;
    base::Secret<std::string> secret;  // this once
};

// Tells of what happens from now on. Problems: invalid_input (address, topics), not_found, wrong_state (the
// program is closed).
base::Result<AddedWebhook> add_webhook(guard::Workplace& workplace, const guard::Actor& actor,
                                       guard::UserId program, const NewWebhook& wanted);

// While it is paused nothing is sent and nothing lost: it goes on where it stopped. Problem: not_found.
base::Done pause_webhook(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id);
// Also one that was switched off.
base::Done resume_webhook(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id);
// The new secret, this once; messages carry the signatures of both for kFormerSecretValid.
base::Result<base::Secret<std::string>> renew_secret(guard::Workplace& workplace, const guard::Actor& actor,
                                                     WebhookId id);
// With its deliveries.
base::Done remove_webhook(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id);

// A message that tells of nothing, on its way like any other.
base::Result<DeliveryId> send_test(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id);
// As if it had never been tried, with the same id. Problem: not_found.
base::Done send_again(guard::Workplace& workplace, const guard::Actor& actor, WebhookId webhook,
                      DeliveryId id);

struct WebhookView {
    Webhook webhook;
    std::int64_t waiting = 0;
    bool may_tell = false;  // its program could come in now and read of changes
};
base::Result<std::vector<WebhookView>> list_webhooks(guard::Workplace& workplace, const guard::Actor& actor,
                                                     guard::UserId program);
base::Result<WebhookView> read_webhook(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id);
// Newest first; `before` is the last one of the page before.
base::Result<std::vector<Delivery>> read_deliveries(guard::Workplace& workplace, const guard::Actor& actor,
                                                    WebhookId id, std::optional<DeliveryId> before,
                                                    int rows_max);
// Problem: not_found, also where it is another webhook's.
base::Result<Delivery> read_delivery(guard::Workplace& workplace, const guard::Actor& actor,
                                     WebhookId webhook, DeliveryId id);

}  // namespace courier
