#include "courier/take_delivery.hpp"

#include "courier/delivery_repository.hpp"
#include "courier/webhook_repository.hpp"
#include "guard/write_unaudited.hpp"

#include <utility>

namespace courier {

namespace {

// Nobody's act, so that a rule stands where a person would.
constexpr std::string_view kRuleOff = "WEBHOOK-OFF";

base::Done save(store::WriteSession& session, const Delivery& delivery, const Answer& answer,
                const Judgement& judgement, bool failing_changed, base::Time now) {
    const auto saved = save_answer(session, delivery, answer, judgement, now);
    if (!saved) return base::fail(saved.error());
    if (!failing_changed) return {};
    return save_failing_since(session, delivery.webhook, judgement.failing_since);
}

base::Done switch_off(guard::Workplace& workplace, const Delivery& delivery, const Answer& answer,
                      const Judgement& judgement, base::Time now) {
    return guard::write_as_job(workplace, kRuleOff, [&](guard::WriteWork& work) -> base::Done {
        if (auto saved = save(work.session(), delivery, answer, judgement, true, now); !saved) return saved;
        auto off = save_state(work.session(), delivery.webhook, WebhookState::off, judgement.off_reason);
        if (!off) return off;
        work.record({.action = "webhook.switch_off",
                     .subject_kind = "webhook",
                     .subject = delivery.webhook.uuid(),
                     .concerned_case = {},
                     .zone = guard::Zone::z1,
                     .purpose = guard::Purpose::administration,
                     .rule = std::string(kRuleOff),
                     .outcome = guard::Outcome::done});
        return {};
    });
}

}  // namespace

base::Result<std::optional<Outgoing>> take_delivery(guard::Workplace& workplace, WebhookId webhook,
                                                    base::Duration lease) {
    using Found = std::optional<Outgoing>;
    const base::Time now = workplace.clock.now();
    return guard::write_unaudited(workplace, [&](store::WriteSession& session) -> base::Result<Found> {
        auto due = first_due(session, webhook, now);
        if (!due) return base::fail(std::move(due.error()));
        if (!*due) return Found();
        const auto taken = take(session, **due, now, now + lease);
        if (!taken) return base::fail(taken.error());
        if (!*taken) return Found();
        auto known = load_webhook(session, workplace.keys, webhook);
        if (!known) return base::fail(std::move(known.error()));
        auto secrets = load_secrets(session, workplace.keys, webhook, now);
        if (!secrets) return base::fail(std::move(secrets.error()));
        Outgoing outgoing{.delivery = **std::move(due),
                          .address = std::move(known->address),
                          .secrets = *std::move(secrets)};
        ++outgoing.delivery.tries;
        return std::optional(std::move(outgoing));
    });
}

base::Result<Judgement> note_answer(guard::Workplace& workplace, const Delivery& delivery,
                                    const Answer& answer, std::uint64_t chance) {
    const auto webhook = workplace.database.read(
        [&](store::ReadSession& session) { return load_webhook(session, workplace.keys, delivery.webhook); });
    if (!webhook) return base::fail(webhook.error());
    const base::Time now = workplace.clock.now();
    Judgement judgement = judge(answer, delivery.tries, webhook->failing_since, now, chance);
    if (webhook->state == WebhookState::off) judgement.off_reason = {};
    const base::Done saved =
        judgement.off_reason.empty()
            ? guard::write_unaudited(workplace,
                                     [&](store::WriteSession& session) {
                                         return save(session, delivery, answer, judgement,
                                                     judgement.failing_since != webhook->failing_since, now);
                                     })
            : switch_off(workplace, delivery, answer, judgement, now);
    if (!saved) return base::fail(saved.error());
    return judgement;
}

base::Result<std::int64_t> sweep_deliveries(guard::Workplace& workplace) {
    const base::Time before = workplace.clock.now() - kDeliveryKept;
    return guard::write_unaudited(
        workplace, [&](store::WriteSession& session) { return delete_finished(session, before); });
}

}  // namespace courier
