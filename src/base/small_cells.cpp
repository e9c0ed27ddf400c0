#include "base/small_cells.hpp"

#include <algorithm>
#include <cstddef>

namespace base {
namespace {

bool is_small(std::int64_t count, std::int64_t smallest) {
    return count > 0 && count < smallest;
}

void suppress_column(const std::vector<CountRow>& rows, std::size_t column, std::int64_t smallest,
                     SafeTable& table) {
    std::int64_t total = 0;
    std::int64_t hidden = 0;
    std::size_t hidden_cells = 0;
    std::vector<std::size_t> shown;  // rows, those with people in them
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::int64_t count = rows[row].counts[column];
        total += count;
        table.rows[row].counts.push_back(safe_count(count, smallest));
        if (is_small(count, smallest)) {
            hidden += count;
            hidden_cells += 1;
        } else if (count > 0) {
            shown.push_back(row);
        }
    }
    std::ranges::sort(shown, {}, [&](std::size_t row) { return rows[row].counts[column]; });
    std::size_t next = 0;
    while (hidden_cells > 0 && (hidden_cells < 2 || hidden < smallest) && next < shown.size()) {
        hidden += rows[shown[next]].counts[column];
        hidden_cells += 1;
        table.rows[shown[next]].counts[column].reset();
        next += 1;
    }
    const bool derivable = hidden_cells > 0 && (hidden_cells < 2 || hidden < smallest);
    table.totals.push_back(derivable ? SafeCount{} : safe_count(total, smallest));
}

}  // namespace

SafeCount safe_count(std::int64_t count, std::int64_t smallest) {
    return is_small(count, smallest) ? SafeCount{} : SafeCount{count};
}

SafeTable safe_table(const std::vector<CountRow>& rows, std::int64_t smallest) {
    SafeTable table;
    for (const CountRow& row : rows) table.rows.push_back({.label = row.label, .counts = {}});
    const std::size_t columns = rows.empty() ? 0 : rows.front().counts.size();
    for (std::size_t column = 0; column < columns; ++column) suppress_column(rows, column, smallest, table);
    return table;
}

}  // namespace base
