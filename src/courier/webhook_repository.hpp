#pragma once
// The rows of webhooks. The address and the secrets are sealed under a key of their own, derived from
// KeyRing::staff_key().

#include "courier/webhook.hpp"
#include "guard/key_ring.hpp"
#include "store/session.hpp"

#include <optional>
#include <vector>

namespace courier {

base::Done insert_webhook(store::WriteSession& session, const guard::KeyRing& keys, const Webhook& webhook,
                          const base::Secret<std::string>& secret);
// Problems: not_found, data_damaged.
base::Result<Webhook> load_webhook(store::ReadSession& session, const guard::KeyRing& keys, WebhookId id);
// In the order they were added.
base::Result<std::vector<Webhook>> webhooks_of(store::ReadSession& session, const guard::KeyRing& keys,
                                               guard::UserId program);

// What the courier looks at each time: webhooks that are on, without their secrets.
struct OnWebhook {
    WebhookId id;
    guard::UserId program;
    Topics topics;
    std::int64_t looked_through = 0;
    bool failing = false;
    std::optional<base::Time> due_at = {};  // of the message that is due first
};
base::Result<std::vector<OnWebhook>> webhooks_on(store::ReadSession& session);

base::Result<SigningSecrets> load_secrets(store::ReadSession& session, const guard::KeyRing& keys,
                                          WebhookId id, base::Time now);
// The present secret becomes the former, valid until `former_until`.
base::Done save_new_secret(store::WriteSession& session, const guard::KeyRing& keys, WebhookId id,
                           const base::Secret<std::string>& secret, base::Time former_until);

// Away from `on` or back to it; back, it has not failed and the reason is gone.
base::Done save_state(store::WriteSession& session, WebhookId id, WebhookState state,
                      std::string_view off_reason);
base::Done save_failing_since(store::WriteSession& session, WebhookId id, std::optional<base::Time> since);
// False, unless it was `from`: somebody else looked on meanwhile.
base::Result<bool> save_looked_through(store::WriteSession& session, WebhookId id, std::int64_t from,
                                       std::int64_t to);
// With its deliveries.
base::Done delete_webhook(store::WriteSession& session, WebhookId id);

}  // namespace courier
