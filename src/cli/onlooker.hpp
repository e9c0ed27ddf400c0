#pragma once
// The database of an installation, to look at only: also while a server holds it. Thread rule: as a database.

#include "base/result.hpp"
#include "cli/data_directory.hpp"
#include "cli/settings.hpp"
#include "store/database.hpp"

#include <memory>

namespace cli {

// Problems: not_found, no_permission, data_damaged, database_unreachable.
base::Result<std::unique_ptr<store::Database>> open_onlooker(const DataDirectory& directory,
                                                             const Settings& settings);

}  // namespace cli
