#include "cli/onlooker.hpp"

#include "store/postgres_database.hpp"
#include "store/sqlite_database.hpp"

#include <filesystem>
#include <system_error>

namespace cli {

base::Result<std::unique_ptr<store::Database>> open_onlooker(const DataDirectory& directory,
                                                             const Settings& settings) {
    if (auto there = directory.check(); !there) return base::fail(there.error());
    if (!settings.database.expose().empty()) {
        return store::open_postgres(settings.database, {.connections_max = 1});
    }
    std::error_code error;
    if (!std::filesystem::exists(directory.database(), error)) {
        return base::fail(base::ProblemCode::not_found,
                          "there is no " + directory.database().string() + "; \"waymark migrate\" makes one");
    }
    return store::open_sqlite_beside(directory.database());
}

}  // namespace cli
