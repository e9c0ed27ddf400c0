#pragma once
// The tables that migrations make: names, columns, primary keys, and which refer to which. Found by running
// the migrations on an empty SQLite database in memory, so that there is no second list to keep. Names that
// stand in a shape are the program's own and may go into a statement; names that came from elsewhere are
// compared with them first.

#include "base/result.hpp"
#include "store/migration.hpp"
#include "store/row.hpp"

#include <string>
#include <vector>

namespace store {

struct TableShape {
    std::string name;
    ColumnNames columns;
    ColumnNames key;  // the primary key, in its order
};

// In an order in which every table comes after those it refers to; a row may refer to another of its own
// table. Throws std::logic_error for tables that refer to one another in a circle, which no order can fill.
base::Result<std::vector<TableShape>> table_shapes(const std::vector<Migration>& migrations);

}  // namespace store
