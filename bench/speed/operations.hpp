#pragma once
// The operations that are measured, each through the use case or the page that a person uses, with
// authorisation, sealing and audit as in production.

#include "speed/country.hpp"
#include "speed/cpu_meter.hpp"

#include <functional>
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
};

// All of them, in the order of the table. Writes into the country, which is best a copy.
std::vector<Measured> measure_all(Country& country, const Plan& plan, const std::filesystem::path& scratch);

// A number of every operation without a clock: what is counted by instructions.
void run_script(Country& country, int times);

}  // namespace speed
