#include "courier/webhook_repository.hpp"

#include "base/crypto/sealing_key.hpp"

#include <string>
#include <utility>

namespace courier {

namespace {

using base::ProblemCode;

constexpr std::string_view kSelect =
    "select id, program, sealed_address, topics, looked_through, state, off_reason, failing_since, "
    "created_at, created_by, former_secret_until from webhook ";

base::crypto::SealingKey key_of(const guard::KeyRing& keys) {
    return base::crypto::derive_key(keys.staff_key(), "webhook");
}

std::string place_of(WebhookId id, const char* column) {
    return base::crypto::Place{"webhook", id.text(), column}.associated();
}

// Both secrets stand in one place, so that the present one becomes the former without being opened.
constexpr const char* kSecretColumn = "sealed_secret";

base::Bytes sealed(const guard::KeyRing& keys, WebhookId id, const char* column, std::string_view text) {
    return base::crypto::seal(key_of(keys), base::bytes_of(text), place_of(id, column));
}

base::Result<std::string> opened(const guard::KeyRing& keys, WebhookId id, const char* column,
                                 const base::Bytes& bytes) {
    auto plain = base::crypto::open(key_of(keys), bytes, place_of(id, column));
    if (!plain) return base::fail(std::move(plain.error()));
    std::string text(base::text_of(*plain));
    base::wipe(plain->data(), plain->size());
    return text;
}

base::Result<Webhook> webhook_of(const store::Row& row, const guard::KeyRing& keys) {
    Webhook webhook;
    webhook.id = row.id<Webhook>("id");
    auto address = opened(keys, webhook.id, "sealed_address", row.bytes("sealed_address"));
    if (!address) return base::fail(std::move(address.error()));
    const auto state = webhook_state_from_code(row.text("state"));
    if (!state) return base::fail(ProblemCode::data_damaged, "webhook.state");
    webhook.program = row.id<guard::User>("program");
    webhook.address = *std::move(address);
    webhook.topics = topics_from_text(row.text("topics"));
    webhook.looked_through = row.integer("looked_through");
    webhook.state = *state;
    webhook.off_reason = row.optional_text("off_reason").value_or("");
    webhook.failing_since = row.optional_time("failing_since");
    webhook.created_at = row.time("created_at");
    webhook.created_by = row.optional_id<guard::User>("created_by");
    webhook.former_secret_until = row.optional_time("former_secret_until");
    return webhook;
}

base::Done done_if(const base::Result<std::int64_t>& executed) {
    if (!executed) return base::fail(executed.error());
    return {};
}

}  // namespace

base::Done insert_webhook(store::WriteSession& session, const guard::KeyRing& keys, const Webhook& webhook,
                          const base::Secret<std::string>& secret) {
    return done_if(session.execute(
        "insert into webhook (id, program, sealed_address, sealed_secret, topics, looked_through, state, "
        "created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {store::value(webhook.id), store::value(webhook.program),
         store::value(sealed(keys, webhook.id, "sealed_address", webhook.address)),
         store::value(sealed(keys, webhook.id, kSecretColumn, secret.expose())),
         store::value(text_of(webhook.topics)), store::value(webhook.looked_through),
         store::value(code_of(webhook.state)), store::value(webhook.created_at),
         store::value(webhook.created_by)}));
}

base::Result<Webhook> load_webhook(store::ReadSession& session, const guard::KeyRing& keys, WebhookId id) {
    const auto row = session.query_one(std::string(kSelect) + "where id = $1", {store::value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(ProblemCode::not_found, "webhook");
    return webhook_of(**row, keys);
}

base::Result<std::vector<Webhook>> webhooks_of(store::ReadSession& session, const guard::KeyRing& keys,
                                               guard::UserId program) {
    const auto rows =
        session.query(std::string(kSelect) + "where program = $1 order by id", {store::value(program)});
    if (!rows) return base::fail(rows.error());
    std::vector<Webhook> webhooks;
    for (const store::Row& row : *rows) {
        auto webhook = webhook_of(row, keys);
        if (!webhook) return base::fail(std::move(webhook.error()));
        webhooks.push_back(*std::move(webhook));
    }
    return webhooks;
}

base::Result<std::vector<OnWebhook>> webhooks_on(store::ReadSession& session) {
    const auto rows = session.query(
        "select id, program, topics, looked_through, failing_since, (select min(d.next_at) from "
        "webhook_delivery d where d.webhook = webhook.id and d.state = 'waiting') as due_at "
        "from webhook where state = 'on' order by id");
    if (!rows) return base::fail(rows.error());
    std::vector<OnWebhook> all;
    for (const store::Row& row : *rows) {
        all.push_back({.id = row.id<Webhook>("id"),
                       .program = row.id<guard::User>("program"),
                       .topics = topics_from_text(row.text("topics")),
                       .looked_through = row.integer("looked_through"),
                       .failing = !row.is_null("failing_since"),
                       .due_at = row.optional_time("due_at")});
    }
    return all;
}

base::Result<SigningSecrets> load_secrets(store::ReadSession& session, const guard::KeyRing& keys,
                                          WebhookId id, base::Time now) {
    const auto row = session.query_one(
        "select sealed_secret, sealed_former_secret, former_secret_until from webhook where id = $1",
        {store::value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(ProblemCode::not_found, "webhook");
    auto present = opened(keys, id, kSecretColumn, (*row)->bytes("sealed_secret"));
    if (!present) return base::fail(std::move(present.error()));
    SigningSecrets secrets{.present = base::Secret<std::string>(*std::move(present))};
    const auto until = (*row)->optional_time("former_secret_until");
    const auto former = (*row)->optional_bytes("sealed_former_secret");
    if (!former || !until || *until <= now) return secrets;
    auto text = opened(keys, id, kSecretColumn, *former);
    if (!text) return base::fail(std::move(text.error()));
    secrets.former = base::Secret<std::string>(*std::move(text));
    return secrets;
}

base::Done save_new_secret(store::WriteSession& session, const guard::KeyRing& keys, WebhookId id,
                           const base::Secret<std::string>& secret, base::Time former_until) {
    return done_if(
        session.execute("update webhook set sealed_former_secret = sealed_secret, former_secret_until = $2, "
                        "sealed_secret = $3 where id = $1",
                        {store::value(id), store::value(former_until),
                         store::value(sealed(keys, id, kSecretColumn, secret.expose()))}));
}

base::Done save_state(store::WriteSession& session, WebhookId id, WebhookState state,
                      std::string_view off_reason) {
    if (state == WebhookState::on) {
        return done_if(session.execute(
            "update webhook set state = 'on', off_reason = null, failing_since = null where id = $1",
            {store::value(id)}));
    }
    const auto reason =
        off_reason.empty() ? std::optional<std::string>() : std::optional(std::string(off_reason));
    return done_if(session.execute("update webhook set state = $2, off_reason = $3 where id = $1",
                                   {store::value(id), store::value(code_of(state)), store::value(reason)}));
}

base::Done save_failing_since(store::WriteSession& session, WebhookId id, std::optional<base::Time> since) {
    return done_if(session.execute("update webhook set failing_since = $2 where id = $1",
                                   {store::value(id), store::value(since)}));
}

base::Result<bool> save_looked_through(store::WriteSession& session, WebhookId id, std::int64_t from,
                                       std::int64_t to) {
    const auto changed =
        session.execute("update webhook set looked_through = $3 where id = $1 and looked_through = $2",
                        {store::value(id), store::value(from), store::value(to)});
    if (!changed) return base::fail(changed.error());
    return *changed == 1;
}

base::Done delete_webhook(store::WriteSession& session, WebhookId id) {
    for (const char* sql :
         {"delete from webhook_delivery where webhook = $1", "delete from webhook where id = $1"}) {
        if (auto deleted = session.execute(sql, {store::value(id)}); !deleted)
            return base::fail(std::move(deleted.error()));
    }
    return {};
}

}  // namespace courier
