#pragma once
// "waymark survey": rounds come in as files, and statistics go out, as JSON for scripts or as a table for
// people. Promise: a file that cannot be right changes nothing, and is refused by its line and column.

#include "base/result.hpp"
#include "cli/commands.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace cli {

struct RoundToImport {
    std::filesystem::path file;
    std::string round;
    std::string kind;
    std::string programme;
    std::string population;
    bool synthetic = false;
};

struct FigureWanted {
    std::string item;
    std::string round;
    std::string from;
    std::string to;
    std::vector<std::string> options;
    std::string programme;
    std::string remaining_after;
    bool json = false;
};

struct PercentToInvert {
    std::string percent;
    std::string base;
    std::string decimals;
    std::string rounding = "half_up";
    bool json = false;
};

// Where nothing is installed in the data directory yet, it is made: a survey needs nothing else.
base::Done import_round(const Task& task, const RoundToImport& wanted);
base::Done show_statistic(const Task& task, const FigureWanted& wanted);
base::Done show_change(const Task& task, const FigureWanted& wanted);
base::Done invert_percent(const Task& task, const PercentToInvert& wanted);

}  // namespace cli
