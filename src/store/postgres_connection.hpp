#pragma once
// One libpq connection with its cache of prepared statements; values travel in binary. Used by one thread at
// a time.

#include "base/result.hpp"
#include "store/row.hpp"
#include "store/value.hpp"

#include <libpq-fe.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace store {

class PostgresConnection {
public:
    static base::Result<std::unique_ptr<PostgresConnection>> open(const std::string& url);

    base::Result<Rows> query(std::string_view sql, const std::vector<Value>& parameters);
    base::Result<std::int64_t> execute(std::string_view sql, const std::vector<Value>& parameters);
    base::Done run(const char* sql);
    // Rows by "copy ... from stdin", which is ten times as fast as inserting them.
    base::Done copy_in(std::string_view table, const ColumnNames& columns,
                       const std::vector<std::vector<Value>>& rows);
    bool alive() const { return PQstatus(handle_.get()) == CONNECTION_OK; }
    bool in_transaction() const { return PQtransactionStatus(handle_.get()) != PQTRANS_IDLE; }
    // Whoever has it puts it back as a lost one.
    void drop() { handle_.reset(); }
    int server_version() const { return PQserverVersion(handle_.get()); }

private:
    struct Finish {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Answer = std::unique_ptr<PGresult, Clear>;

    explicit PostgresConnection(PGconn* connection) : handle_(connection) {}
    base::Result<Answer> send(std::string_view sql, const std::vector<Value>& parameters);
    base::Problem problem_of(const PGresult* result) const;

    std::unique_ptr<PGconn, Finish> handle_;
    // By text and by parameter types: the type of a null is not known from its value.
    std::map<std::string, std::string, std::less<>> statements_;
};

}  // namespace store
