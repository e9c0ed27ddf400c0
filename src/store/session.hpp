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
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace store {

struct Question {
    std::string sql;
    std::vector<Value> parameters = {};
};

class ReadSession {
public:
    virtual ~ReadSession() = default;

    virtual base::Result<Rows> query(std::string_view sql, std::vector<Value> parameters = {}) = 0;

    base::Result<Rows> query(Question question) {
        return query(question.sql, std::move(question.parameters));
    }

    // A hint: this will be asked before anything is written. A database on the other end of a line fetches it
    // together with what is asked next.
    virtual void will_ask(const Question&) {}

    // The first row, if there is one.
    base::Result<std::optional<Row>> query_one(std::string_view sql, std::vector<Value> parameters = {}) {
        auto rows = query(sql, std::move(parameters));
        if (!rows) return base::fail(std::move(rows.error()));
        if (rows->empty()) return std::optional<Row>{};
        return std::optional<Row>(std::move(rows->front()));
    }
    base::Result<std::optional<Row>> query_one(Question question) {
        return query_one(question.sql, std::move(question.parameters));
    }
};

class WriteSession : public ReadSession {
public:
    // How many rows were changed.
    virtual base::Result<std::int64_t> execute(std::string_view sql, std::vector<Value> parameters = {}) = 0;

    // As execute(), by somebody who has no use for the answer: a database on the other end of a line does it
    // with the next statement that is answered, or with the commit. Its problem is that one's; what was
    // posted before a problem is undone with the rest.
    virtual base::Done post(std::string_view sql, std::vector<Value> parameters = {});
    // As post(); `unless_one` is the problem where it did not change exactly one row.
    virtual base::Done post_one(std::string_view sql, std::vector<Value> parameters,
                                base::Problem unless_one);

    // As post(), of a row that is new; `if_there` is the problem where there is one with its key already.
    virtual base::Done post_new(std::string_view sql, std::vector<Value> parameters, base::Problem if_there);

    // Many rows of one table at once: of each row a value for each of `columns`. For filling an empty
    // database; names come from the program's own schema.
    virtual base::Done insert_rows(std::string_view table, const ColumnNames& columns,
                                   const std::vector<std::vector<Value>>& rows);
};

}  // namespace store
