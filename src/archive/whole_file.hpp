#pragma once
// Gives a file that was written beside its name that name, when it is whole. Promise: never over another, and
// durable when it returns. Safe from any thread.

#include "base/result.hpp"

#include <filesystem>

namespace archive {

// Problems: already_exists, no_permission, disk_full.
base::Done give_name(const std::filesystem::path& beside, const std::filesystem::path& name);

// The number of the system's error as a problem that names the path, which is the administrator's own choice.
base::Problem file_problem(int error, const std::filesystem::path& path);

}  // namespace archive
