#include "store/postgres_connection.hpp"

#include "store/postgres_copy.hpp"
#include "store/postgres_problem.hpp"

#include <array>
#include <cstddef>
#include <cstdlib>
#include <utility>

namespace store {
namespace {

using base::ProblemCode;

constexpr std::size_t kStatementsMax = 512;
constexpr std::size_t kCopyPieceBytes = 65536;
// What waits is sent before either side's buffers could fill up while the other one only sends as well.
constexpr std::size_t kWaitingMax = 100;
constexpr std::size_t kBytesWaitingMax = 32768;

// A machine that is gone without a word is given up after seconds, not after the minutes the kernel takes.
// What stands in the address itself comes later, and counts.
PGconn* connect(const std::string& url) {
    constexpr int kExpandAddress = 1;
    const std::array<const char*, 5> keywords{"connect_timeout", "tcp_user_timeout", "application_name",
                                              "dbname", nullptr};
    const std::array<const char*, 5> values{"10", "30000", "waymark", url.c_str(), nullptr};
    return PQconnectdbParams(keywords.data(), values.data(), kExpandAddress);
}

base::Problem lost() {
    return problem_of(nullptr);
}

std::int64_t rows_changed(const PGresult* answer) {
    return std::atoll(PQcmdTuples(const_cast<PGresult*>(answer)));
}

}  // namespace

base::Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& url) {
    std::unique_ptr<PostgresConnection> connection(new PostgresConnection(connect(url)));
    if (!connection->alive())
        return base::fail(ProblemCode::database_unreachable, "postgresql does not answer");
    PQsetNoticeProcessor(connection->handle_.get(), [](void*, const char*) {}, nullptr);
    if (auto set = connection->run(
            // Serializable without its price: writers take turns (writer_turn.hpp), so each sees all that the
            // one before it left, and who reads sees the database as it was between two of them.
            "set default_transaction_isolation = 'repeatable read'; set client_encoding = 'UTF8'; "
            "set client_min_messages = 'warning'; "
            // A process that vanished in the middle, with the machine it ran on, keeps nobody waiting long.
            "set idle_in_transaction_session_timeout = '20s'; set lock_timeout = '15s'; "
            // What is acknowledged is on disk, also where an administrator made other programs faster.
            "do $$ begin if current_setting('synchronous_commit') = 'off' then "
            "perform set_config('synchronous_commit', 'on', false); end if; end $$");
        !set) {
        return base::fail(set.error());
    }
    return connection;
}

base::Result<Rows> PostgresConnection::query(std::string_view sql, const std::vector<Value>& parameters) {
    const auto answer = answer_of(sql, parameters);
    if (!answer) return base::fail(answer.error());
    return rows_of(answer->get());
}

base::Result<std::int64_t> PostgresConnection::execute(std::string_view sql,
                                                       const std::vector<Value>& parameters) {
    const auto answer = answer_of(sql, parameters);
    if (!answer) return base::fail(answer.error());
    return rows_changed(answer->get());
}

base::Done PostgresConnection::post(std::string_view sql, const std::vector<Value>& parameters,
                                    Unless unless) {
    if (auto room = make_room(); !room) return room;
    return queue(sql, parameters, {.unless = std::move(unless)});
}

base::Result<std::shared_ptr<PostgresConnection::Early>> PostgresConnection::ask(
    std::string_view sql, const std::vector<Value>& parameters) {
    if (auto room = make_room(); !room) return base::fail(room.error());
    auto early = std::make_shared<Early>();
    if (auto queued = queue(sql, parameters, {.early = early}); !queued) return base::fail(queued.error());
    return early;
}

base::Done PostgresConnection::make_room() {
    if (waiting_.size() < kWaitingMax && bytes_waiting_ < kBytesWaitingMax) return {};
    return send_all();
}

base::Done PostgresConnection::send_all() {
    if (auto settled = settle(); !settled) return base::fail(settled.error());
    return {};
}

base::Done PostgresConnection::commit() {
    // The server would commit what only the program finds wrong: that has to be known first.
    for (const Waiting& one : waiting_) {
        if (!one.unless.not_one) continue;
        if (auto sent = send_all(); !sent) return sent;
        break;
    }
    const auto answer = answer_of("commit", {});
    if (!answer) return base::fail(answer.error());
    // "commit" in a transaction that failed ends it as well, and says so in no other way.
    if (std::string_view(PQcmdStatus(answer->get())) != "COMMIT")
        return base::fail(ProblemCode::internal, "postgresql rolled back what was to be committed");
    return {};
}

base::Done PostgresConnection::roll_back() {
    static_cast<void>(settle());
    return run("rollback");
}

bool PostgresConnection::in_transaction() const {
    return !waiting_.empty() || PQtransactionStatus(handle_.get()) != PQTRANS_IDLE;
}

void PostgresConnection::drop() {
    waiting_.clear();
    handle_.reset();
}

base::Result<PostgresConnection::Answer> PostgresConnection::answer_of(std::string_view sql,
                                                                       const std::vector<Value>& parameters) {
    if (auto queued = queue(sql, parameters, {}); !queued) return base::fail(queued.error());
    return settle();
}

base::Done PostgresConnection::queue(std::string_view sql, const std::vector<Value>& parameters,
                                     Waiting waiting) {
    if (!alive()) return base::fail(lost());
    const PostgresParameters bound(parameters);
    const auto name = name_of(sql, bound);
    if (!name) return base::fail(name.error());
    if (PQenterPipelineMode(handle_.get()) != 1 ||
        PQsendQueryPrepared(handle_.get(), name->c_str(), bound.count(), bound.values(), bound.lengths(),
                            bound.formats(), 1) != 1) {
        return base::fail(lost());
    }
    waiting_.push_back(std::move(waiting));
    bytes_waiting_ += sql.size() + bound.bytes();
    return {};
}

// The statement's name, and the order to prepare it where it is new.
base::Result<std::string> PostgresConnection::name_of(std::string_view sql, const PostgresParameters& bound) {
    std::string key = std::string(sql) + bound.signature();
    if (const auto known = statements_.find(key); known != statements_.end()) return known->second;
    if (statements_.size() >= kStatementsMax) {
        if (auto sent = send_all(); !sent) return base::fail(sent.error());
        statements_.clear();
        if (auto forgot = run("deallocate all"); !forgot) return base::fail(forgot.error());
    }
    std::string name = "s" + std::to_string(++named_);
    if (PQenterPipelineMode(handle_.get()) != 1 ||
        PQsendPrepare(handle_.get(), name.c_str(), std::string(sql).c_str(), bound.count(), bound.types()) !=
            1) {
        return base::fail(lost());
    }
    statements_.emplace(key, name);
    waiting_.push_back({.prepares = std::move(key)});
    return name;
}

// Sends what waits and takes every answer; returns the last one. The first problem is the one that counts:
// the server did nothing of what came after it.
base::Result<PostgresConnection::Answer> PostgresConnection::settle() {
    if (waiting_.empty()) return Answer{};
    PGconn* connection = handle_.get();
    const bool sent = PQpipelineSync(connection) == 1;
    std::optional<base::Problem> first;
    Answer last;
    for (const Waiting& one : waiting_) {
        last.reset(PQgetResult(connection));
        if (auto checked = check(one, last.get()); !checked && !first) first = checked.error();
        while (Answer more{PQgetResult(connection)}) {
        }
    }
    waiting_.clear();
    bytes_waiting_ = 0;
    const Answer end(PQgetResult(connection));
    if (!first && (!sent || PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC)) first = lost();
    if (first) return base::fail(std::move(*first));
    return last;
}

base::Done PostgresConnection::check(const Waiting& one, const PGresult* answer) {
    const ExecStatusType status = PQresultStatus(answer);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        // Not prepared, or not for sure: its name is given to nothing else.
        if (!one.prepares.empty()) statements_.erase(one.prepares);
        base::Problem problem = problem_of(answer);
        if (one.unless.there && problem.code == ProblemCode::already_exists) problem = *one.unless.there;
        return base::fail(std::move(problem));
    }
    if (one.unless.not_one && rows_changed(answer) != 1) return base::fail(*one.unless.not_one);
    if (one.early) one.early->rows = rows_of(answer);
    return {};
}

base::Done PostgresConnection::speak_simply() {
    if (auto sent = send_all(); !sent) return sent;
    if (!alive() || PQexitPipelineMode(handle_.get()) != 1) return base::fail(lost());
    return {};
}

base::Done PostgresConnection::run(const char* sql) {
    if (auto simple = speak_simply(); !simple) return simple;
    const Answer answer(PQexec(handle_.get(), sql));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return base::fail(problem_of(answer.get()));
    return {};
}

base::Done PostgresConnection::copy_in(std::string_view table, const ColumnNames& columns,
                                       const std::vector<std::vector<Value>>& rows) {
    if (auto simple = speak_simply(); !simple) return simple;
    const Answer started(PQexec(handle_.get(), copy_statement(table, columns).c_str()));
    if (PQresultStatus(started.get()) != PGRES_COPY_IN) return base::fail(problem_of(started.get()));
    std::string lines;
    bool sent = true;
    for (const std::vector<Value>& row : rows) {
        append_copy_line(lines, row);
        if (lines.size() < kCopyPieceBytes) continue;
        sent = sent && PQputCopyData(handle_.get(), lines.data(), static_cast<int>(lines.size())) == 1;
        lines.clear();
    }
    sent = sent &&
           (lines.empty() || PQputCopyData(handle_.get(), lines.data(), static_cast<int>(lines.size())) == 1);
    sent = PQputCopyEnd(handle_.get(), sent ? nullptr : "not sent whole") == 1 && sent;
    base::Done done;
    while (const Answer answer{PQgetResult(handle_.get())}) {
        if (done && PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
            done = base::fail(problem_of(answer.get()));
    }
    if (done && !sent) return base::fail(ProblemCode::database_unreachable, "postgresql connection lost");
    return done;
}

}  // namespace store
