#include "guard/sign_in_repository.hpp"

#include "base/crypto/sealing_key.hpp"

#include <utility>

namespace guard {

namespace {

base::Done done_if(base::Result<std::int64_t> executed) {
    if (!executed) return base::fail(std::move(executed.error()));
    return {};
}

store::Value value_of(const base::crypto::Digest& digest) {
    return store::value(base::ByteView(digest));
}

base::Bytes lookup_hash(const KeyRing& keys, std::string_view kind, base::ByteView what) {
    base::crypto::Hasher hasher(keys.lookup_key());
    hasher.add_field(base::bytes_of(kind));
    hasher.add_field(what);
    const auto digest = hasher.finish();
    return {digest.begin(), digest.end()};
}

std::string place_of_pending(SignInId id) {
    return base::crypto::Place{"sign_in_session", id.text(), "sealed_pending_secret"}.associated();
}

constexpr std::string_view kSelect =
    "select id, user_id, created_at, last_seen_at, expires_at, second_factor_at from sign_in_session ";

SignInRow row_of(const store::Row& row) {
    return {.id = row.id<SignIn>("id"),
            .user = row.id<User>("user_id"),
            .created_at = row.time("created_at"),
            .last_seen_at = row.time("last_seen_at"),
            .expires_at = row.time("expires_at"),
            .second_factor_at = row.optional_time("second_factor_at")};
}

base::Bytes hash_of_code(const KeyRing& keys, UserId user, std::string_view code) {
    return lookup_hash(keys, "recovery_code/" + user.text(), base::bytes_of(code));
}

}  // namespace

base::Done insert_session(store::WriteSession& session, const SignInRow& row,
                          const base::crypto::Digest& token_hash) {
    return done_if(session.execute(
        "insert into sign_in_session (id, token_hash, user_id, created_at, last_seen_at, expires_at, "
        "second_factor_at) values ($1, $2, $3, $4, $5, $6, $7)",
        {store::value(row.id), value_of(token_hash), store::value(row.user), store::value(row.created_at),
         store::value(row.last_seen_at), store::value(row.expires_at), store::value(row.second_factor_at)}));
}

base::Result<std::optional<SignInRow>> find_session(store::ReadSession& session,
                                                    const base::crypto::Digest& token_hash) {
    auto row = session.query_one(std::string(kSelect) + "where token_hash = $1", {value_of(token_hash)});
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return std::optional<SignInRow>{};
    return std::optional(row_of(**row));
}

base::Result<std::vector<SignInRow>> sessions_of(store::ReadSession& session, UserId user) {
    auto rows = session.query(std::string(kSelect) + "where user_id = $1 order by created_at desc",
                              {store::value(user)});
    if (!rows) return base::fail(std::move(rows.error()));
    std::vector<SignInRow> sessions;
    for (const store::Row& row : *rows) sessions.push_back(row_of(row));
    return sessions;
}

base::Done save_last_seen(store::WriteSession& session, SignInId id, base::Time at) {
    return done_if(session.execute("update sign_in_session set last_seen_at = $2 where id = $1",
                                   {store::value(id), store::value(at)}));
}

base::Done save_second_factor_passed(store::WriteSession& session, SignInId id, base::Time at,
                                     const base::crypto::Digest& token_hash) {
    return done_if(
        session.execute("update sign_in_session set second_factor_at = $2, token_hash = $3, "
                        "sealed_pending_secret = null where id = $1",
                        {store::value(id), store::value(at), value_of(token_hash)}));
}

base::Done end_session(store::WriteSession& session, SignInId id) {
    return done_if(session.execute("delete from sign_in_session where id = $1", {store::value(id)}));
}

base::Done end_sessions_of(store::WriteSession& session, UserId user, std::optional<SignInId> kept) {
    return done_if(session.execute("delete from sign_in_session where user_id = $1 and id <> $2",
                                   {store::value(user), store::value(kept.value_or(SignInId{}))}));
}

base::Done remove_ended_sessions(store::WriteSession& session, base::Time now, base::Time seen_before) {
    return done_if(session.execute("delete from sign_in_session where expires_at <= $1 or last_seen_at <= $2",
                                   {store::value(now), store::value(seen_before)}));
}

base::Done save_pending_secret(store::WriteSession& session, const KeyRing& keys, SignInId id,
                               const std::optional<base::Secret<base::Bytes>>& secret) {
    store::Value sealed{};
    if (secret) {
        sealed = store::value(base::crypto::seal(keys.staff_key(), secret->expose(), place_of_pending(id)));
    }
    auto saved = session.execute("update sign_in_session set sealed_pending_secret = $2 where id = $1",
                                 {store::value(id), std::move(sealed)});
    if (!saved) return base::fail(std::move(saved.error()));
    if (*saved == 0) return base::fail(base::ProblemCode::not_found, "session");
    return {};
}

base::Result<std::optional<base::Secret<base::Bytes>>> load_pending_secret(store::ReadSession& session,
                                                                           const KeyRing& keys, SignInId id) {
    using Pending = std::optional<base::Secret<base::Bytes>>;
    auto row = session.query_one("select sealed_pending_secret from sign_in_session where id = $1",
                                 {store::value(id)});
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return Pending{};
    const auto sealed = (*row)->optional_bytes("sealed_pending_secret");
    if (!sealed) return Pending{};
    auto secret = base::crypto::open(keys.staff_key(), *sealed, place_of_pending(id));
    if (!secret) return base::fail(std::move(secret.error()));
    return Pending(base::Secret<base::Bytes>(*std::move(secret)));
}

Tried tried_name(const KeyRing& keys, std::string_view sign_in_name) {
    return {lookup_hash(keys, "tried.name", base::bytes_of(sign_in_name))};
}

Tried tried_at_place(const KeyRing& keys, std::string_view sign_in_name, std::string_view address) {
    base::crypto::Hasher hasher(keys.lookup_key());
    hasher.add_field(base::bytes_of("tried.place"));
    hasher.add_field(base::bytes_of(sign_in_name));
    hasher.add_field(base::bytes_of(address));
    const auto digest = hasher.finish();
    base::Bytes hash(digest.begin(), digest.end());
    return {std::move(hash)};
}

Tried tried_own_password(const KeyRing& keys, UserId user) {
    return {lookup_hash(keys, "tried.own_password", user.uuid().bytes())};
}

Tried tried_second_factor(const KeyRing& keys, UserId user) {
    return {lookup_hash(keys, "tried.second_factor", user.uuid().bytes())};
}

base::Result<bool> is_known_place(store::ReadSession& session, const Tried& place, base::Time now) {
    auto row = session.query_one("select last_at from sign_in_place where place_hash = $1 and last_at > $2",
                                 {store::value(place.hash), store::value(now - kPlaceForgottenAfter)});
    if (!row) return base::fail(std::move(row.error()));
    return row->has_value();
}

base::Done save_place(store::WriteSession& session, const Tried& place, UserId user, base::Time at) {
    return done_if(session.execute(
        "insert into sign_in_place (place_hash, user_id, last_at) values ($1, $2, $3) "
        "on conflict (place_hash) do update set user_id = excluded.user_id, last_at = excluded.last_at",
        {store::value(place.hash), store::value(user), store::value(at)}));
}

base::Done forget_places(store::WriteSession& session, UserId user) {
    return done_if(session.execute("delete from sign_in_place where user_id = $1", {store::value(user)}));
}

base::Result<Failures> load_failures(store::ReadSession& session, const Tried& tried) {
    auto row = session.query_one("select failures, last_failed_at from sign_in_failure where tried_hash = $1",
                                 {store::value(tried.hash)});
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return Failures{};
    return Failures{.count = static_cast<int>((*row)->integer("failures")),
                    .last_at = (*row)->time("last_failed_at")};
}

base::Done save_failures(store::WriteSession& session, const Tried& tried, const Failures& failures) {
    return done_if(session.execute(
        "insert into sign_in_failure (tried_hash, failures, last_failed_at) values ($1, $2, $3) "
        "on conflict (tried_hash) do update set failures = excluded.failures, "
        "last_failed_at = excluded.last_failed_at",
        {store::value(tried.hash), store::value(failures.count), store::value(failures.last_at)}));
}

base::Done forget_failures(store::WriteSession& session, const Tried& tried) {
    return done_if(
        session.execute("delete from sign_in_failure where tried_hash = $1", {store::value(tried.hash)}));
}

base::Done forget_failures(store::WriteSession& session, const KeyRing& keys, const User& user) {
    for (const Tried& tried : {tried_name(keys, user.sign_in_name), tried_own_password(keys, user.id),
                               tried_second_factor(keys, user.id)}) {
        if (auto done = forget_failures(session, tried); !done) return done;
    }
    // What was counted at an address counts no more: the next attempt from there is one from anywhere.
    return forget_places(session, user.id);
}

base::Done remove_old_failures(store::WriteSession& session, base::Time now) {
    auto removed = session.execute("delete from sign_in_failure where last_failed_at < $1",
                                   {store::value(now - kFailuresForgottenAfter)});
    if (!removed) return base::fail(std::move(removed.error()));
    return done_if(session.execute("delete from sign_in_place where last_at < $1",
                                   {store::value(now - kPlaceForgottenAfter)}));
}

base::Done save_recovery_codes(store::WriteSession& session, const KeyRing& keys, UserId user,
                               const std::vector<base::Secret<std::string>>& codes) {
    auto removed = session.execute("delete from recovery_code where user_id = $1", {store::value(user)});
    if (!removed) return base::fail(std::move(removed.error()));
    for (const base::Secret<std::string>& code : codes) {
        auto saved =
            session.execute("insert into recovery_code (user_id, code_hash) values ($1, $2)",
                            {store::value(user), store::value(hash_of_code(keys, user, code.expose()))});
        if (!saved) return base::fail(std::move(saved.error()));
    }
    return {};
}

base::Result<bool> use_recovery_code(store::WriteSession& session, const KeyRing& keys, UserId user,
                                     std::string_view code) {
    auto removed = session.execute("delete from recovery_code where user_id = $1 and code_hash = $2",
                                   {store::value(user), store::value(hash_of_code(keys, user, code))});
    if (!removed) return base::fail(std::move(removed.error()));
    return *removed == 1;
}

base::Result<int> count_recovery_codes(store::ReadSession& session, UserId user) {
    auto rows = session.query("select code_hash from recovery_code where user_id = $1", {store::value(user)});
    if (!rows) return base::fail(std::move(rows.error()));
    return static_cast<int>(rows->size());
}

}  // namespace guard
