#pragma once
// The commands that take a whole installation somewhere: into a backup, out of it, from one database into the
// other. Promise: nothing that is there is written over; what is broken off, also by Ctrl-C, leaves nothing
// half-written. Progress goes to standard error. Each runs alone in its process.

#include "base/result.hpp"
#include "cli/commands.hpp"

#include <filesystem>
#include <string>

namespace cli {

struct BackupWanted {
    std::filesystem::path file;
    bool check = false;  // only read a backup that is there
};
// Also while a server runs. Problem beside those of archive/save_backup.hpp: audit_chain_broken, after the
// backup was made.
base::Done back_up(const Task& task, const BackupWanted& wanted);

struct RestoreWanted {
    std::filesystem::path file;
    std::filesystem::path recovery_key_file;  // empty: asked for
    std::filesystem::path key_file;           // the installation's master.key, instead of the recovery key
    bool accept_broken_audit = false;
};
base::Done restore(const Task& task, const RestoreWanted& wanted);

// `to`: "postgresql://..." or "sqlite" (waymark.db in the data directory). Problem: database_busy, while a
// server runs on the source: what it writes from then on would be lost.
base::Done copy_installation(const Task& task, const std::string& to);

}  // namespace cli
