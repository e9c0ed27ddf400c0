#include "store/sqlite_connection.hpp"

#include <cerrno>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace store {
namespace {

using base::ProblemCode;

// Enough for every statement of the program; a runaway of generated SQL starts over instead of growing.
constexpr std::size_t kStatementsMax = 512;

// What the disk said, as the system told SQLite.
ProblemCode code_of_disk(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG: return ProblemCode::disk_full;
        case EROFS: return ProblemCode::disk_read_only;
        case EACCES:
        case EPERM: return ProblemCode::no_permission;
        default: return ProblemCode::storage_failed;
    }
}

ProblemCode code_of(int extended, int system_error) {
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID: return ProblemCode::already_exists;
        case SQLITE_CONSTRAINT_FOREIGNKEY: return ProblemCode::still_referenced;
        case SQLITE_CONSTRAINT_CHECK:
        case SQLITE_CONSTRAINT_NOTNULL: return ProblemCode::invalid_input;
        default: break;
    }
    switch (extended & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return ProblemCode::database_busy;
        case SQLITE_FULL: return ProblemCode::disk_full;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH: return ProblemCode::no_permission;
        case SQLITE_CANTOPEN:
            return system_error == EROFS ? ProblemCode::disk_read_only : ProblemCode::no_permission;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return ProblemCode::data_damaged;
        case SQLITE_IOERR: return code_of_disk(system_error);
        default: return ProblemCode::internal;
    }
}

int bind_one(sqlite3_stmt* statement, int place, const Value& value) {
    return std::visit(
        [&](const auto& held) {
            using T = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return sqlite3_bind_null(statement, place);
            } else if constexpr (std::is_same_v<T, std::int64_t>) {
                return sqlite3_bind_int64(statement, place, held);
            } else if constexpr (std::is_same_v<T, double>) {
                return sqlite3_bind_double(statement, place, held);
            } else if constexpr (std::is_same_v<T, std::string>) {
                return sqlite3_bind_text64(statement, place, held.data(), held.size(), SQLITE_STATIC,
                                           SQLITE_UTF8);
            } else {
                // An empty vector has no address; SQLite would take that for null.
                return held.empty()
                           ? sqlite3_bind_zeroblob(statement, place, 0)
                           : sqlite3_bind_blob64(statement, place, held.data(), held.size(), SQLITE_STATIC);
            }
        },
        value);
}

Value column_value(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
        case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
        }
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, column));
            return base::Bytes(bytes, bytes + sqlite3_column_bytes(statement, column));
        }
        default: return {};
    }
}

// Resets the statement however the function is left, so that it can be used again and holds no lock.
struct Rewind {
    sqlite3_stmt* statement;
    ~Rewind() {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
};

}  // namespace

base::Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::filesystem::path& file,
                                                                       SqliteAccess access) {
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE |
                      (access == SqliteAccess::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                          : SQLITE_OPEN_READONLY);
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    Handle handle(raw);
    if (opened != SQLITE_OK) {
        return base::fail(code_of(opened, sqlite3_system_errno(raw)),
                          "sqlite open " + std::to_string(opened));
    }
    // A handler that writes SQL from elsewhere gains nothing: no schema tricks, no double-quoted strings
    // taken for text.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_busy_timeout(raw, 5000);
    return std::unique_ptr<SqliteConnection>(new SqliteConnection(std::move(handle)));
}

base::Problem SqliteConnection::problem_now() const {
    const int extended = sqlite3_extended_errcode(handle_.get());
    // Never sqlite3_errmsg(): it may repeat a value.
    // Of an error while committing SQLite does not keep what the system said; errno still has it.
    const int system_error = errno != 0 ? errno : sqlite3_system_errno(handle_.get());
    return base::problem(code_of(extended, system_error), "sqlite " + std::to_string(extended));
}

base::Result<SqliteConnection::Prepared*> SqliteConnection::prepare(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) return &found->second;
    if (statements_.size() >= kStatementsMax) statements_.clear();
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &raw, nullptr) != SQLITE_OK) {
        // A statement that does not compile is ours, holds no values, and its message is what a developer
        // needs.
        return base::fail(
            code_of(sqlite3_extended_errcode(handle_.get()), sqlite3_system_errno(handle_.get())),
            "sqlite cannot prepare: " + std::string(sqlite3_errmsg(handle_.get())));
    }
    Statement statement(raw);
    auto columns = std::make_shared<ColumnNames>();
    for (int column = 0; column < sqlite3_column_count(raw); ++column) {
        columns->emplace_back(sqlite3_column_name(raw, column));
    }
    std::vector<int> places;
    for (int number = 1; number <= sqlite3_bind_parameter_count(raw); ++number) {
        places.push_back(sqlite3_bind_parameter_index(raw, ("$" + std::to_string(number)).c_str()));
    }
    const auto [place, inserted] = statements_.emplace(
        std::string(sql), Prepared{std::move(statement), std::move(columns), std::move(places)});
    return &place->second;
}

base::Done SqliteConnection::bind(const Prepared& prepared, const std::vector<Value>& parameters) {
    sqlite3_stmt* statement = prepared.statement.get();
    for (std::size_t index = 0; index < parameters.size(); ++index) {
        const int place = index < prepared.places.size() ? prepared.places[index] : 0;
        if (place == 0)
            return base::fail(ProblemCode::internal,
                              "sqlite parameter $" + std::to_string(index + 1) + " is unused");
        if (bind_one(statement, place, parameters[index]) != SQLITE_OK) return base::fail(problem_now());
    }
    return {};
}

base::Result<Rows> SqliteConnection::query(std::string_view sql, const std::vector<Value>& parameters) {
    const auto prepared = prepare(sql);
    if (!prepared) return base::fail(prepared.error());
    sqlite3_stmt* statement = (*prepared)->statement.get();
    const Rewind rewind{statement};
    if (auto bound = bind(**prepared, parameters); !bound) return base::fail(bound.error());
    Rows rows;
    errno = 0;
    while (true) {
        const int step = sqlite3_step(statement);
        if (step == SQLITE_DONE) return rows;
        if (step != SQLITE_ROW) return base::fail(problem_now());
        std::vector<Value> values;
        const int columns = sqlite3_column_count(statement);
        values.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column) values.push_back(column_value(statement, column));
        rows.emplace_back((*prepared)->columns, std::move(values));
    }
}

base::Result<std::int64_t> SqliteConnection::execute(std::string_view sql,
                                                     const std::vector<Value>& parameters) {
    const auto prepared = prepare(sql);
    if (!prepared) return base::fail(prepared.error());
    sqlite3_stmt* statement = (*prepared)->statement.get();
    const Rewind rewind{statement};
    if (auto bound = bind(**prepared, parameters); !bound) return base::fail(bound.error());
    errno = 0;
    int step = sqlite3_step(statement);
    while (step == SQLITE_ROW) step = sqlite3_step(statement);
    if (step != SQLITE_DONE) return base::fail(problem_now());
    return sqlite3_changes64(handle_.get());
}

void SqliteConnection::leave_the_log_alone() {
    sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

base::Done SqliteConnection::run(const char* sql) {
    errno = 0;
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return base::fail(problem_now());
    return {};
}

}  // namespace store
