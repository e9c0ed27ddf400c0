#include "guard/program_token_repository.hpp"

#include "base/crypto/sealing_key.hpp"

#include <string>
#include <utility>

namespace guard {

namespace {

constexpr std::string_view kSelect =
    "select id, program, sealed_name, scopes, created_at, created_by, expires_at, revoked_at, last_used_at "
    "from program_token ";

// ProgramToken::ends_soon(), of programs that are not closed.
constexpr std::string_view kEndsSoon =
    "where revoked_at is null and expires_at > $1 and expires_at <= $2 and exists (select 1 from "
    "user_account "
    "where user_account.id = program_token.program and disabled_at is null) ";

std::string place_of(ProgramTokenId id) {
    return base::crypto::Place{"program_token", id.text(), "sealed_name"}.associated();
}

base::Result<ProgramToken> token_of(const store::Row& row, const KeyRing& keys) {
    const auto id = row.id<ProgramToken>("id");
    auto name = base::crypto::open(keys.staff_key(), row.bytes("sealed_name"), place_of(id));
    if (!name) return base::fail(std::move(name.error()));
    const auto scopes = scopes_from_text(row.text("scopes"));
    if (!scopes) return base::fail(base::ProblemCode::data_damaged, "program_token.scopes");
    return ProgramToken{.id = id,
                        .program = row.id<User>("program"),
                        .name = std::string(base::text_of(*name)),
                        .scopes = *scopes,
                        .created_at = row.time("created_at"),
                        .created_by = row.optional_id<User>("created_by"),
                        .expires_at = row.time("expires_at"),
                        .revoked_at = row.optional_time("revoked_at"),
                        .last_used_at = row.optional_time("last_used_at")};
}

base::Result<std::optional<ProgramToken>> find_one(store::ReadSession& session, const KeyRing& keys,
                                                   std::string_view condition, store::Value value) {
    auto row = session.query_one(std::string(kSelect) + std::string(condition), {std::move(value)});
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return std::optional<ProgramToken>{};
    auto token = token_of(**row, keys);
    if (!token) return base::fail(std::move(token.error()));
    return std::optional(*std::move(token));
}

base::Result<std::vector<ProgramToken>> find_all(store::ReadSession& session, const KeyRing& keys,
                                                 std::string_view condition,
                                                 const std::vector<store::Value>& values) {
    auto rows = session.query(std::string(kSelect) + std::string(condition), values);
    if (!rows) return base::fail(std::move(rows.error()));
    std::vector<ProgramToken> tokens;
    for (const store::Row& row : *rows) {
        auto token = token_of(row, keys);
        if (!token) return base::fail(std::move(token.error()));
        tokens.push_back(*std::move(token));
    }
    return tokens;
}

base::Done done_if(const base::Result<std::int64_t>& executed) {
    if (!executed) return base::fail(executed.error());
    return {};
}

}  // namespace

base::Done insert_token(store::WriteSession& session, const KeyRing& keys, const ProgramToken& token,
                        const base::crypto::Digest& token_hash) {
    return done_if(session.execute(
        "insert into program_token (id, program, token_hash, sealed_name, scopes, created_at, created_by, "
        "expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        {store::value(token.id), store::value(token.program),
         store::value(base::Bytes(token_hash.begin(), token_hash.end())),
         store::value(base::crypto::seal(keys.staff_key(), base::bytes_of(token.name), place_of(token.id))),
         store::value(text_of(token.scopes)), store::value(token.created_at), store::value(token.created_by),
         store::value(token.expires_at)}));
}

base::Result<std::optional<ProgramToken>> find_token(store::ReadSession& session, const KeyRing& keys,
                                                     const base::crypto::Digest& token_hash) {
    return find_one(session, keys, "where token_hash = $1",
                    store::value(base::Bytes(token_hash.begin(), token_hash.end())));
}

base::Result<ProgramToken> load_token(store::ReadSession& session, const KeyRing& keys, ProgramTokenId id) {
    auto token = find_one(session, keys, "where id = $1", store::value(id));
    if (!token) return base::fail(std::move(token.error()));
    if (!*token) return base::fail(base::ProblemCode::not_found, "program_token");
    return **std::move(token);
}

base::Result<std::vector<ProgramToken>> tokens_of(store::ReadSession& session, const KeyRing& keys,
                                                  UserId program) {
    return find_all(session, keys, "where program = $1 order by id desc", {store::value(program)});
}

base::Result<std::vector<ProgramToken>> tokens_ending_soon(store::ReadSession& session, const KeyRing& keys,
                                                           base::Time now, int rows_max) {
    return find_all(session, keys, std::string(kEndsSoon) + "order by expires_at, id limit $3",
                    {store::value(now), store::value(now + kTokenEndsSoonWithin), store::value(rows_max)});
}

base::Result<std::int64_t> count_tokens_ending_soon(store::ReadSession& session, base::Time now) {
    const auto row = session.query_one("select count(*) as n from program_token " + std::string(kEndsSoon),
                                       {store::value(now), store::value(now + kTokenEndsSoonWithin)});
    if (!row) return base::fail(row.error());
    return (*row)->integer("n");
}

base::Done save_revoked(store::WriteSession& session, ProgramTokenId id, base::Time at) {
    return done_if(
        session.execute("update program_token set revoked_at = $2 where id = $1 and revoked_at is null",
                        {store::value(id), store::value(at)}));
}

base::Done save_used(store::WriteSession& session, ProgramTokenId id, base::Time at, base::Time not_since) {
    return done_if(session.execute(
        "update program_token set last_used_at = $2 where id = $1 and (last_used_at is null or "
        "last_used_at <= $3)",
        {store::value(id), store::value(at), store::value(not_since)}));
}

}  // namespace guard
