#pragma once
// Counts of people that may be shown (domain.md 9.7): none above 0 and below the smallest, and none that
// could be worked out from the total of its column. Suppressed is told apart from zero. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace base {

constexpr std::int64_t kSmallestShown = 5;       // inside
constexpr std::int64_t kSmallestPublished = 11;  // in what leaves the house

// None: suppressed.
using SafeCount = std::optional<std::int64_t>;

SafeCount safe_count(std::int64_t count, std::int64_t smallest = kSmallestShown);

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

// In each column the suppressed cells are at least two and at least `smallest` people together; where
// that cannot be had, the total is suppressed as well.
SafeTable safe_table(const std::vector<CountRow>& rows, std::int64_t smallest = kSmallestShown);

}  // namespace base
