#pragma once
// SQLite as the store of one machine. One writer connection per process makes all writes and all checkpoints,
// the others are read-only: twice as fast under contention, and clear of the WAL-reset bug of Debian's
// SQLite 3.40.1 (docs/decisions).

#include "base/result.hpp"
#include "store/database.hpp"

#include <filesystem>
#include <memory>

namespace store {

struct SqliteOptions {
    std::size_t readers_max = 4;
    bool durable = true;  // false only to fill the demo country: synchronous=off, then one full sync at close
    std::int64_t pages_max = 0;  // 0: no limit; a test fills a small disk with it
};

// Creates the file (mode 0600) where there is none. A second process is refused while this one holds the
// database. Problems: database_busy, no_permission, data_damaged, disk_full,
// disk_read_only, storage_failed (also of each transaction).
base::Result<std::unique_ptr<Database>> open_sqlite(const std::filesystem::path& file,
                                                    const SqliteOptions& options = {});

// For reading only, also while another process holds the database: takes no lock that it would wait for, and
// never checkpoints, neither while reading nor when it closes. Problems: no_permission, data_damaged.
base::Result<std::unique_ptr<Database>> open_sqlite_beside(const std::filesystem::path& file);

}  // namespace store
