#include "guard/request_once.hpp"

#include "base/encoding.hpp"
#include "guard/unit_of_work.hpp"
#include "guard/write_unaudited.hpp"

#include <utility>

namespace guard {

namespace {

base::Bytes hashed(const base::crypto::SealingKey& key, std::string_view purpose, std::string_view text) {
    base::crypto::Hasher hasher(key);
    hasher.add_field(base::bytes_of(purpose));
    hasher.add_field(base::bytes_of(text));
    const auto digest = hasher.finish();
    return {digest.begin(), digest.end()};
}

}  // namespace

RequestOnce request_once(const base::crypto::SealingKey& hashing, std::string_view key,
                         std::string_view request) {
    return {hashed(hashing, "request.key", key), hashed(hashing, "request.content", request)};
}

base::Result<std::optional<EarlierRequest>> find_earlier(Workplace& workplace, const Actor& actor,
                                                         const RequestOnce& once) {
    return workplace.database.read(
        [&](store::ReadSession& session) -> base::Result<std::optional<EarlierRequest>> {
            const auto row = session.query_one(
                "select request_hash, receipt from request_once where program = $1 and key_hash = $2",
                {store::value(actor.user), store::value(once.key_hash)});
            if (!row) return base::fail(row.error());
            if (!*row) return std::optional<EarlierRequest>();
            return std::optional(EarlierRequest{(*row)->bytes("request_hash") == once.request_hash,
                                                (*row)->optional_text("receipt")});
        });
}

base::Done keep_receipt(Workplace& workplace, const Actor& actor, const RequestOnce& once,
                        const std::string& receipt) {
    const base::Time now = workplace.clock.now();
    return write_unaudited(workplace, [&](store::WriteSession& session) -> base::Done {
        auto kept =
            session.execute("update request_once set receipt = $3 where program = $1 and key_hash = $2",
                            {store::value(actor.user), store::value(once.key_hash), store::value(receipt)});
        if (!kept) return base::fail(std::move(kept.error()));
        auto forgotten = session.execute("delete from request_once where noted_at < $1",
                                         {store::value(now - kRequestKept)});
        if (!forgotten) return base::fail(std::move(forgotten.error()));
        return {};
    });
}

base::Done note_once(store::WriteSession& session, UserId program, const RequestOnce& once, base::Time now) {
    auto noted = session.execute(
        "insert into request_once (program, key_hash, request_hash, noted_at) values ($1, $2, $3, $4) "
        "on conflict (program, key_hash) do nothing",
        {store::value(program), store::value(once.key_hash), store::value(once.request_hash),
         store::value(now)});
    if (!noted) return base::fail(std::move(noted.error()));
    if (*noted == 0) return base::fail(base::ProblemCode::done_already, "Idempotency-Key");
    return {};
}

}  // namespace guard
