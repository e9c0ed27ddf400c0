#pragma once
// The recovery key, on a terminal: made and shown once, typed in again. Promise: it is printed on standard
// output alone, and read from a file or from standard input, never from an argument, which every user of the
// machine can see.

#include "archive/recovery_key.hpp"
#include "base/result.hpp"
#include "cli/commands.hpp"
#include "cli/installation.hpp"

#include <filesystem>

namespace cli {

// Makes one for an installation that has none, and shows it.
base::Done make_recovery_key(const Task& task, const DataDirectory& directory, Installation& installation);
base::Result<bool> has_recovery_key(store::Database& database);

// "waymark recovery new": another one, whatever there was.
base::Done renew_recovery_key(const Task& task);
// "waymark recovery check": whether what is typed is the one in force. Problem: recovery_key_wrong.
base::Done check_recovery_key(const Task& task, const std::filesystem::path& file);

// From the file, or asked for where that is empty.
base::Result<archive::RecoveryKey> read_recovery_key(const Task& task, const std::filesystem::path& file);

}  // namespace cli
