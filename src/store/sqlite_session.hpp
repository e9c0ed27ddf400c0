#pragma once
// A session on one SQLite connection. Whoever makes it begins and ends the transaction. Thread rule: as the
// connection.

#include "store/session.hpp"
#include "store/sqlite_connection.hpp"

#include <utility>
#include <vector>

namespace store {

class SqliteSession final : public WriteSession {
public:
    explicit SqliteSession(SqliteConnection& connection) : connection_(connection) {}
    base::Result<Rows> query(std::string_view sql, std::vector<Value> parameters) override {
        return connection_.query(sql, parameters);
    }
    base::Result<std::int64_t> execute(std::string_view sql, std::vector<Value> parameters) override {
        return connection_.execute(sql, parameters);
    }

private:
    SqliteConnection& connection_;
};

}  // namespace store
