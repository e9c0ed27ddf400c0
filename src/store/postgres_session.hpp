#pragma once
// A session on one connection to PostgreSQL. Whoever makes it begins and ends the transaction. Thread rule:
// as the connection.

#include "store/postgres_connection.hpp"
#include "store/session.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace store {

// Whether another attempt at once helps. A full disk or a turn that did not come would only be met again: the
// person who waits is told.
bool is_worth_retrying(const base::Problem& problem);

class PostgresSession final : public WriteSession {
public:
    explicit PostgresSession(PostgresConnection& connection) : connection_(connection) {}
    base::Result<Rows> query(std::string_view sql, std::vector<Value> parameters) override;
    void will_ask(const Question& question) override;
    base::Result<std::int64_t> execute(std::string_view sql, std::vector<Value> parameters) override;
    base::Done post(std::string_view sql, std::vector<Value> parameters) override;
    base::Done post_one(std::string_view sql, std::vector<Value> parameters,
                        base::Problem unless_one) override;
    base::Done post_new(std::string_view sql, std::vector<Value> parameters, base::Problem if_there) override;
    base::Done insert_rows(std::string_view table, const ColumnNames& columns,
                           const std::vector<std::vector<Value>>& rows) override;

    // Conflict or lost connection, seen by any statement, decides over the transaction, whatever the body
    // made of it.
    const std::optional<base::Problem>& worth_retrying() const { return worth_retrying_; }

private:
    struct Expected {
        Question question;
        std::shared_ptr<PostgresConnection::Early> answer;
    };

    template <class Outcome>
    Outcome noted(Outcome outcome) {
        if (!outcome && is_worth_retrying(outcome.error())) worth_retrying_ = outcome.error();
        return outcome;
    }
    const Expected* expected(std::string_view sql, const std::vector<Value>& parameters) const;

    PostgresConnection& connection_;
    std::optional<base::Problem> worth_retrying_;
    std::vector<Expected> expected_;  // none that was asked before something was written
};

}  // namespace store
