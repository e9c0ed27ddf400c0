#pragma once
// `waymark estimate`: how many people no list has, from a file of overlapping lists. It needs no installation
// and writes nothing but what it prints. The flags and the keys of --json are an interface: scripts use them.

#include "base/result.hpp"
#include "cli/commands.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace cli {

struct EstimateWanted {
    std::filesystem::path file;
    std::string method = "stepwise";
    std::string model;
    std::optional<double> p;
    int max_order = 2;
    std::string interval = "bca";
    std::size_t replicates = 1000;
    std::uint64_t seed = 1;
    unsigned threads = 0;  // 0: as many as the machine has
    double level = 0.95;
    std::optional<double> nmax_factor;
    bool json = false;
};
// Problems: invalid_input (a flag), invalid_file (the table, with its line and column), shutting_down
// (Ctrl-C).
base::Done estimate(const Task& task, const EstimateWanted& wanted);

}  // namespace cli
