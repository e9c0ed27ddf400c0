#pragma once
// PostgreSQL 15 or newer as the store of a larger site: a pool of connections, serializable transactions,
// retried when they conflict or when the connection is lost before commit (a failover may be retried blindly:
// writes carry client-made ids).

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
