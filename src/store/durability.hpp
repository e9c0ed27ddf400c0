#pragma once
// Settings of a database server under which what was acknowledged can be lost when the machine fails or
// another takes its place. Thread rule: as Database.

#include "base/result.hpp"
#include "store/database.hpp"

#include <vector>

namespace store {

enum class Risk { fsync, full_page_writes, synchronous_commit };

// None on SQLite, whose settings are ours. "synchronous_commit = off" is not among them: each connection of
// Waymark puts that right by itself.
base::Result<std::vector<Risk>> durability_risks(Database& database);

}  // namespace store
