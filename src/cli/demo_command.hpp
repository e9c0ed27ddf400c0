#pragma once
// "waymark demo": fills a new data directory (or an empty PostgreSQL database) with the demo country, showing
// how far it is. Promise: never touches a directory or database that holds something; a directory appears
// under its name only when it is whole.

#include "base/result.hpp"
#include "cli/commands.hpp"

#include <cstdint>

namespace cli {

struct DemoWish {
    std::uint64_t seed = 1;
    int cases = 300;
};

// Problems: already_exists (the directory or the database holds something), and those of opening.
base::Done build_demo(const Task& task, const DemoWish& wish);

}  // namespace cli
