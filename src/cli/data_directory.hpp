#pragma once
// The folder of an installation: waymark.db (SQLite), master.key, waymark.toml. Promise: made with mode 0700,
// so that nobody else on the machine can look in. Used while starting, on one thread.

#include "base/result.hpp"

#include <filesystem>

namespace cli {

class DataDirectory {
public:
    explicit DataDirectory(std::filesystem::path folder) : folder_(std::move(folder)) {}

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path database() const { return folder_ / "waymark.db"; }
    std::filesystem::path master_key() const { return folder_ / "master.key"; }
    std::filesystem::path settings() const { return folder_ / "waymark.toml"; }

    // Makes the folder, and those above it, where there is none. Problems: no_permission, disk_full,
    // already_exists (something else of that name).
    base::Done make() const;
    // Problem: not_found, no_permission.
    base::Done check() const;
    // Whether nothing is in it but, perhaps, the settings; true also where there is no folder.
    base::Result<bool> is_new() const;

private:
    std::filesystem::path folder_;
};

}  // namespace cli
