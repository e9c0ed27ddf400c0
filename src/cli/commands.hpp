#pragma once
// One function a command of the program: it opens what it needs, does one thing, and says what it did.
// Promise: what is printed holds no secret but a one-time password that was asked for. Each runs alone in
// its process.

#include "base/result.hpp"
#include "cli/data_directory.hpp"
#include "cli/program.hpp"
#include "cli/settings.hpp"

#include <map>
#include <string>
#include <vector>

namespace cli {

// What every command is given: the streams, the folder, and the flags that are settings.
struct Task {
    const World& world;
    DataDirectory directory;
    std::map<std::string, std::string> flags;

    base::Result<Settings> settings() const;
};

base::Done show_version(const Task& task);
// The effective settings and where each comes from.
base::Done show_settings(const Task& task);
// Where there is no recovery key, one is made and shown.
base::Done migrate_database(const Task& task);
// How many rows hold, or which is the first that does not and how. Problem: audit_chain_broken.
base::Done verify_audit_log(const Task& task);

}  // namespace cli
