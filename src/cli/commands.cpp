#include "cli/commands.hpp"

#include "cli/installation.hpp"
#include "cli/recovery_commands.hpp"
#include "guard/audit.hpp"

#include <ostream>
#include <string>

namespace cli {
namespace {

using base::ProblemCode;

std::string from(const SettingKind& kind, SettingSource source) {
    switch (source) {
        case SettingSource::standard: return "standard";
        case SettingSource::file: return "waymark.toml";
        case SettingSource::environment: return environment_of(kind);
        case SettingSource::flag: return flag_of(kind);
    }
    return {};
}

// As TOML takes it, so that the output may be kept as a waymark.toml.
std::string as_toml(const SettingKind& kind, const std::string& text) {
    const bool bare = kind.name == "port" || text == "true" || text == "false";
    return bare ? text : "\"" + shown_value(kind.name, text) + "\"";
}

}  // namespace

base::Result<Settings> Task::settings() const {
    const auto values = gather_settings(directory.settings(), world.environment, flags);
    if (!values) return base::fail(values.error());
    return settings_from(*values);
}

base::Done show_version(const Task& task) {
    task.world.out << "waymark " << WAYMARK_VERSION << "\n";
    return {};
}

base::Done show_settings(const Task& task) {
    const auto values = gather_settings(task.directory.settings(), task.world.environment, task.flags);
    if (!values) return base::fail(values.error());
    task.world.out << "# data directory: " << task.directory.folder().string() << "\n";
    for (const SettingKind& kind : all_settings()) {
        const SettingValue& value = values->find(kind.name)->second;
        task.world.out << kind.name << " = " << as_toml(kind, value.text) << "  # "
                       << from(kind, value.source) << ": " << kind.meaning << "\n";
    }
    return {};
}

base::Done migrate_database(const Task& task) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    const auto installation =
        Installation::open(task.directory, *settings, Opening::migrated, task.world.clock);
    if (!installation) return base::fail(installation.error());
    task.world.out << "Migrations run: " << (*installation)->migrations_run()
                   << ". The database has the shape of this program.\n";
    return make_recovery_key(task, task.directory, **installation);
}

base::Done verify_audit_log(const Task& task) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    const auto installation =
        Installation::open(task.directory, *settings, Opening::existing, task.world.clock);
    if (!installation) return base::fail(installation.error());
    const auto verdict = (*installation)->database().read([&](store::ReadSession& session) {
        return guard::verify_audit(session, (*installation)->keys().audit_key());
    });
    if (!verdict) return base::fail(verdict.error());
    if (verdict->reason.empty()) {
        task.world.out << "The audit log holds: " << verdict->rows
                       << " rows, none altered, dropped or reordered.\n";
        return {};
    }
    if (verdict->reason == "head") {
        return base::fail(
            ProblemCode::audit_chain_broken,
            std::to_string(verdict->rows) + " rows hold, but the record of where they end was altered");
    }
    return base::fail(ProblemCode::audit_chain_broken,
                      "row " + std::to_string(verdict->first_bad_row.value_or(0)) + " was " +
                          verdict->reason + "; the " + std::to_string(verdict->rows) +
                          " rows before it hold");
}

}  // namespace cli
