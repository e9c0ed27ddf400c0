#pragma once
// The table of overlaps as a reader may see it: counts below a threshold held back, and with them as many
// others as it takes that none can be worked out from the total (base/small_cells.hpp). Where anything is
// held back, list totals and the exact digest are too: both would give it away. Pure.

#include "base/small_cells.hpp"
#include "engines/estimation/capture_table.hpp"

#include <string>
#include <vector>

namespace estimates {

// What a reader may see: everything, what may be seen inside, or what may leave the house.
enum class Sight { all, inside, outside };

struct ShownHistory {
    estimation::Mask history = 0;
    base::SafeCount count;
};

struct ShownTable {
    std::vector<std::string> lists;
    std::vector<ShownHistory> histories;  // that somebody has, most people first; held back ones last
    base::SafeCount observed;
    std::vector<base::SafeCount> on_list;
    bool holds_back = false;
    // Canonical CSV, "c" for what is held back, and its digest: of what is shown, by which anybody can check
    // it, and no more.
    std::string csv;
    std::string sha256;
};

ShownTable shown_table(const estimation::CaptureTable& table, Sight sight);

}  // namespace estimates
