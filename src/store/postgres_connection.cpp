#include "store/postgres_connection.hpp"

#include "store/postgres_copy.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <type_traits>
#include <utility>

namespace store {
namespace {

using base::ProblemCode;

// Object ids of pg_type, fixed since PostgreSQL 7.
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kFloat8 = 701;
constexpr std::size_t kStatementsMax = 512;
constexpr std::size_t kCopyPieceBytes = 65536;

// PostgreSQL's binary integers are big-endian.
template <class Integer>
Integer big_endian(Integer number) {
    if constexpr (std::endian::native == std::endian::little) {
        std::array<std::uint8_t, sizeof(Integer)> bytes{};
        std::memcpy(bytes.data(), &number, sizeof number);
        for (std::size_t index = 0; index < bytes.size() / 2; ++index) {
            std::swap(bytes[index], bytes[bytes.size() - 1 - index]);
        }
        std::memcpy(&number, bytes.data(), sizeof number);
    }
    return number;
}

template <class Integer>
Integer read_integer(const char* raw) {
    Integer number{};
    std::memcpy(&number, raw, sizeof number);
    return big_endian(number);
}

ProblemCode code_of_state(std::string_view state) {
    if (state == "23505") return ProblemCode::already_exists;
    if (state == "23503") return ProblemCode::still_referenced;
    if (state == "23502" || state == "23514") return ProblemCode::invalid_input;
    if (state == "40001" || state == "40P01") return ProblemCode::serialization_conflict;
    if (state == "53100") return ProblemCode::disk_full;
    if (state == "58030") return ProblemCode::storage_failed;
    if (state == "42501" || state == "25006") return ProblemCode::no_permission;
    if (state == "XX001" || state == "XX002") return ProblemCode::data_damaged;
    if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "53300") {
        return ProblemCode::database_unreachable;
    }
    // A value that no column of that kind takes: text that is no UTF-8, a number too large.
    if (state.starts_with("22")) return ProblemCode::invalid_input;
    if (state == "55P03") return ProblemCode::database_busy;
    return ProblemCode::internal;
}

// The parameters of one call in the form libpq asks for.
struct Parameters {
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    std::vector<std::array<char, 8>> numbers;

    explicit Parameters(const std::vector<Value>& given) : numbers(given.size()) {
        for (std::size_t index = 0; index < given.size(); ++index) {
            std::visit([&](const auto& held) { add(index, held); }, given[index]);
        }
    }

private:
    void push(Oid type, const char* data, std::size_t size) {
        types.push_back(type);
        values.push_back(data);
        lengths.push_back(static_cast<int>(size));
        formats.push_back(1);
    }
    void add(std::size_t, std::monostate) { push(0, nullptr, 0); }
    void add(std::size_t index, std::int64_t number) {
        const std::int64_t ordered = big_endian(number);
        std::memcpy(numbers[index].data(), &ordered, sizeof ordered);
        push(kInt8, numbers[index].data(), sizeof ordered);
    }
    void add(std::size_t index, double number) {
        const auto ordered = big_endian(std::bit_cast<std::int64_t>(number));
        std::memcpy(numbers[index].data(), &ordered, sizeof ordered);
        push(kFloat8, numbers[index].data(), sizeof ordered);
    }
    // Unknown type: PostgreSQL takes the column's (text), and a null binds as whatever stands there.
    void add(std::size_t, const std::string& text) { push(0, text.data(), text.size()); }
    void add(std::size_t, const base::Bytes& bytes) {
        push(kBytea, bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
};

Value value_of(const PGresult* result, int row, int column) {
    if (PQgetisnull(result, row, column) != 0) return {};
    const char* raw = PQgetvalue(result, row, column);
    const auto size = static_cast<std::size_t>(PQgetlength(result, row, column));
    switch (PQftype(result, column)) {
        case kInt8: return read_integer<std::int64_t>(raw);
        case kInt4: return std::int64_t{read_integer<std::int32_t>(raw)};
        case kInt2: return std::int64_t{read_integer<std::int16_t>(raw)};
        case kBool: return std::int64_t{raw[0] != 0 ? 1 : 0};
        case kFloat8: return std::bit_cast<double>(read_integer<std::int64_t>(raw));
        case kBytea: {
            const auto* bytes = reinterpret_cast<const std::uint8_t*>(raw);
            return base::Bytes(bytes, bytes + size);
        }
        default: return std::string(raw, size);
    }
}

std::string key_of(std::string_view sql, const std::vector<Oid>& types) {
    std::string key(sql);
    for (const Oid type : types) key += '|' + std::to_string(type);
    return key;
}

// A machine that is gone without a word is given up after seconds, not after the minutes the kernel takes.
// What stands in the address itself comes later, and counts.
PGconn* connect(const std::string& url) {
    constexpr int kExpandAddress = 1;
    const std::array<const char*, 5> keywords{"connect_timeout", "tcp_user_timeout", "application_name",
                                              "dbname", nullptr};
    const std::array<const char*, 5> values{"10", "30000", "waymark", url.c_str(), nullptr};
    return PQconnectdbParams(keywords.data(), values.data(), kExpandAddress);
}

}  // namespace

base::Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& url) {
    std::unique_ptr<PostgresConnection> connection(new PostgresConnection(connect(url)));
    if (!connection->alive())
        return base::fail(ProblemCode::database_unreachable, "postgresql does not answer");
    PQsetNoticeProcessor(connection->handle_.get(), [](void*, const char*) {}, nullptr);
    if (auto set = connection->run(
            "set default_transaction_isolation = 'serializable'; set client_encoding = 'UTF8'; "
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

base::Problem PostgresConnection::problem_of(const PGresult* result) const {
    const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string code = state == nullptr ? std::string{} : std::string(state);
    // Never the message: its DETAIL line repeats values. The state and the constraint say enough.
    std::string detail = "postgresql " + (code.empty() ? std::string("connection lost") : code);
    const char* constraint =
        result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    if (constraint != nullptr) detail += " " + std::string(constraint);
    if (code.starts_with("42")) {  // a statement of ours that does not fit the schema: no values in it
        detail += " " + std::string(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    }
    return base::problem(code_of_state(code), std::move(detail));
}

base::Result<PostgresConnection::Answer> PostgresConnection::send(std::string_view sql,
                                                                  const std::vector<Value>& parameters) {
    const Parameters bound(parameters);
    const auto count = static_cast<int>(parameters.size());
    const std::string key = key_of(sql, bound.types);
    auto known = statements_.find(key);
    if (known == statements_.end()) {
        if (statements_.size() >= kStatementsMax) {
            statements_.clear();
            if (auto forgot = run("deallocate all"); !forgot) return base::fail(forgot.error());
        }
        std::string name = "s" + std::to_string(statements_.size());
        const Answer prepared(
            PQprepare(handle_.get(), name.c_str(), std::string(sql).c_str(), count, bound.types.data()));
        if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) return base::fail(problem_of(prepared.get()));
        known = statements_.emplace(key, std::move(name)).first;
    }
    Answer answer(PQexecPrepared(handle_.get(), known->second.c_str(), count, bound.values.data(),
                                 bound.lengths.data(), bound.formats.data(), 1));
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return base::fail(problem_of(answer.get()));
    return answer;
}

base::Result<Rows> PostgresConnection::query(std::string_view sql, const std::vector<Value>& parameters) {
    const auto answer = send(sql, parameters);
    if (!answer) return base::fail(answer.error());
    const PGresult* result = answer->get();
    auto columns = std::make_shared<ColumnNames>();
    for (int column = 0; column < PQnfields(result); ++column) columns->emplace_back(PQfname(result, column));
    Rows rows;
    rows.reserve(static_cast<std::size_t>(PQntuples(result)));
    for (int row = 0; row < PQntuples(result); ++row) {
        std::vector<Value> values;
        values.reserve(columns->size());
        for (int column = 0; column < PQnfields(result); ++column)
            values.push_back(value_of(result, row, column));
        rows.emplace_back(columns, std::move(values));
    }
    return rows;
}

base::Result<std::int64_t> PostgresConnection::execute(std::string_view sql,
                                                       const std::vector<Value>& parameters) {
    const auto answer = send(sql, parameters);
    if (!answer) return base::fail(answer.error());
    const std::string changed = PQcmdTuples(answer->get());
    return changed.empty() ? std::int64_t{0} : std::int64_t{std::atoll(changed.c_str())};
}

base::Done PostgresConnection::copy_in(std::string_view table, const ColumnNames& columns,
                                       const std::vector<std::vector<Value>>& rows) {
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

base::Done PostgresConnection::run(const char* sql) {
    const Answer answer(PQexec(handle_.get(), sql));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return base::fail(problem_of(answer.get()));
    return {};
}

}  // namespace store
