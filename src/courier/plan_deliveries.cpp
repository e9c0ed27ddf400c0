#include "courier/plan_deliveries.hpp"

#include "casework/read_changes.hpp"
#include "courier/delivery_repository.hpp"
#include "guard/write_unaudited.hpp"

#include <utility>
#include <vector>

namespace courier {

namespace {

Delivery delivery_of(const casework::Change& change, WebhookId webhook, base::Time now) {
    Delivery delivery;
    delivery.webhook = webhook;
    delivery.act = change.act;
    delivery.at = change.at;
    delivery.change = ToldChange{.number = change.number,
                                 .case_id = change.case_id,
                                 .subject_kind = change.subject_kind,
                                 .subject = change.subject};
    delivery.next_at = now;
    delivery.planned_at = now;
    return delivery;
}

// Of two servers that looked at the same the second writes nothing.
base::Result<bool> write_down(guard::Workplace& workplace, const OnWebhook& webhook, std::int64_t until,
                              const std::vector<Delivery>& deliveries) {
    return guard::write_unaudited(workplace, [&](store::WriteSession& session) -> base::Result<bool> {
        auto ours = save_looked_through(session, webhook.id, webhook.looked_through, until);
        if (!ours || !*ours) return ours;
        for (const Delivery& delivery : deliveries) {
            if (auto inserted = insert_delivery(session, delivery); !inserted)
                return base::fail(std::move(inserted.error()));
        }
        return true;
    });
}

}  // namespace

base::Result<Planned> plan_deliveries(const casework::CaseDesk& desk, const guard::Actor& program,
                                      const OnWebhook& webhook, std::int64_t since) {
    const auto waiting = desk.workplace.database.read(
        [&](store::ReadSession& session) { return count_waiting(session, webhook.id); });
    if (!waiting) return base::fail(waiting.error());
    if (*waiting >= kWaitingMax) return Planned{.looked_through = since};
    const auto found = casework::read_changes(desk, program, since);
    if (!found) return base::fail(found.error());
    std::vector<Delivery> deliveries;
    const base::Time now = desk.workplace.clock.now();
    for (const casework::Change& change : found->changes) {
        if (!tells_of(webhook.topics, change.act)) continue;
        deliveries.push_back(delivery_of(change, webhook.id, now));
        // A millisecond apart, so that their ids, by which they are listed, keep the order of the feed.
        const auto apart = std::chrono::milliseconds(deliveries.size());
        deliveries.back().id = DeliveryId::make(now + apart, desk.workplace.random);
    }
    Planned planned{.looked_through = found->looked_through, .more = found->more};
    const std::int64_t unsaved = found->looked_through - webhook.looked_through;
    // A database that was put back to an earlier state has a shorter log than what was looked through.
    if (deliveries.empty() && unsaved >= 0 && unsaved < kLookedThroughUnsaved) return planned;
    const auto wrote = write_down(desk.workplace, webhook, found->looked_through, deliveries);
    if (!wrote) return base::fail(wrote.error());
    planned.wrote = *wrote;
    if (*wrote) planned.deliveries = static_cast<int>(deliveries.size());
    return planned;
}

}  // namespace courier
