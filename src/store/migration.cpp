#include "store/migration.hpp"

#include "embedded_migrations.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

namespace store {
namespace {

using base::ProblemCode;

constexpr std::size_t kDigits = 4;

// FNV-1a: notices an edit; the audit chain, not this, notices an attacker.
std::string checksum_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char letter : text) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    }
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), hash, 16);
    return {digits.data(), end.ptr};
}

base::Done create_version_table(WriteSession& session) {
    const auto created = session.execute(
        "create table if not exists schema_version (number bigint primary key, name text not null, "
        "checksum text not null, applied_at bigint not null)");
    if (!created) return base::fail(created.error());
    return {};
}

base::Result<SchemaState> state_of(const std::vector<AppliedMigration>& applied,
                                   const std::vector<Migration>& migrations) {
    if (const auto same = as_applied(migrations, applied); !same) return base::fail(same.error());
    SchemaState state;
    if (!applied.empty()) state.applied = applied.back().number;
    if (!migrations.empty()) state.known = migrations.back().number;
    state.pending = static_cast<std::int64_t>(migrations.size() - applied.size());
    return state;
}

base::Result<bool> has_version_table(ReadSession& session, Engine engine) {
    const auto rows = session.query(engine == Engine::sqlite
                                        ? "select name from sqlite_master where name = 'schema_version'"
                                        : "select 1 as name where to_regclass('schema_version') is not null");
    if (!rows) return base::fail(rows.error());
    return !rows->empty();
}

base::Done run_one(WriteSession& session, const Migration& migration, base::Time now) {
    const auto statements = split_statements(migration.sql);
    if (!statements) return base::fail(statements.error());
    for (const std::string& statement : *statements) {
        const auto done = session.execute(statement);
        if (!done) return base::fail(done.error());
    }
    const auto noted = session.execute(
        "insert into schema_version (number, name, checksum, applied_at) values ($1, $2, $3, $4)",
        {value(migration.number), value(migration.name), value(migration.checksum), value(now)});
    if (!noted) return base::fail(noted.error());
    return {};
}

}  // namespace

base::Result<std::vector<Migration>> migrations_from(std::span<const base::EmbeddedFile> files) {
    std::vector<Migration> migrations;
    for (const base::EmbeddedFile& file : files) {
        Migration migration;
        const auto digits = std::from_chars(
            file.path.data(), file.path.data() + std::min(kDigits, file.path.size()), migration.number);
        const bool named =
            file.path.size() > kDigits + 5 && file.path[kDigits] == '_' && file.path.ends_with(".sql");
        if (digits.ec != std::errc{} || digits.ptr != file.path.data() + kDigits || !named) {
            return base::fail(ProblemCode::invalid_file, "migration " + std::string(file.path));
        }
        migration.name = std::string(file.path.substr(kDigits + 1, file.path.size() - kDigits - 5));
        migration.sql = std::string(file.content);
        migration.checksum = checksum_of(file.content);
        migrations.push_back(std::move(migration));
    }
    std::ranges::sort(migrations, {}, &Migration::number);
    const auto twice = std::ranges::adjacent_find(migrations, {}, &Migration::number);
    if (twice != migrations.end()) {
        return base::fail(ProblemCode::invalid_file,
                          "two migrations are number " + std::to_string(twice->number));
    }
    return migrations;
}

base::Result<std::vector<Migration>> program_migrations() {
    return migrations_from(embedded_migrations_files());
}

base::Result<std::vector<std::string>> split_statements(std::string_view script) {
    std::vector<std::string> statements;
    std::string statement;
    char quote = 0;
    for (std::size_t place = 0; place < script.size(); ++place) {
        const char letter = script[place];
        if (quote == 0 && script.substr(place, 2) == "--") {
            place = std::min(script.find('\n', place), script.size());
            statement += '\n';
            continue;
        }
        if (quote == 0 && script.substr(place, 2) == "/*") {
            const std::size_t end = script.find("*/", place + 2);
            if (end == std::string_view::npos)
                return base::fail(ProblemCode::invalid_file, "a comment is not closed");
            place = end + 1;
            statement += ' ';
            continue;
        }
        if (quote != 0) {
            if (letter == quote) quote = 0;  // a doubled quote closes and opens again: the same text
        } else if (letter == '\'' || letter == '"') {
            quote = letter;
        } else if (letter == ';') {
            statements.push_back(std::exchange(statement, {}));
            continue;
        }
        statement += letter;
    }
    if (quote != 0) return base::fail(ProblemCode::invalid_file, "a quote is not closed");
    statements.push_back(std::move(statement));
    std::erase_if(statements, [](const std::string& text) {
        return text.find_first_not_of(" \t\r\n") == std::string::npos;
    });
    return statements;
}

base::Result<std::vector<AppliedMigration>> applied_migrations(ReadSession& session) {
    const auto rows = session.query("select number, checksum from schema_version order by number");
    if (!rows) return base::fail(rows.error());
    std::vector<AppliedMigration> applied;
    for (const Row& row : *rows) {
        applied.push_back({.number = row.integer("number"), .checksum = row.text("checksum")});
    }
    return applied;
}

base::Result<std::vector<Migration>> as_applied(const std::vector<Migration>& migrations,
                                                const std::vector<AppliedMigration>& applied) {
    std::vector<Migration> found;
    for (const AppliedMigration& one : applied) {
        const auto known = std::ranges::find(migrations, one.number, &Migration::number);
        if (known == migrations.end()) {
            return base::fail(ProblemCode::database_newer, "schema " + std::to_string(one.number));
        }
        if (known->checksum != one.checksum) {
            return base::fail(ProblemCode::data_damaged,
                              "migration " + std::to_string(one.number) + " was edited");
        }
        found.push_back(*known);
    }
    return found;
}

base::Result<SchemaState> schema_state(Database& database, const std::vector<Migration>& migrations) {
    return database.write([&](WriteSession& session) -> base::Result<SchemaState> {
        if (auto created = create_version_table(session); !created) return base::fail(created.error());
        const auto applied = applied_migrations(session);
        if (!applied) return base::fail(applied.error());
        return state_of(*applied, migrations);
    });
}

base::Result<SchemaState> schema_state_in(ReadSession& session, Engine engine,
                                          const std::vector<Migration>& migrations) {
    const auto there = has_version_table(session, engine);
    if (!there) return base::fail(there.error());
    if (!*there) return state_of({}, migrations);
    const auto applied = applied_migrations(session);
    if (!applied) return base::fail(applied.error());
    return state_of(*applied, migrations);
}

base::Done migrate_in(WriteSession& session, const std::vector<Migration>& migrations, base::Time now) {
    if (auto created = create_version_table(session); !created) return created;
    const auto applied = applied_migrations(session);
    if (!applied) return base::fail(applied.error());
    if (const auto same = as_applied(migrations, *applied); !same) return base::fail(same.error());
    for (const Migration& migration : migrations) {
        if (std::ranges::find(*applied, migration.number, &AppliedMigration::number) != applied->end())
            continue;
        if (auto ran = run_one(session, migration, now); !ran) return ran;
    }
    return {};
}

base::Result<std::int64_t> migrate(Database& database, const std::vector<Migration>& migrations,
                                   base::Time now) {
    if (auto state = schema_state(database, migrations); !state) return base::fail(state.error());
    std::int64_t run = 0;
    for (const Migration& migration : migrations) {
        const auto done = database.write([&](WriteSession& session) -> base::Result<bool> {
            const auto there = session.query_one("select number from schema_version where number = $1",
                                                 {value(migration.number)});
            if (!there) return base::fail(there.error());
            if (*there) return false;
            if (auto ran = run_one(session, migration, now); !ran) return base::fail(ran.error());
            return true;
        });
        if (!done) return base::fail(done.error());
        if (*done) ++run;
    }
    return run;
}

}  // namespace store
