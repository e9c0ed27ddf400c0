#include "courier/delivery_repository.hpp"

#include <string>
#include <utility>

namespace courier {

namespace {

using base::ProblemCode;
using store::value;

constexpr std::string_view kSelect =
    "select id, webhook, change_number, act, at, case_id, subject_kind, subject, state, tries, next_at, "
    "tried_at, status, failure, planned_at, finished_at from webhook_delivery ";

base::Result<Delivery> delivery_of(const store::Row& row) {
    Delivery delivery;
    delivery.id = row.id<Delivery>("id");
    delivery.webhook = row.id<Webhook>("webhook");
    delivery.act = row.text("act");
    delivery.at = row.time("at");
    if (const auto number = row.optional_integer("change_number")) {
        delivery.change = ToldChange{.number = *number,
                                     .case_id = row.id<guard::Case>("case_id"),
                                     .subject_kind = row.text("subject_kind"),
                                     .subject = row.uuid("subject")};
    }
    const auto state = delivery_state_from_code(row.text("state"));
    if (!state) return base::fail(ProblemCode::data_damaged, "webhook_delivery.state");
    delivery.state = *state;
    delivery.tries = static_cast<int>(row.integer("tries"));
    delivery.next_at = row.time("next_at");
    delivery.tried_at = row.optional_time("tried_at");
    if (const auto status = row.optional_integer("status")) delivery.status = static_cast<int>(*status);
    if (const auto failure = row.optional_text("failure")) delivery.failure = failure_from_code(*failure);
    delivery.planned_at = row.time("planned_at");
    delivery.finished_at = row.optional_time("finished_at");
    return delivery;
}

base::Result<bool> done_once(const base::Result<std::int64_t>& executed) {
    if (!executed) return base::fail(executed.error());
    return *executed == 1;
}

}  // namespace

base::Done insert_delivery(store::WriteSession& session, const Delivery& delivery) {
    std::optional<std::int64_t> number;
    std::optional<guard::CaseId> case_id;
    std::optional<std::string> subject_kind;
    std::optional<base::Uuid> subject;
    if (delivery.change) {
        number = delivery.change->number;
        case_id = delivery.change->case_id;
        subject_kind = delivery.change->subject_kind;
        subject = delivery.change->subject;
    }
    return session.post(
        "insert into webhook_delivery (id, webhook, change_number, act, at, case_id, subject_kind, subject, "
        "state, tries, next_at, planned_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0, $9, $10) "
        "on conflict (webhook, change_number) do nothing",
        {value(delivery.id), value(delivery.webhook), value(number), value(delivery.act), value(delivery.at),
         value(case_id), value(subject_kind), value(subject), value(delivery.next_at),
         value(delivery.planned_at)});
}

base::Result<Delivery> load_delivery(store::ReadSession& session, DeliveryId id) {
    const auto row = session.query_one(std::string(kSelect) + "where id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(ProblemCode::not_found, "delivery");
    return delivery_of(**row);
}

base::Result<std::vector<Delivery>> deliveries_of(store::ReadSession& session, WebhookId webhook,
                                                  std::optional<DeliveryId> before, int rows_max) {
    std::string sql = std::string(kSelect) + "where webhook = $1 ";
    std::vector<store::Value> values{value(webhook), value(rows_max)};
    if (before) {
        sql += "and id < $3 ";
        values.push_back(value(*before));
    }
    const auto rows = session.query(sql + "order by id desc limit $2", std::move(values));
    if (!rows) return base::fail(rows.error());
    std::vector<Delivery> deliveries;
    for (const store::Row& row : *rows) {
        auto delivery = delivery_of(row);
        if (!delivery) return base::fail(std::move(delivery.error()));
        deliveries.push_back(*std::move(delivery));
    }
    return deliveries;
}

base::Result<std::int64_t> count_waiting(store::ReadSession& session, WebhookId webhook) {
    const auto row = session.query_one(
        "select count(*) as n from webhook_delivery where webhook = $1 and state = 'waiting'",
        {value(webhook)});
    if (!row) return base::fail(row.error());
    return (*row)->integer("n");
}

base::Result<std::optional<Delivery>> first_due(store::ReadSession& session, WebhookId webhook,
                                                base::Time now) {
    const auto row = session.query_one(std::string(kSelect) +
                                           "where webhook = $1 and state = 'waiting' and next_at <= $2 order "
                                           "by next_at, change_number, id limit 1",
                                       {value(webhook), value(now)});
    if (!row) return base::fail(row.error());
    if (!*row) return std::optional<Delivery>();
    auto delivery = delivery_of(**row);
    if (!delivery) return base::fail(std::move(delivery.error()));
    return std::optional(*std::move(delivery));
}

base::Result<bool> take(store::WriteSession& session, const Delivery& delivery, base::Time now,
                        base::Time lease_until) {
    return done_once(session.execute(
        "update webhook_delivery set tries = tries + 1, next_at = $4, tried_at = $3 where id = $1 and "
        "tries = $2 and state = 'waiting' and next_at <= $3",
        {value(delivery.id), value(delivery.tries), value(now), value(lease_until)}));
}

base::Result<bool> save_answer(store::WriteSession& session, const Delivery& delivery, const Answer& answer,
                               const Judgement& judgement, base::Time now) {
    std::optional<std::string> failure;
    if (answer.failure) failure = std::string(code_of(*answer.failure));
    // Being told to stop costs the receiver no try.
    const bool stopped = answer.failure == Failure::stopped;
    const auto finished =
        judgement.state == DeliveryState::waiting ? std::optional<base::Time>() : std::optional(now);
    return done_once(session.execute(
        "update webhook_delivery set state = $3, tries = tries - $4, next_at = $5, status = $6, failure = "
        "$7, "
        "finished_at = $8 where id = $1 and state = 'waiting' and (tries = $2 or $3 = 'delivered')",
        {value(delivery.id), value(delivery.tries), value(code_of(judgement.state)), value(stopped ? 1 : 0),
         value(judgement.next_at.value_or(now)), value(answer.status), value(failure), value(finished)}));
}

base::Done save_send_again(store::WriteSession& session, DeliveryId id, base::Time now) {
    auto saved = session.execute(
        "update webhook_delivery set state = 'waiting', tries = 0, next_at = $2, finished_at = null "
        "where id = $1",
        {value(id), value(now)});
    if (!saved) return base::fail(std::move(saved.error()));
    return {};
}

base::Result<std::int64_t> delete_finished(store::WriteSession& session, base::Time before) {
    return session.execute("delete from webhook_delivery where finished_at is not null and finished_at < $1",
                           {value(before)});
}

}  // namespace courier
