#include "store/writer_turn.hpp"

namespace store {
namespace {

// A table and no advisory lock: only "lock table" waits before the transaction's snapshot is taken, and what
// waited with an older one would conflict all the same. Others read the table meanwhile.
constexpr const char* kTakeTurn = "lock table writer_turn in exclusive mode";

// Two processes may start at once on a new database.
constexpr const char* kMakeTable =
    "do $$ begin "
    "if to_regclass('writer_turn') is null then "
    "perform pg_advisory_xact_lock(7703148912); "
    "create table if not exists writer_turn "
    "(process text primary key, turn bigint not null, taken_at timestamptz not null default now()); "
    "end if; end $$";

constexpr const char* kForgetOld = "delete from writer_turn where taken_at < now() - interval '30 days'";

}  // namespace

base::Done WriterTurn::prepare(PostgresConnection& connection) {
    if (auto made = connection.run(kMakeTable); !made) return made;
    // Of processes that are long gone. Whoever writes at this moment is not held up: next time, then.
    static_cast<void>(connection.run(kForgetOld));
    const auto named = connection.query("select gen_random_uuid()::text as process", {});
    if (!named) return base::fail(named.error());
    process_ = named->front().text("process");
    return {};
}

base::Done WriterTurn::begin(PostgresConnection& connection) {
    ++turn_;
    if (auto begun = connection.post("begin", {}); !begun) return begun;
    if (auto taken = connection.post(kTakeTurn, {}); !taken) return taken;
    return connection.post(
        "insert into writer_turn (process, turn) values ($1, $2) on conflict (process) do update "
        "set turn = excluded.turn, taken_at = excluded.taken_at",
        {value(process_), value(turn_)});
}

base::Result<bool> WriterTurn::was_kept(PostgresConnection& connection) const {
    // Behind the write in question, should the server still be busy with it.
    if (auto begun = connection.post("begin", {}); !begun) return base::fail(begun.error());
    if (auto taken = connection.post(kTakeTurn, {}); !taken) return base::fail(taken.error());
    const auto rows = connection.query("select turn from writer_turn where process = $1", {value(process_)});
    if (!rows) return base::fail(rows.error());
    if (auto ended = connection.roll_back(); !ended) return base::fail(ended.error());
    return !rows->empty() && rows->front().integer("turn") == turn_;
}

}  // namespace store
