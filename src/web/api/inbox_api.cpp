// Referrals as the receiver sees them: the queue, the packet, and the answer. Beside it the other two queues.

#include "casework/read_referral.hpp"
#include "web/api/operation.hpp"
#include "web/api/paging.hpp"
#include "web/api/referral_examples.hpp"
#include "web/api/referral_json.hpp"
#include "web/api/referral_step.hpp"

#include <utility>

namespace web::api {
namespace {

using casework::Answering;
using casework::Queue;
using casework::QueuePart;
using casework::Referral;
using guard::Permission;
using guard::Purpose;

base::Result<Reply> read_queue(const Call& call, Queue queue) {
    const auto place = place_after(call);
    if (!place) return base::fail(place.error());
    std::optional<casework::ReferralPlace> after;
    if (*place) after = casework::ReferralPlace{(*place)->at, base::Id<Referral>((*place)->id)};
    const QueuePart part = call.query.text("part") == "settled" ? QueuePart::settled : QueuePart::waiting;
    const auto page = casework::read_queue(call.desk, call.actor, queue, part, after);
    if (!page) return base::fail(page.error());
    Json items = Json::array();
    for (const casework::QueueLine& line : page->lines) items.push_back(queue_line_json(line, call.now));
    std::optional<std::string> next;
    if (page->more) {
        const Referral& last = page->lines.back().referral;
        next = cursor_of(Place{last.sent_at, last.id.uuid()});
    }
    return Reply{.body = page_json(std::move(items), next)};
}

base::Result<Reply> read_inbox(const Call& call) {
    return read_queue(call, Queue::inbox);
}
base::Result<Reply> read_outbox(const Call& call) {
    return read_queue(call, Queue::outbox);
}
base::Result<Reply> read_escalations(const Call& call) {
    return read_queue(call, Queue::escalations);
}

base::Result<Reply> read_received(const Call& call) {
    const auto id = call.id<Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto page = casework::read_received(call.desk, call.actor, *id);
    if (!page) return base::fail(page.error());
    return Reply{.body = referral_view_json(*page, call.now), .version = page->line.referral.version};
}

// Beside a lost update: where the referral stands, which needs no look at the packet.
base::Result<Reply> read_line(const Call& call) {
    const auto id = call.id<Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto line = casework::read_received_line(call.desk, call.actor, *id);
    if (!line) return base::fail(line.error());
    return Reply{.body = queue_line_json(*line, call.now), .version = line->referral.version};
}

base::Result<Reply> acknowledge(const Call& call) {
    return take_step(call,
                     [&](const Answering& to) { return acknowledge_referral(call.desk, call.actor, to); });
}
base::Result<Reply> accept(const Call& call) {
    return take_step(call, [&](const Answering& to) { return accept_referral(call.desk, call.actor, to); });
}
base::Result<Reply> decline_for_person(const Call& call) {
    return take_step(call, [&](const Answering& to) {
        return decline_by_person(call.desk, call.actor, to, call.text("reason"));
    });
}
base::Result<Reply> decline_for_service(const Call& call) {
    return take_step(call, [&](const Answering& to) {
        return decline_by_service(call.desk, call.actor, to, call.text("reason"));
    });
}
base::Result<Reply> ask_back(const Call& call) {
    return take_step(call, [&](const Answering& to) {
        return casework::ask_back(call.desk, call.actor, to, call.text("words"));
    });
}
base::Result<Reply> record_service(const Call& call) {
    return take_step(
        call, [&](const Answering& to) { return casework::record_service(call.desk, call.actor, to); });
}

Operation queue(std::string_view pattern, std::string_view name, std::string_view summary,
                Permission permission, Purpose purpose, base::Result<Reply> (*handler)(const Call&)) {
    return {.pattern = pattern,
            .name = name,
            .tag = "referrals",
            .summary = summary,
            .permission = permission,
            .purpose = purpose,
            .query = {{"part", code({"waiting", "settled"}).saying("Waiting ones, where nothing is said.")},
                      after_parameter()},
            .answer = Body{page_of(queue_line_schema()).called("Queue"), kQueueExample},
            .handler = handler};
}

Operation answering(std::string_view pattern, std::string_view name, std::string_view summary,
                    std::optional<Body> body, base::Result<Reply> (*handler)(const Call&),
                    Permission permission = Permission::referral_answer) {
    return referral_step(pattern, name, summary, permission, std::move(body), handler, read_line);
}

}  // namespace

std::vector<Operation> inbox_operations() {
    return {queue("/api/v1/inbox", "listInbox", "What was sent to the organisation, who waits longest first",
                  Permission::inbox_read, Purpose::referral, read_inbox),
            queue("/api/v1/outbox", "listOutbox", "What the organisation sent", Permission::referral_follow,
                  Purpose::referral, read_outbox),
            queue("/api/v1/escalations", "listEscalations", "Referrals whose clock ran out",
                  Permission::escalations_read, Purpose::co_ordination, read_escalations),
            {.pattern = "/api/v1/received/{referral}",
             .name = "readReceivedReferral",
             .tag = "referrals",
             .summary = "A referral that was received, with as much of its packet as may be opened",
             .permission = Permission::packet_read,
             .purpose = Purpose::referral,
             .answer = Body{referral_view_schema(), kReferralViewExample},
             .handler = read_received},
            answering("/api/v1/received/{referral}/acknowledgement", "acknowledgeReferral",
                      "Say that it was seen", {}, acknowledge),
            answering("/api/v1/received/{referral}/acceptance", "acceptReferral",
                      "Accept it; the full packet opens, and the disclosure is written", {}, accept),
            answering("/api/v1/received/{referral}/person-declined", "declineForPerson",
                      "The person does not want the service; a reason is never asked of them",
                      Body{object({required("reason", code_or_empty(casework::person_decline_reasons()))})
                               .called("PersonDeclined"),
                           R"({"reason": ""})"},
                      decline_for_person),
            answering("/api/v1/received/{referral}/service-declined", "declineForService",
                      "The service cannot take it, with its reason",
                      Body{object({required("reason", code(casework::service_decline_reasons()))})
                               .called("ServiceDeclined"),
                           R"({"reason": "no_capacity"})"},
                      decline_for_service),
            answering("/api/v1/received/{referral}/question", "askBack", "Ask the sender something",
                      Body{object({required("words", text(2000))}).called("Words"),
                           R"({"words": "Is there a child with her?"})"},
                      ask_back),
            answering("/api/v1/received/{referral}/first-service", "recordService",
                      "The first service was delivered", {}, record_service, Permission::service_record)};
}

}  // namespace web::api
