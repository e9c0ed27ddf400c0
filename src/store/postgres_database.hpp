#pragma once
// PostgreSQL 15 or newer as the store of a larger site, also of several processes: a pool of connections,
// transactions that each see the database as it was at one moment, retried when the connection is lost before
// commit. Writers take turns (writer_turn.hpp), which makes them serial. A connection that is lost during
// commit is asked after, also at the node that took over; problem outcome_unknown where nobody answers.

#include "base/result.hpp"
#include "base/secret.hpp"
#include "store/database.hpp"

#include <memory>
#include <string>

namespace store {

struct PostgresOptions {
    std::size_t connections_max = 8;
    int attempts_max = 12;  // of one transaction
};

// `url` is a libpq connection string, several hosts allowed; it never appears in a problem.
// Problems: database_unreachable, invalid_configuration (server too old).
base::Result<std::unique_ptr<Database>> open_postgres(const base::Secret<std::string>& url,
                                                      const PostgresOptions& options = {});

}  // namespace store
