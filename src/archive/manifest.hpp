#pragma once
// What a backup or a copy says of itself before its rows: when and by what it was made, the migrations that
// shaped it, whether its audit chain held, and how many rows each table has. Plain values.

#include "base/time.hpp"
#include "guard/audit.hpp"
#include "store/database.hpp"
#include "store/migration.hpp"
#include "store/row.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace archive {

struct TableContent {
    std::string name;
    store::ColumnNames columns;
    std::int64_t rows = 0;
};

struct Manifest {
    base::Time made_at;
    std::string program;  // its version
    std::vector<store::AppliedMigration> migrations;
    guard::AuditVerdict audit;
    std::vector<TableContent> tables;  // in the order in which they are filled

    std::int64_t rows() const;
};

// What a manifest says that no database knows.
struct Made {
    base::Time at;
    std::string program;
};

}  // namespace archive
