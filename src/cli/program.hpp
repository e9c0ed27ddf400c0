#pragma once
// The program as a function: arguments in, an exit status out. main() gives it the real streams, environment
// and clock; a test gives its own. One process runs one command.

#include "base/time.hpp"
#include "cli/settings.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace cli {

struct World {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    Environment environment;
    const base::Clock& clock;
};

// `arguments` without the program's name. The exit status is 0 or that of the problem (base/problem.def).
int run(const std::vector<std::string>& arguments, const World& world);

}  // namespace cli
