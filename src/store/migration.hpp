#pragma once
// Brings a database to the shape this program knows: numbered files of db/migrations, each run once, in
// order, in a transaction of its own together with its row in schema_version.

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace store {

struct Migration {
    std::int64_t number = 0;
    std::string name;
    std::string sql;
    std::string checksum;
};

// From files called NNNN_name.sql. Problem: invalid_file.
base::Result<std::vector<Migration>> migrations_from(std::span<const base::EmbeddedFile> files);
// Those of this program.
base::Result<std::vector<Migration>> program_migrations();

// The statements of a script, without comments; quotes are respected. Problem: invalid_file (an open quote or
// comment).
base::Result<std::vector<std::string>> split_statements(std::string_view script);

struct SchemaState {
    std::int64_t applied = 0;  // the newest number in the database
    std::int64_t known = 0;    // the newest number of the program
    std::int64_t pending = 0;  // how many would be run
};

// Problems: database_newer, data_damaged (an applied migration was edited).
base::Result<SchemaState> schema_state(Database& database, const std::vector<Migration>& migrations);

// The same of a database that is only looked at; one without any migration has applied none. Problems: as
// above.
base::Result<SchemaState> schema_state_in(ReadSession& session, Engine engine,
                                          const std::vector<Migration>& migrations);

struct AppliedMigration {
    std::int64_t number = 0;
    std::string checksum;

    friend bool operator==(const AppliedMigration&, const AppliedMigration&) = default;
};

// Those of a database, in order.
base::Result<std::vector<AppliedMigration>> applied_migrations(ReadSession& session);
// Of `migrations` those that were applied there. Problems: database_newer, data_damaged.
base::Result<std::vector<Migration>> as_applied(const std::vector<Migration>& migrations,
                                                const std::vector<AppliedMigration>& applied);

// All that are pending, in the caller's transaction: for a database that is to be whole or not there.
base::Done migrate_in(WriteSession& session, const std::vector<Migration>& migrations, base::Time now);

// How many were run. Problems: as above, and those of the statements.
base::Result<std::int64_t> migrate(Database& database, const std::vector<Migration>& migrations,
                                   base::Time now);

}  // namespace store
