#pragma once
// Moves a seeded SQLite database into an empty PostgreSQL database, row by row and table by table, so that
// both are measured on the same rows and none is seeded twice. Only for measuring: nothing is verified.

#include <filesystem>
#include <string>

namespace speed {

void copy_to_postgres(const std::filesystem::path& sqlite_file, const std::string& postgres);

}  // namespace speed
