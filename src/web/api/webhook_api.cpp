// The program's own webhooks and what became of each message. They are added and removed by an administrator,
// on the pages.

#include "courier/own_webhooks.hpp"
#include "web/api/operation.hpp"
#include "web/api/paging.hpp"

#include <string>
#include <utility>

namespace web::api {
namespace {

constexpr int kPageRows = 50;

constexpr std::string_view kWebhooks =
    R"({"items": [{"id": "01906f3e-7a00-7000-8000-000000000031", "address": "https://hooks.example.org/waymark",
    "topics": ["referral"], "state": "on", "off_reason": null, "failing_since": null, "waiting": 0,
    "created_at": "2026-11-24T09:00:00Z"}], "next": null})";
constexpr std::string_view kDeliveries = R"({"items": [{"id": "01906f3e-7a00-7000-8000-000000000030",
    "type": "referral.accept", "at": "2026-11-24T15:20:00Z", "number": 812, "state": "waiting", "tries": 1,
    "tried_at": "2026-11-24T15:20:02Z", "next_at": "2026-11-24T15:20:07Z", "status": 503,
    "failure": "answered"}], "next": null})";

Json moment_or_null(const std::optional<base::Time>& moment) {
    return moment ? Json(to_iso(*moment)) : Json(nullptr);
}

Json webhook_json(const courier::WebhookView& view) {
    const courier::Webhook& webhook = view.webhook;
    Json json = {{"id", webhook.id.text()},  {"address", webhook.address},
                 {"topics", webhook.topics}, {"state", code_of(webhook.state)},
                 {"off_reason", nullptr},    {"failing_since", moment_or_null(webhook.failing_since)},
                 {"waiting", view.waiting},  {"created_at", to_iso(webhook.created_at)}};
    if (!webhook.off_reason.empty()) json["off_reason"] = webhook.off_reason;
    return json;
}

Json delivery_json(const courier::Delivery& delivery) {
    Json json = {{"id", delivery.id.text()},
                 {"type", delivery.act},
                 {"at", to_iso(delivery.at)},
                 {"number", nullptr},
                 {"state", code_of(delivery.state)},
                 {"tries", delivery.tries},
                 {"tried_at", moment_or_null(delivery.tried_at)},
                 {"next_at", nullptr},
                 {"status", nullptr},
                 {"failure", nullptr}};
    if (delivery.status) json["status"] = *delivery.status;
    if (delivery.failure) json["failure"] = code_of(*delivery.failure);
    if (delivery.change) json["number"] = delivery.change->number;
    if (delivery.state == courier::DeliveryState::waiting) json["next_at"] = to_iso(delivery.next_at);
    return json;
}

base::Result<Reply> list_webhooks(const Call& call) {
    const auto found = courier::own_webhooks(call.desk.workplace, call.actor);
    if (!found) return base::fail(found.error());
    Json items = Json::array();
    for (const courier::WebhookView& view : *found) items.push_back(webhook_json(view));
    return Reply{.body = page_json(std::move(items), std::nullopt)};
}

base::Result<Reply> list_deliveries(const Call& call) {
    const auto webhook = call.id<courier::Webhook>("webhook");
    if (!webhook) return base::fail(webhook.error());
    const auto place = place_after(call);
    if (!place) return base::fail(place.error());
    std::optional<courier::DeliveryId> before;
    if (*place) before = courier::DeliveryId((*place)->id);
    const auto found =
        courier::own_deliveries(call.desk.workplace, call.actor, *webhook, before, kPageRows + 1);
    if (!found) return base::fail(found.error());
    Json items = Json::array();
    std::optional<std::string> next;
    for (const courier::Delivery& delivery : *found) {
        if (items.size() == static_cast<std::size_t>(kPageRows)) {
            const courier::Delivery& last = found->at(items.size() - 1);
            next = cursor_of(Place{.at = last.planned_at, .id = last.id.uuid()});
            break;
        }
        items.push_back(delivery_json(delivery));
    }
    return Reply{.body = page_json(std::move(items), next)};
}

Schema webhook_schema() {
    std::vector<std::string> topics;
    for (const std::string_view topic : courier::all_topics()) topics.emplace_back(topic);
    return object(
               {required("id", id()), required("address", text(500)),
                required("topics", list(code(std::move(topics)), 50)
                                       .saying("The nouns of acts that it is told of; none: all.")),
                required("state", code({"on", "paused", "off"})),
                required("off_reason", code({"gone", "failing"})
                                           .or_null()
                                           .saying("Why it was switched off: the receiver answered 410, or "
                                                   "took nothing for five days.")),
                required("failing_since", moment().or_null()),
                required("waiting", whole(0, INT64_MAX).saying("Messages that are to be sent.")),
                required("created_at", moment())})
        .called("Webhook");
}

Schema delivery_schema() {
    std::vector<std::string> failures;
    for (const courier::Failure failure : courier::all_failures()) failures.emplace_back(code_of(failure));
    return object(
               {required("id", id().saying("The webhook-id of the message.")), required("type", text(60)),
                required("at", moment().saying("When it happened.")),
                required("number", whole(1, INT64_MAX).or_null().saying("Of the change; null for a test.")),
                required("state", code({"waiting", "delivered", "given_up"})),
                required("tries", whole(0, 1000)), required("tried_at", moment().or_null()),
                required("next_at", moment().or_null().saying("While it waits: when it is tried next.")),
                required("status", whole(0, 999).or_null().saying("Of the last answer.")),
                required("failure", code(std::move(failures)).or_null())})
        .called("Delivery");
}

}  // namespace

std::vector<Operation> webhook_operations() {
    return {{.pattern = "/api/v1/webhooks",
             .name = "listWebhooks",
             .tag = "following",
             .summary = "The program's webhooks: where it is told of changes, and how that goes",
             .about = "An administrator adds and removes them.",
             .permission = guard::Permission::worklist_read,
             .answer = Body{page_of(webhook_schema()).called("Webhooks"), kWebhooks},
             .handler = list_webhooks},
            {.pattern = "/api/v1/webhooks/{webhook}/deliveries",
             .name = "listDeliveries",
             .tag = "following",
             .summary = "What became of each message of a webhook, newest first; kept for 30 days",
             .permission = guard::Permission::worklist_read,
             .query = {after_parameter()},
             .answer = Body{page_of(delivery_schema()).called("Deliveries"), kDeliveries},
             .handler = list_deliveries}};
}

}  // namespace web::api
