#include "speed/seed.hpp"

#include "cli/demo_country.hpp"
#include "cli/installation.hpp"
#include "cli/knowledge.hpp"
#include "speed/must.hpp"

#include <iostream>

namespace speed {

void seed(const std::filesystem::path& folder, int cases) {
    const base::SystemClock clock;
    const base::Time now = clock.now();
    base::ManualClock told(now);
    cli::Settings settings;
    store::SqliteOptions sqlite;
    sqlite.durable = false;  // one full sync at close is enough for what can be built again
    const auto installation = must(
        cli::Installation::open(cli::DataDirectory(folder), settings, cli::Opening::migrated, told, sqlite));
    const auto knowledge = must(cli::Knowledge::shipped());
    const casework::CaseDesk desk{.workplace = installation->workplace(),
                                  .profile = *must(knowledge.profile(cli::kDemoProfile)),
                                  .instruments = knowledge.instruments};
    const auto progress = [](std::string_view step, int done, int total) {
        if (done % 10'000 == 0 || done == total)
            std::cerr << "  " << step << ": " << done << " of " << total << std::endl;
    };
    must(cli::build_demo_country(desk, told, must(cli::shipped_demo_data()),
                                 {.seed = 1, .cases = cases, .now = now}, progress));
}

}  // namespace speed
