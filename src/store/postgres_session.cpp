#include "store/postgres_session.hpp"

#include <algorithm>

namespace store {

using base::ProblemCode;

bool is_worth_retrying(const base::Problem& problem) {
    return problem.code == ProblemCode::serialization_conflict ||
           problem.code == ProblemCode::database_unreachable;
}

base::Result<Rows> PostgresSession::query(std::string_view sql, std::vector<Value> parameters) {
    const Expected* early = expected(sql, parameters);
    if (early == nullptr) return noted(connection_.query(sql, parameters));
    if (!early->answer->rows) {
        if (auto sent = noted(connection_.send_all()); !sent) return base::fail(sent.error());
    }
    return *early->answer->rows;
}

void PostgresSession::will_ask(const Question& question) {
    if (expected(question.sql, question.parameters) != nullptr) return;
    // What goes wrong here goes wrong again when it is asked.
    if (auto asked = noted(connection_.ask(question.sql, question.parameters))) {
        expected_.push_back({.question = question, .answer = std::move(*asked)});
    }
}

base::Result<std::int64_t> PostgresSession::execute(std::string_view sql, std::vector<Value> parameters) {
    expected_.clear();
    return noted(connection_.execute(sql, parameters));
}

base::Done PostgresSession::post(std::string_view sql, std::vector<Value> parameters) {
    expected_.clear();
    return noted(connection_.post(sql, parameters));
}

base::Done PostgresSession::post_one(std::string_view sql, std::vector<Value> parameters,
                                     base::Problem unless_one) {
    expected_.clear();
    return noted(connection_.post(sql, parameters, {.not_one = std::move(unless_one)}));
}

base::Done PostgresSession::post_new(std::string_view sql, std::vector<Value> parameters,
                                     base::Problem if_there) {
    expected_.clear();
    return noted(connection_.post(sql, parameters, {.there = std::move(if_there)}));
}

base::Done PostgresSession::insert_rows(std::string_view table, const ColumnNames& columns,
                                        const std::vector<std::vector<Value>>& rows) {
    expected_.clear();
    return noted(connection_.copy_in(table, columns, rows));
}

const PostgresSession::Expected* PostgresSession::expected(std::string_view sql,
                                                           const std::vector<Value>& parameters) const {
    const auto found = std::ranges::find_if(expected_, [&](const Expected& one) {
        return one.question.sql == sql && one.question.parameters == parameters;
    });
    return found == expected_.end() ? nullptr : &*found;
}

}  // namespace store
