#include "cli/archive_commands.hpp"

#include "archive/restore_backup.hpp"
#include "archive/save_backup.hpp"
#include "archive/whole_file.hpp"
#include "base/crypto/random.hpp"
#include "cli/installation.hpp"
#include "cli/new_directory.hpp"
#include "cli/onlooker.hpp"
#include "cli/progress_lines.hpp"
#include "cli/recovery_commands.hpp"
#include "cli/stop_signals.hpp"
#include "guard/master_key_file.hpp"
#include "store/bulk_load.hpp"
#include "store/postgres_database.hpp"
#include "store/sqlite_database.hpp"

#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <system_error>
#include <utility>

namespace cli {
namespace {

using base::ProblemCode;
using base::crypto::SealingKey;

constexpr std::string_view kToSqlite = "sqlite";

archive::Made made_now(const Task& task) {
    return {.at = task.world.clock.now(), .program = WAYMARK_VERSION};
}

std::string extent_of(const archive::Manifest& manifest) {
    return std::to_string(manifest.rows()) + " rows of " + std::to_string(manifest.tables.size()) + " tables";
}

std::string megabytes(std::int64_t bytes) {
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

base::Done check_file(const Task& task, const std::filesystem::path& file) {
    const auto master = guard::read_master_key(task.directory.master_key());
    if (!master) return base::fail(master.error());
    const auto reader = archive::BackupReader::open(file);
    if (!reader) return base::fail(reader.error());
    if (const auto key = (*reader)->unlock(*master); !key) return base::fail(key.error());
    const StopSignals signals;
    ProgressLines lines(task.world.err, "reading", signals);
    const auto manifest = archive::check_backup(**reader, lines.progress());
    if (!manifest) return base::fail(manifest.error());
    task.world.out << "Whole: " << extent_of(*manifest) << ", as of " << base::to_iso(manifest->made_at)
                   << ".\n";
    return {};
}

base::Problem broken_but_kept(const guard::AuditVerdict& verdict, const std::filesystem::path& file) {
    return base::problem(ProblemCode::audit_chain_broken,
                         "row " + std::to_string(verdict.first_bad_row.value_or(0)) + ": " + verdict.reason +
                             "; the backup was made all the same: " + file.string());
}

// Before what an earlier restore left is taken away: on PostgreSQL it may have ended between the database and
// the directory, which then holds the only key file.
base::Done check_target_is_empty(const DataDirectory& directory, const Settings& settings) {
    const auto is_new = directory.is_new();
    if (!is_new) return base::fail(is_new.error());
    if (!*is_new) {
        return base::fail(ProblemCode::already_exists,
                          directory.folder().string() +
                              " holds something; a restore wants a directory that is not there yet");
    }
    if (settings.database.expose().empty()) return {};
    const auto database = store::open_postgres(settings.database, {.connections_max = 1});
    if (!database) return base::fail(database.error());
    const auto empty = (*database)->read(
        [](store::ReadSession& session) { return store::is_empty(session, store::Engine::postgresql); });
    if (!empty) return base::fail(empty.error());
    if (*empty) return {};
    return base::fail(ProblemCode::already_exists,
                      "the database holds something; a restore wants an empty one");
}

base::Result<SealingKey> unlock(const Task& task, const RestoreWanted& wanted,
                                archive::BackupReader& reader) {
    if (!wanted.key_file.empty()) {
        const auto master = guard::read_master_key(wanted.key_file);
        if (!master) return base::fail(master.error());
        return reader.unlock(*master);
    }
    const auto key = read_recovery_key(task, wanted.recovery_key_file);
    if (!key) return base::fail(key.error());
    return reader.unlock(*key);
}

base::Result<archive::Manifest> fill_directory(const Task& task, const RestoreWanted& wanted,
                                               const Settings& settings, const DataDirectory& place,
                                               archive::BackupReader& reader, const SealingKey& master) {
    const auto migrations = store::program_migrations();
    if (!migrations) return base::fail(migrations.error());
    if (auto written = guard::write_master_key(place.master_key(), master); !written) {
        return base::fail(written.error());
    }
    store::SqliteOptions sqlite;
    sqlite.durable = false;  // one full sync at close is enough for what nobody was told of yet
    const auto database = open_database(place, settings, sqlite);
    if (!database) return base::fail(database.error());
    const StopSignals signals;
    ProgressLines filling(task.world.err, "filling", signals);
    ProgressLines proving(task.world.err, "reading back", signals);
    return archive::restore_backup(
        reader, master, **database, *migrations,
        {.now = task.world.clock.now(), .broken_audit_allowed = wanted.accept_broken_audit},
        {.filling = filling.progress(), .proving = proving.progress()});
}

// --- Copying ---

base::Result<std::unique_ptr<store::Database>> open_source(const Task& task, const Settings& settings) {
    if (auto there = task.directory.check(); !there) return base::fail(there.error());
    if (settings.database.expose().empty()) {
        std::error_code error;
        if (!std::filesystem::exists(task.directory.database(), error)) {
            return base::fail(ProblemCode::not_found, "there is no " + task.directory.database().string());
        }
        return store::open_sqlite(task.directory.database());  // and hold it: no server can write meanwhile
    }
    auto source = store::open_postgres(settings.database, {.connections_max = 1});
    if (!source) return source;
    const auto served = (*source)->read(
        [](store::ReadSession& session) { return store::is_served(session, store::Engine::postgresql); });
    if (!served) return base::fail(served.error());
    if (*served)
        return base::fail(ProblemCode::database_busy, "another waymark is connected to the database");
    return source;
}

// The new waymark.db, under another name until it is whole.
class SqliteBeside {
public:
    explicit SqliteBeside(const DataDirectory& directory)
        : name_(directory.database()), beside_(name_.string() + ".copying") {}
    SqliteBeside(const SqliteBeside&) = delete;
    SqliteBeside& operator=(const SqliteBeside&) = delete;
    ~SqliteBeside() { remove(); }

    base::Result<std::unique_ptr<store::Database>> open() {
        std::error_code error;
        if (std::filesystem::exists(std::filesystem::symlink_status(name_, error))) {
            return base::fail(ProblemCode::already_exists, name_.string());
        }
        remove();
        store::SqliteOptions options;
        options.durable = false;  // one full sync at close is enough
        return store::open_sqlite(beside_, options);
    }
    base::Done keep() { return archive::give_name(beside_, name_); }

private:
    void remove() {
        std::error_code ignored;
        for (const char* ending : {"", "-wal", "-shm", ".lock"}) {
            std::filesystem::remove(beside_.string() + ending, ignored);
        }
    }

    std::filesystem::path name_;
    std::filesystem::path beside_;
};

base::Result<archive::Manifest> copy_into(const Task& task, store::Database& source, store::Database& target,
                                          const SealingKey& master) {
    const auto migrations = store::program_migrations();
    if (!migrations) return base::fail(migrations.error());
    const StopSignals signals;
    ProgressLines filling(task.world.err, "copying", signals);
    ProgressLines proving(task.world.err, "reading back", signals);
    return archive::copy_database(source, target, *migrations, master, made_now(task),
                                  {.filling = filling.progress(), .proving = proving.progress()});
}

void say_copied(const Task& task, const archive::Manifest& manifest, const std::string& setting) {
    task.world.out << "Copied: " << extent_of(manifest) << ", each read back and compared. The audit log has "
                   << manifest.audit.rows << " rows"
                   << (manifest.audit.reason.empty() ? " and holds" : " that hold, and was broken before")
                   << ".\nNow set " << setting
                   << " in waymark.toml. What anybody writes to the old database from here on is not in the "
                      "copy.\n";
}

}  // namespace

base::Done back_up(const Task& task, const BackupWanted& wanted) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    if (wanted.check) return check_file(task, wanted.file);
    const auto migrations = store::program_migrations();
    if (!migrations) return base::fail(migrations.error());
    const auto database = open_onlooker(task.directory, *settings);
    if (!database) return base::fail(database.error());
    const auto master = guard::read_master_key(task.directory.master_key());
    if (!master) return base::fail(master.error());
    base::crypto::SystemRandom random;
    const StopSignals signals;
    ProgressLines writing(task.world.err, "writing", signals);
    ProgressLines reading(task.world.err, "reading back", signals);
    const auto made =
        archive::save_backup(**database, *migrations, *master, wanted.file, made_now(task), random,
                             {.writing = writing.progress(), .reading_back = reading.progress()});
    if (!made) return base::fail(made.error());
    if (!made->manifest.audit.reason.empty()) {
        return base::fail(broken_but_kept(made->manifest.audit, wanted.file));
    }
    task.world.out << "Backed up, read back and found whole: " << extent_of(made->manifest) << ", "
                   << megabytes(made->size_bytes) << ", as of " << base::to_iso(made->manifest.made_at)
                   << ".\n"
                   << "The audit log holds: " << made->manifest.audit.rows << " rows.\n";
    return {};
}

base::Done restore(const Task& task, const RestoreWanted& wanted) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    if (auto empty = check_target_is_empty(task.directory, *settings); !empty) return empty;
    const auto reader = archive::BackupReader::open(wanted.file);
    if (!reader) return base::fail(reader.error());
    const auto master = unlock(task, wanted, **reader);
    if (!master) return base::fail(master.error());
    NewDirectory building(task.directory, "restoring");
    if (auto begun = building.begin(); !begun) return begun;
    const auto manifest = fill_directory(task, wanted, *settings, building.place(), **reader, *master);
    if (!manifest) return base::fail(manifest.error());
    if (auto finished = building.finish(); !finished) return finished;
    task.world.out << "Restored and read back: " << extent_of(*manifest) << ", as of "
                   << base::to_iso(manifest->made_at) << ".\nThe audit log "
                   << (manifest->audit.reason.empty() ? "holds: " : "was broken before the backup, after ")
                   << manifest->audit.rows
                   << " rows.\nWhat was written after that moment is not in it; docs/administrator/"
                   << "backup.md says what to ask before you serve it.\n";
    return {};
}

base::Done copy_installation(const Task& task, const std::string& to) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    const bool to_sqlite = to == kToSqlite;
    const bool from_sqlite = settings->database.expose().empty();
    const bool to_postgres = to.starts_with("postgresql://") || to.starts_with("postgres://");
    if (!to_sqlite && !to_postgres) {
        return base::fail(
            base::invalid_field("to", "not_accepted", "postgresql://user@host/database, or sqlite"));
    }
    if (to_sqlite && from_sqlite) {
        return base::fail(ProblemCode::already_exists, "the installation is on SQLite already");
    }
    const auto master = guard::read_master_key(task.directory.master_key());
    if (!master) return base::fail(master.error());
    auto source = open_source(task, *settings);
    if (!source) return base::fail(source.error());
    if (to_postgres) {
        const auto target = store::open_postgres(base::Secret<std::string>(to));
        if (!target) return base::fail(target.error());
        const auto manifest = copy_into(task, **source, **target, *master);
        if (!manifest) return base::fail(manifest.error());
        say_copied(task, *manifest, "database = \"" + without_password(to) + "\"");
        return {};
    }
    SqliteBeside beside(task.directory);
    auto target = beside.open();
    if (!target) return base::fail(target.error());
    const auto manifest = copy_into(task, **source, **target, *master);
    if (!manifest) return base::fail(manifest.error());
    target->reset();
    if (auto kept = beside.keep(); !kept) return kept;
    say_copied(task, *manifest, "database = \"\"");
    return {};
}

}  // namespace cli
