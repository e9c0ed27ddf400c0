#include "cli/demo_command.hpp"

#include "cli/demo_country.hpp"
#include "cli/demo_data.hpp"
#include "cli/installation.hpp"
#include "cli/knowledge.hpp"
#include "store/migration.hpp"

#include <chrono>
#include <filesystem>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>

namespace cli {
namespace {

using base::ProblemCode;

// Filled under another name and given its own when it is whole, so that a filling that was broken off is
// never mistaken for a country.
class Building {
public:
    explicit Building(const DataDirectory& directory)
        : wanted_(directory), place_(directory.folder().string() + ".building") {}
    Building(const Building&) = delete;
    Building& operator=(const Building&) = delete;
    ~Building() {
        std::error_code ignored;
        if (!whole_) std::filesystem::remove_all(place_.folder(), ignored);
    }

    const DataDirectory& place() const { return place_; }

    base::Done begin() {
        const auto is_new = wanted_.is_new();
        if (!is_new) return base::fail(is_new.error());
        if (!*is_new) {
            return base::fail(ProblemCode::already_exists,
                              wanted_.folder().string() +
                                  " holds something; the "
                                  "demo wants a directory that is not there yet");
        }
        std::error_code error;
        std::filesystem::remove_all(place_.folder(), error);  // of a filling that was broken off
        if (error) return base::fail(ProblemCode::no_permission, place_.folder().string());
        return place_.make();
    }

    // The settings somebody wrote beforehand stay.
    base::Done finish() {
        std::error_code error;
        if (std::filesystem::exists(wanted_.settings(), error)) {
            std::filesystem::copy_file(wanted_.settings(), place_.settings(), error);
            if (!error) std::filesystem::remove(wanted_.settings(), error);
        }
        if (!error && std::filesystem::exists(wanted_.folder())) {
            std::filesystem::remove(wanted_.folder(), error);
        }
        if (!error) std::filesystem::rename(place_.folder(), wanted_.folder(), error);
        if (error) return base::fail(ProblemCode::no_permission, wanted_.folder().string());
        whole_ = true;
        return {};
    }

private:
    DataDirectory wanted_;
    DataDirectory place_;
    bool whole_ = false;
};

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
    return build_demo_country(desk, clock, *data,
                              {.seed = wish.seed, .cases = wish.cases, .now = task.world.clock.now()},
                              progress_on(task.world.out));
}

}  // namespace

base::Done build_demo(const Task& task, const DemoWish& wish) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    const auto started = std::chrono::steady_clock::now();
    task.world.out << "Building the demo country: everything in it is invented." << std::endl;
    Building building(task.directory);
    if (auto begun = building.begin(); !begun) return begun;
    if (auto filled = fill(task, building.place(), *settings, wish); !filled) return filled;
    if (auto finished = building.finish(); !finished) return finished;
    const auto tenths = (std::chrono::steady_clock::now() - started) / std::chrono::milliseconds(100);
    task.world.out << "Built in " << tenths / 10 << '.' << tenths % 10
                   << " s: " << task.directory.folder().string() << std::endl;
    return {};
}

}  // namespace cli
