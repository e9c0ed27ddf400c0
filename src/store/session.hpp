#pragma once
// One transaction's view of the database. Who only reads gets a ReadSession by type and cannot write.
// Statements are written once in the subset SQLite and PostgreSQL share (docs/decisions), with
// parameters $1, $2 ... Thread rule: a session belongs to the thread that runs the transaction and ends with
// it.

#include "base/result.hpp"
#include "store/row.hpp"
#include "store/value.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace store {

class ReadSession {
public:
    virtual ~ReadSession() = default;

    virtual base::Result<Rows> query(std::string_view sql, std::vector<Value> parameters = {}) = 0;

    // The first row, if there is one.
    base::Result<std::optional<Row>> query_one(std::string_view sql, std::vector<Value> parameters = {}) {
        auto rows = query(sql, std::move(parameters));
        if (!rows) return base::fail(std::move(rows.error()));
        if (rows->empty()) return std::optional<Row>{};
        return std::optional<Row>(std::move(rows->front()));
    }
};

class WriteSession : public ReadSession {
public:
    // How many rows were changed.
    virtual base::Result<std::int64_t> execute(std::string_view sql, std::vector<Value> parameters = {}) = 0;

    // Many rows of one table at once: of each row a value for each of `columns`. For filling an empty
    // database; names come from the program's own schema.
    virtual base::Done insert_rows(std::string_view table, const ColumnNames& columns,
                                   const std::vector<std::vector<Value>>& rows);
};

}  // namespace store
