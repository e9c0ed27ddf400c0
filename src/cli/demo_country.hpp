#pragma once
// Builds the demo country (profile DEMO, "Arvandia") in an empty database: organisations, people at work, the
// directory, and cases whose histories are made through the real use cases while a clock walks through the
// past weeks, so that audit, consents, clocks and escalations are what they would be. Promise: the same seed
// and moment give the same country but for ids and keys, which are always fresh. One thread.

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/case_desk.hpp"
#include "cli/demo_data.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

struct DemoPlan {
    std::uint64_t seed = 1;
    int cases = 300;
    base::Time now;  // the country looks as if it had been in use until then
};

// What the stories of the cases draw on.
struct DemoCast {
    std::map<std::string, guard::OrganisationId, std::less<>> organisations;
    std::map<std::string, guard::Actor, std::less<>> people;  // by sign-in name
    std::vector<directory::Service> services;
};

// `done` of `total`: for the line that shows progress.
using Progress = std::function<void(std::string_view step, int done, int total)>;

// `desk` works on an empty, migrated database, and its workplace tells the time of `clock`, which is moved.
base::Done build_demo_country(const casework::CaseDesk& desk, base::ManualClock& clock, const DemoData& data,
                              const DemoPlan& plan, const Progress& progress);

// The secret of a demo user's one-time codes: made from the seed, so that the demo's sign-in page can show
// the code. No other account is ever given one like it.
base::Secret<base::Bytes> demo_totp_secret(std::uint64_t seed, std::string_view sign_in_name);

// The token of a program of the demo: made from the seed, so that the server of the demo can print it and a
// newcomer try the interface for programs at once. No other program is ever given one like it.
base::Secret<std::string> demo_program_token(std::uint64_t seed, std::string_view program);

}  // namespace cli
