#pragma once
// Measuring: the processor's time of every operation, and, for `make bench-check`, a script of operations
// whose instructions valgrind counts, the same on every machine.

#include "speed/country.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace speed {

struct Measured {
    std::string name;
    double cpu_ms = 0;  // of one, the median of the batches
    double wall_ms = 0;
    std::optional<double> bytes;         // stored by a write; of a page as it is drawn
    std::optional<double> bytes_packed;  // of a page as it travels
};

struct Plan {
    int batches = 7;
    int per_batch = 60;
    std::string only;  // operations with this in their name; empty for all
};

// All of them, in the order of the table. Writes into the country, which is best a copy.
std::vector<Measured> measure_all(Country& country, const Plan& plan, const std::filesystem::path& scratch);

// Each operation so many times. Under valgrind's callgrind, what each cost is left in a file of its own.
void run_script(Country& country, int times);

}  // namespace speed
