#include "courier/manage_webhooks.hpp"

#include "courier/address.hpp"
#include "courier/delivery_repository.hpp"
#include "courier/may_tell.hpp"
#include "courier/signature.hpp"
#include "courier/webhook_repository.hpp"
#include "guard/user_repository.hpp"

#include <utility>

namespace courier {

namespace {

using base::ProblemCode;
using guard::ReadWork;
using guard::WriteWork;

constexpr guard::Ask kManage{.permission = guard::Permission::program_manage,
                             .purpose = guard::Purpose::administration};

guard::AuditEvent done(std::string action, WebhookId id) {
    return {.action = std::move(action),
            .subject_kind = "webhook",
            .subject = id.uuid(),
            .concerned_case = {},
            .zone = guard::Zone::z1,
            .purpose = guard::Purpose::administration,
            .rule = {},
            .outcome = guard::Outcome::done};
}

// Authorise, load, change, record: what every use case on one webhook does.
template <class Change>
base::Done change_webhook(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id,
                          const std::string& action, Change change) {
    return guard::write(workplace, actor, [&](WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kManage, "webhook", id.uuid()); !allowed) return allowed;
        const auto webhook = load_webhook(work.session(), work.keys(), id);
        if (!webhook) return base::fail(webhook.error());
        if (auto changed = change(work, *webhook); !changed) return changed;
        work.record(done(action, id));
        return {};
    });
}

base::Done check_program(WriteWork& work, guard::UserId program) {
    const auto holder = guard::load_user(work.session(), work.keys(), program);
    if (!holder) return base::fail(holder.error());
    if (!holder->is_program()) return base::fail(ProblemCode::not_found, "program");
    if (holder->disabled_at) return base::fail(ProblemCode::wrong_state, "program");
    const auto there = webhooks_of(work.session(), work.keys(), program);
    if (!there) return base::fail(there.error());
    if (there->size() >= static_cast<std::size_t>(kWebhooksMax))
        return base::fail(base::invalid_field("address", "webhooks_enough", std::to_string(kWebhooksMax)));
    return {};
}

base::Result<Delivery> delivery_of(store::ReadSession& session, WebhookId webhook, DeliveryId id) {
    auto delivery = load_delivery(session, id);
    if (delivery && delivery->webhook != webhook) return base::fail(ProblemCode::not_found, "delivery");
    return delivery;
}

base::Result<WebhookView> view_of(ReadWork& work, Webhook webhook) {
    const auto waiting = count_waiting(work.session(), webhook.id);
    if (!waiting) return base::fail(waiting.error());
    const auto actor = may_tell(work.session(), work.keys(), webhook.program, work.now());
    if (!actor) return base::fail(actor.error());
    return WebhookView{.webhook = std::move(webhook), .waiting = *waiting, .may_tell = actor->has_value()};
}

}  // namespace

base::Result<AddedWebhook> add_webhook(guard::Workplace& workplace, const guard::Actor& actor,
                                       guard::UserId program, const NewWebhook& wanted) {
    auto secret = make_secret_text(workplace.random);
    return guard::write(workplace, actor, [&](WriteWork& work) -> base::Result<AddedWebhook> {
        if (auto allowed = work.allow(kManage, "program", program.uuid()); !allowed)
            return base::fail(std::move(allowed.error()));
        if (auto checked = check_program(work, program); !checked)
            return base::fail(std::move(checked.error()));
        auto address = checked_address(wanted.address);
        auto topics = checked_topics(wanted.topics);
        if (!address || !topics) {
            std::vector<base::FieldProblem> problems;
            if (!address) problems = std::move(address.error().fields);
            if (!topics) problems.push_back(topics.error().fields.front());
            return base::fail(base::invalid_fields(std::move(problems)));
        }
        const auto head = work.session().query_one("select number from audit_head where one = 1");
        if (!head) return base::fail(head.error());
        Webhook webhook;
        webhook.id = work.new_id<Webhook>();
        webhook.program = program;
        webhook.address = *std::move(address);
        webhook.topics = *std::move(topics);
        webhook.looked_through = *head ? (*head)->integer("number") : 0;
        webhook.created_at = work.now();
        if (actor.user != guard::UserId{}) webhook.created_by = actor.user;
        if (auto inserted = insert_webhook(work.session(), work.keys(), webhook, secret); !inserted)
            return base::fail(std::move(inserted.error()));
        work.record(done("webhook.add", webhook.id));
        return AddedWebhook{.id = webhook.id, .secret = secret};
    });
}

base::Done pause_webhook(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id) {
    return change_webhook(workplace, actor, id, "webhook.pause", [&](WriteWork& work, const Webhook&) {
        return save_state(work.session(), id, WebhookState::paused, {});
    });
}

base::Done resume_webhook(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id) {
    return change_webhook(workplace, actor, id, "webhook.resume", [&](WriteWork& work, const Webhook&) {
        return save_state(work.session(), id, WebhookState::on, {});
    });
}

base::Result<base::Secret<std::string>> renew_secret(guard::Workplace& workplace, const guard::Actor& actor,
                                                     WebhookId id) {
    auto secret = make_secret_text(workplace.random);
    auto renewed =
        change_webhook(workplace, actor, id, "webhook.renew", [&](WriteWork& work, const Webhook&) {
            return save_new_secret(work.session(), work.keys(), id, secret, work.now() + kFormerSecretValid);
        });
    if (!renewed) return base::fail(std::move(renewed.error()));
    return secret;
}

base::Done remove_webhook(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id) {
    return change_webhook(workplace, actor, id, "webhook.remove", [&](WriteWork& work, const Webhook&) {
        return delete_webhook(work.session(), id);
    });
}

base::Result<DeliveryId> send_test(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id) {
    Delivery delivery;
    auto sent = change_webhook(workplace, actor, id, "webhook.test", [&](WriteWork& work, const Webhook&) {
        delivery.id = work.new_id<Delivery>();
        delivery.webhook = id;
        delivery.act = std::string(kTestAct);
        delivery.at = work.now();
        delivery.next_at = work.now();
        delivery.planned_at = work.now();
        return insert_delivery(work.session(), delivery);
    });
    if (!sent) return base::fail(std::move(sent.error()));
    return delivery.id;
}

base::Done send_again(guard::Workplace& workplace, const guard::Actor& actor, WebhookId webhook,
                      DeliveryId id) {
    return change_webhook(workplace, actor, webhook, "webhook.send_again",
                          [&](WriteWork& work, const Webhook&) -> base::Done {
                              const auto delivery = delivery_of(work.session(), webhook, id);
                              if (!delivery) return base::fail(delivery.error());
                              return save_send_again(work.session(), id, work.now());
                          });
}

base::Result<std::vector<WebhookView>> list_webhooks(guard::Workplace& workplace, const guard::Actor& actor,
                                                     guard::UserId program) {
    using Views = std::vector<WebhookView>;
    return guard::read(workplace, actor, [&](ReadWork& work) -> base::Result<Views> {
        if (auto allowed = work.allow(kManage, "program", program.uuid()); !allowed)
            return base::fail(std::move(allowed.error()));
        auto webhooks = webhooks_of(work.session(), work.keys(), program);
        if (!webhooks) return base::fail(std::move(webhooks.error()));
        Views views;
        for (Webhook& webhook : *webhooks) {
            auto view = view_of(work, std::move(webhook));
            if (!view) return base::fail(std::move(view.error()));
            views.push_back(*std::move(view));
        }
        return views;
    });
}

base::Result<WebhookView> read_webhook(guard::Workplace& workplace, const guard::Actor& actor, WebhookId id) {
    return guard::read(workplace, actor, [&](ReadWork& work) -> base::Result<WebhookView> {
        if (auto allowed = work.allow(kManage, "webhook", id.uuid()); !allowed)
            return base::fail(std::move(allowed.error()));
        auto webhook = load_webhook(work.session(), work.keys(), id);
        if (!webhook) return base::fail(std::move(webhook.error()));
        return view_of(work, *std::move(webhook));
    });
}

base::Result<std::vector<Delivery>> read_deliveries(guard::Workplace& workplace, const guard::Actor& actor,
                                                    WebhookId id, std::optional<DeliveryId> before,
                                                    int rows_max) {
    using Deliveries = std::vector<Delivery>;
    return guard::read(workplace, actor, [&](ReadWork& work) -> base::Result<Deliveries> {
        if (auto allowed = work.allow(kManage, "webhook", id.uuid()); !allowed)
            return base::fail(std::move(allowed.error()));
        return deliveries_of(work.session(), id, before, rows_max);
    });
}

base::Result<Delivery> read_delivery(guard::Workplace& workplace, const guard::Actor& actor,
                                     WebhookId webhook, DeliveryId id) {
    return guard::read(workplace, actor, [&](ReadWork& work) -> base::Result<Delivery> {
        if (auto allowed = work.allow(kManage, "webhook", webhook.uuid()); !allowed)
            return base::fail(std::move(allowed.error()));
        return delivery_of(work.session(), webhook, id);
    });
}

}  // namespace courier
