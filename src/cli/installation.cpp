#include "cli/installation.hpp"

#include "store/measured_database.hpp"
#include "store/migration.hpp"
#include "store/postgres_database.hpp"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace cli {
namespace {

using base::ProblemCode;

base::Result<std::int64_t> bring_up_to_date(store::Database& database, Opening opening, base::Time now) {
    const auto migrations = store::program_migrations();
    if (!migrations) return base::fail(migrations.error());
    if (opening == Opening::migrated) return store::migrate(database, *migrations, now);
    const auto state = store::schema_state(database, *migrations);
    if (!state) return base::fail(state.error());
    if (state->pending > 0) {
        return base::fail(ProblemCode::wrong_state,
                          "the database lacks " + std::to_string(state->pending) +
                              " migrations of this program; \"waymark migrate\" runs them");
    }
    return 0;
}

// A database that is bound to a key is never given another one.
base::Result<bool> has_keys(store::Database& database) {
    return database.read([](store::ReadSession& session) -> base::Result<bool> {
        const auto rows = session.query("select one from installation");
        if (!rows) return base::fail(rows.error());
        const auto wrapped = session.query("select organisation from organisation_key limit 1");
        if (!wrapped) return base::fail(wrapped.error());
        return !rows->empty() || !wrapped->empty();
    });
}

base::Result<guard::KeyRing> open_keys(store::Database& database, const std::filesystem::path& file,
                                       base::Time now) {
    std::error_code error;
    const bool there = std::filesystem::exists(std::filesystem::symlink_status(file, error));
    if (!there) {
        const auto had = has_keys(database);
        if (!had) return base::fail(had.error());
        if (*had) return base::fail(ProblemCode::wrong_key, "there is no " + file.string());
    }
    base::crypto::SystemRandom random;
    auto keys = there ? guard::KeyRing::load(file) : guard::KeyRing::create(file, random);
    if (!keys) return base::fail(keys.error());
    if (auto bound = database.write(
            [&](store::WriteSession& session) -> base::Done { return keys->bind_to(session, now); });
        !bound) {
        return base::fail(bound.error());
    }
    return keys;
}

}  // namespace

base::Result<std::unique_ptr<store::Database>> open_database(const DataDirectory& directory,
                                                             const Settings& settings,
                                                             const store::SqliteOptions& sqlite) {
    if (!settings.database.expose().empty()) return store::open_postgres(settings.database);
    return store::open_sqlite(directory.database(), sqlite);
}

base::Result<std::unique_ptr<Installation>> Installation::open(const DataDirectory& directory,
                                                               const Settings& settings, Opening opening,
                                                               const base::Clock& clock,
                                                               const store::SqliteOptions& sqlite,
                                                               base::Metrics* metrics) {
    if (auto there = opening == Opening::migrated ? directory.make() : directory.check(); !there) {
        return base::fail(there.error());
    }
    std::error_code error;
    if (opening == Opening::existing && settings.database.expose().empty() &&
        !std::filesystem::exists(directory.database(), error)) {
        return base::fail(ProblemCode::not_found,
                          "there is no " + directory.database().string() + "; \"waymark migrate\" makes one");
    }
    auto database = open_database(directory, settings, sqlite);
    if (!database) return base::fail(database.error());
    if (metrics != nullptr) {
        *database = std::make_unique<store::MeasuredDatabase>(std::move(*database), *metrics);
    }
    const auto run = bring_up_to_date(**database, opening, clock.now());
    if (!run) return base::fail(run.error());
    auto keys = open_keys(**database, directory.master_key(), clock.now());
    if (!keys) return base::fail(keys.error());
    return std::unique_ptr<Installation>(
        new Installation(std::move(*database), std::move(*keys), clock, *run));
}

}  // namespace cli
