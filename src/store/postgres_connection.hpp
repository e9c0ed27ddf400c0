#pragma once
// One libpq connection with its cache of prepared statements; values travel in binary. Statements whose
// answer nobody waits for are kept until one is wanted, and travel with it in one message: most of what a
// statement costs is the way there and back. Used by one thread at a time.

#include "base/result.hpp"
#include "store/postgres_values.hpp"
#include "store/row.hpp"
#include "store/value.hpp"

#include <libpq-fe.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

class PostgresConnection {
public:
    static base::Result<std::unique_ptr<PostgresConnection>> open(const std::string& url);

    base::Result<Rows> query(std::string_view sql, const std::vector<Value>& parameters);
    base::Result<std::int64_t> execute(std::string_view sql, const std::vector<Value>& parameters);
    // Asked now, answered with the next answer that is wanted.
    struct Early {
        std::optional<Rows> rows;
    };
    base::Result<std::shared_ptr<Early>> ask(std::string_view sql, const std::vector<Value>& parameters);
    // To be done with the next answer that is wanted, which tells what went wrong.
    struct Unless {
        std::optional<base::Problem> not_one;  // the problem where it did not change exactly one row
        std::optional<base::Problem> there;    // and where a row with its key is there already
    };
    base::Done post(std::string_view sql, const std::vector<Value>& parameters, Unless unless = {});
    // Everything that waits.
    base::Done send_all();
    // Sends what waits and the end of the transaction. A problem with a connection that is then lost leaves
    // open whether it was kept; after any other it was not.
    base::Done commit();
    base::Done roll_back();
    // By the simple protocol: several statements at once.
    base::Done run(const char* sql);
    // Rows by "copy ... from stdin", which is ten times as fast as inserting them.
    base::Done copy_in(std::string_view table, const ColumnNames& columns,
                       const std::vector<std::vector<Value>>& rows);
    bool alive() const { return PQstatus(handle_.get()) == CONNECTION_OK; }
    bool in_transaction() const;
    // Whoever has it puts it back as a lost one.
    void drop();
    int server_version() const { return PQserverVersion(handle_.get()); }

private:
    struct Finish {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Answer = std::unique_ptr<PGresult, Clear>;
    // Sent to libpq and not answered yet.
    struct Waiting {
        std::string prepares;  // the key of the statement, where this one only makes it known
        Unless unless;
        std::shared_ptr<Early> early;
    };

    explicit PostgresConnection(PGconn* connection) : handle_(connection) {}
    base::Done make_room();
    base::Done queue(std::string_view sql, const std::vector<Value>& parameters, Waiting waiting);
    base::Result<std::string> name_of(std::string_view sql, const PostgresParameters& bound);
    base::Result<Answer> settle();
    base::Done check(const Waiting& one, const PGresult* answer);
    base::Result<Answer> answer_of(std::string_view sql, const std::vector<Value>& parameters);
    base::Done speak_simply();

    std::unique_ptr<PGconn, Finish> handle_;
    std::map<std::string, std::string, std::less<>> statements_;  // names by text and types of parameters
    std::int64_t named_ = 0;
    std::vector<Waiting> waiting_;
    std::size_t bytes_waiting_ = 0;
};

}  // namespace store
