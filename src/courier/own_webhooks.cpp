#include "courier/own_webhooks.hpp"

#include "courier/delivery_repository.hpp"
#include "courier/webhook_repository.hpp"

#include <utility>

namespace courier {

namespace {

using guard::ReadWork;

// The same as for the feed of changes, which is what they tell of.
base::Done allowed(ReadWork& work) {
    return work.allow({.permission = guard::Permission::worklist_read, .purpose = guard::Purpose::support},
                      "webhook");
}

}  // namespace

base::Result<std::vector<WebhookView>> own_webhooks(guard::Workplace& workplace, const guard::Actor& actor) {
    using Views = std::vector<WebhookView>;
    return guard::read(workplace, actor, [&](ReadWork& work) -> base::Result<Views> {
        if (auto may = allowed(work); !may) return base::fail(std::move(may.error()));
        auto webhooks = webhooks_of(work.session(), work.keys(), actor.user);
        if (!webhooks) return base::fail(std::move(webhooks.error()));
        Views views;
        for (Webhook& webhook : *webhooks) {
            const auto waiting = count_waiting(work.session(), webhook.id);
            if (!waiting) return base::fail(waiting.error());
            views.push_back({.webhook = std::move(webhook), .waiting = *waiting, .may_tell = true});
        }
        return views;
    });
}

base::Result<std::vector<Delivery>> own_deliveries(guard::Workplace& workplace, const guard::Actor& actor,
                                                   WebhookId id, std::optional<DeliveryId> before,
                                                   int rows_max) {
    using Deliveries = std::vector<Delivery>;
    return guard::read(workplace, actor, [&](ReadWork& work) -> base::Result<Deliveries> {
        if (auto may = allowed(work); !may) return base::fail(std::move(may.error()));
        const auto webhook = load_webhook(work.session(), work.keys(), id);
        if (!webhook) return base::fail(webhook.error());
        if (webhook->program != actor.user) return base::fail(base::ProblemCode::not_found, "webhook");
        return deliveries_of(work.session(), id, before, rows_max);
    });
}

}  // namespace courier
