#include "cli/demo_command.hpp"

#include "cli/demo_country.hpp"
#include "cli/demo_data.hpp"
#include "cli/installation.hpp"
#include "cli/knowledge.hpp"
#include "cli/new_directory.hpp"
#include "cli/recovery_commands.hpp"
#include "store/migration.hpp"

#include <chrono>
#include <ostream>
#include <string>

namespace cli {
namespace {

using base::ProblemCode;

// Before anything is written or bound to a key: a database that any Waymark has touched is not empty.
base::Done check_empty(const DataDirectory& place, const Settings& settings) {
    const auto migrations = store::program_migrations();
    if (!migrations) return base::fail(migrations.error());
    const auto database = open_database(place, settings);
    if (!database) return base::fail(database.error());
    const auto state = store::schema_state(**database, *migrations);
    if (!state) return base::fail(state.error());
    if (state->applied == 0) return {};
    return base::fail(ProblemCode::already_exists,
                      "the database holds something; the demo wants an empty one");
}

Progress progress_on(std::ostream& out) {
    return [&out](std::string_view step, int done, int total) {
        // A line that writes over itself would be noise in a file.
        const bool worth_a_line = done == total || done % 50 == 0;
        if (worth_a_line) out << "  " << step << ": " << done << " of " << total << std::endl;
    };
}

base::Done fill(const Task& task, const DataDirectory& place, const Settings& settings,
                const DemoWish& wish) {
    if (auto empty = check_empty(place, settings); !empty) return empty;
    base::ManualClock clock(task.world.clock.now());
    store::SqliteOptions sqlite;
    sqlite.durable = false;  // one full sync at close is enough for what can be built again
    const auto installation = Installation::open(place, settings, Opening::migrated, clock, sqlite);
    if (!installation) return base::fail(installation.error());
    const auto knowledge = Knowledge::shipped();
    if (!knowledge) return base::fail(knowledge.error());
    const auto profile = knowledge->profile(kDemoProfile);
    if (!profile) return base::fail(profile.error());
    const auto data = shipped_demo_data();
    if (!data) return base::fail(data.error());
    const casework::CaseDesk desk{.workplace = (*installation)->workplace(),
                                  .profile = **profile,
                                  .instruments = knowledge->instruments};
    if (auto built = build_demo_country(
            desk, clock, *data, {.seed = wish.seed, .cases = wish.cases, .now = task.world.clock.now()},
            progress_on(task.world.out));
        !built) {
        return built;
    }
    return make_recovery_key(task, place, **installation);
}

}  // namespace

base::Done build_demo(const Task& task, const DemoWish& wish) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    const auto started = std::chrono::steady_clock::now();
    task.world.out << "Building the demo country: everything in it is invented." << std::endl;
    NewDirectory building(task.directory, "building");
    if (auto begun = building.begin(); !begun) return begun;
    if (auto filled = fill(task, building.place(), *settings, wish); !filled) return filled;
    if (auto finished = building.finish(); !finished) return finished;
    const auto tenths = (std::chrono::steady_clock::now() - started) / std::chrono::milliseconds(100);
    task.world.out << "Built in " << tenths / 10 << '.' << tenths % 10
                   << " s: " << task.directory.folder().string() << std::endl;
    return {};
}

}  // namespace cli
