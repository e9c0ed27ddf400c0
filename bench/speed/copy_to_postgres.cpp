#include "speed/copy_to_postgres.hpp"

#include "base/time.hpp"
#include "speed/must.hpp"
#include "store/migration.hpp"
#include "store/postgres_database.hpp"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <memory>
#include <string_view>
#include <vector>

namespace speed {
namespace {

constexpr std::size_t kPieceBytes = 1 << 20;

struct CloseSqlite {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
struct EndStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct FinishPostgres {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Source = std::unique_ptr<sqlite3, CloseSqlite>;
using Statement = std::unique_ptr<sqlite3_stmt, EndStatement>;
using Target = std::unique_ptr<PGconn, FinishPostgres>;

Source open_source(const std::filesystem::path& file) {
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
    Source source(raw);
    if (opened != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
    return source;
}

Statement prepare(sqlite3* source, const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(source, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(source));
    return Statement(raw);
}

void run(PGconn* target, const std::string& sql, ExecStatusType expected = PGRES_COMMAND_OK) {
    PGresult* result = PQexec(target, sql.c_str());
    const bool good = PQresultStatus(result) == expected;
    PQclear(result);
    if (!good) throw std::runtime_error(std::string("postgresql: ") + PQerrorMessage(target));
}

std::vector<std::string> tables_of(sqlite3* source) {
    const Statement statement =
        prepare(source,
                "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name "
                "<> 'schema_version'");
    std::vector<std::string> names;
    while (sqlite3_step(statement.get()) == SQLITE_ROW)
        names.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0)));
    return names;
}

void add_bytes(std::string& line, const void* bytes, int size) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    line += "\\\\x";
    const auto* data = static_cast<const unsigned char*>(bytes);
    for (int place = 0; place < size; ++place) {
        line += kDigits[data[place] >> 4U];
        line += kDigits[data[place] & 15U];
    }
}

void add_text(std::string& line, std::string_view text) {
    for (const char letter : text) {
        switch (letter) {
            case '\\': line += "\\\\"; break;
            case '\n': line += "\\n"; break;
            case '\r': line += "\\r"; break;
            case '\t': line += "\\t"; break;
            default: line += letter;
        }
    }
}

// In the text form of "copy".
void add_column(std::string& line, sqlite3_stmt* row, int column) {
    switch (sqlite3_column_type(row, column)) {
        case SQLITE_NULL: line += "\\N"; break;
        case SQLITE_BLOB:
            add_bytes(line, sqlite3_column_blob(row, column), sqlite3_column_bytes(row, column));
            break;
        default: add_text(line, reinterpret_cast<const char*>(sqlite3_column_text(row, column)));
    }
}

void send(PGconn* target, std::string& lines) {
    if (PQputCopyData(target, lines.data(), static_cast<int>(lines.size())) != 1)
        throw std::runtime_error(PQerrorMessage(target));
    lines.clear();
}

void copy_table(sqlite3* source, PGconn* target, const std::string& table) {
    const Statement rows = prepare(source, "select * from " + table);
    const int columns = sqlite3_column_count(rows.get());
    std::string names;
    for (int column = 0; column < columns; ++column)
        names += std::string(column == 0 ? "" : ", ") + sqlite3_column_name(rows.get(), column);
    run(target, "copy " + table + " (" + names + ") from stdin", PGRES_COPY_IN);
    std::string lines;
    while (sqlite3_step(rows.get()) == SQLITE_ROW) {
        for (int column = 0; column < columns; ++column) {
            if (column > 0) lines += '\t';
            add_column(lines, rows.get(), column);
        }
        lines += '\n';
        if (lines.size() > kPieceBytes) send(target, lines);
    }
    send(target, lines);
    if (PQputCopyEnd(target, nullptr) != 1) throw std::runtime_error(PQerrorMessage(target));
    PGresult* result = PQgetResult(target);
    const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    while (PGresult* more = PQgetResult(target)) PQclear(more);
    if (!good) throw std::runtime_error(table + ": " + PQerrorMessage(target));
}

}  // namespace

void copy_to_postgres(const std::filesystem::path& sqlite_file, const std::string& postgres) {
    const auto database = must(store::open_postgres(base::Secret<std::string>(postgres)));
    must(store::migrate(*database, must(store::program_migrations()), base::SystemClock().now()));
    const Source source = open_source(sqlite_file);
    const Target target(PQconnectdb(postgres.c_str()));
    if (PQstatus(target.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(target.get()));
    // Tables come in any order: what they refer to may come later.
    run(target.get(), "set session_replication_role = replica");
    for (const std::string& table : tables_of(source.get())) copy_table(source.get(), target.get(), table);
    run(target.get(), "vacuum analyze");
    run(target.get(), "checkpoint");
}

}  // namespace speed
