#pragma once
// An installation that is open: its database, brought up to date or found to be, its keys, bound to it, and
// the clock and randomness of this machine. Everything a command works on. Promise: opened with the right key
// file or not at all; a key file is made only for a database that has none. Thread rule: opened on one
// thread, then shared as a Workplace is.

#include "base/crypto/random.hpp"
#include "base/metrics.hpp"
#include "base/time.hpp"
#include "cli/data_directory.hpp"
#include "cli/settings.hpp"
#include "guard/key_ring.hpp"
#include "guard/unit_of_work.hpp"
#include "store/database.hpp"
#include "store/sqlite_database.hpp"

#include <memory>

namespace cli {

enum class Opening {
    existing,  // what is there, of this program's shape
    migrated,  // made where it is not there, and brought to this program's shape
};

class Installation {
public:
    // With `metrics`, which outlive it, every transaction is counted and timed.
    // Problems: not_found, already_exists, no_permission, disk_full, database_busy, database_unreachable,
    // database_newer, data_damaged, wrong_state (existing, and migrations are pending), wrong_key,
    // invalid_file (the key file).
    static base::Result<std::unique_ptr<Installation>> open(const DataDirectory& directory,
                                                            const Settings& settings, Opening opening,
                                                            const base::Clock& clock,
                                                            const store::SqliteOptions& sqlite = {},
                                                            base::Metrics* metrics = nullptr);

    store::Database& database() { return *database_; }
    const guard::KeyRing& keys() const { return keys_; }
    guard::Workplace& workplace() { return workplace_; }
    std::int64_t migrations_run() const { return migrations_run_; }

private:
    Installation(std::unique_ptr<store::Database> database, guard::KeyRing keys, const base::Clock& clock,
                 std::int64_t migrations_run)
        : database_(std::move(database)),
          keys_(std::move(keys)),
          workplace_{.database = *database_, .keys = keys_, .clock = clock, .random = random_},
          migrations_run_(migrations_run) {}

    std::unique_ptr<store::Database> database_;
    guard::KeyRing keys_;
    base::crypto::SystemRandom random_;
    guard::Workplace workplace_;
    std::int64_t migrations_run_;
};

base::Result<std::unique_ptr<store::Database>> open_database(const DataDirectory& directory,
                                                             const Settings& settings,
                                                             const store::SqliteOptions& sqlite = {});

}  // namespace cli
