#pragma once
// On PostgreSQL several processes may write to one database. Each waits for its turn, so that none fails over
// and over against a quicker one, and leaves a mark with its number, by which it can tell afterwards what
// became of a write whose answer was lost. Promise: answered "kept" or "not kept" is so, also after a
// failover: the mark travels with the write. (A transaction number would not do: those that a crash or a
// failover lost are given out again.) Thread rule: prepare() once; the caller lets one thread of the process
// write at a time.

#include "base/result.hpp"
#include "store/postgres_connection.hpp"

#include <cstdint>
#include <string>

namespace store {

class WriterTurn {
public:
    // Makes the table where it is not there. Problems: no_permission, and those of the connection.
    base::Done prepare(PostgresConnection& connection);

    // Begins a transaction that writes, when it is its turn. Problem: database_unreachable also for a standby
    // that takes no writes; database_busy when the turn did not come in time.
    base::Done begin(PostgresConnection& connection);

    // Of the write begun last: whether it was committed. Waits for it to end, where it has not.
    base::Result<bool> was_kept(PostgresConnection& connection) const;

private:
    std::string process_;
    std::int64_t turn_ = 0;
};

}  // namespace store
