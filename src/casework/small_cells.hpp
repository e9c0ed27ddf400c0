#pragma once
// Counts of people that may be shown inside (domain.md 9.7): none between 1 and 4, and none that could be
// worked out from the total of its column. Suppressed is told apart from zero. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casework {

constexpr std::int64_t kSmallestShown = 5;

// None: suppressed.
using SafeCount = std::optional<std::int64_t>;

SafeCount safe_count(std::int64_t count);

struct CountRow {
    std::string label;
    std::vector<std::int64_t> counts;  // one a column
};
struct SafeRow {
    std::string label;
    std::vector<SafeCount> counts;
};
struct SafeTable {
    std::vector<SafeRow> rows;
    std::vector<SafeCount> totals;
};

// In each column the suppressed cells are at least two and at least kSmallestShown people together; where
// that cannot be had, the total is suppressed as well.
SafeTable safe_table(const std::vector<CountRow>& rows);

}  // namespace casework
