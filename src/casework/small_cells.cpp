#include "casework/small_cells.hpp"

#include <algorithm>
#include <cstddef>

namespace casework {
namespace {

bool is_small(std::int64_t count) {
    return count > 0 && count < kSmallestShown;
}

void suppress_column(const std::vector<CountRow>& rows, std::size_t column, SafeTable& table) {
    std::int64_t total = 0;
    std::int64_t hidden = 0;
    std::size_t hidden_cells = 0;
    std::vector<std::size_t> shown;  // rows, those with people in them
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::int64_t count = rows[row].counts[column];
        total += count;
        table.rows[row].counts.push_back(safe_count(count));
        if (is_small(count)) {
            hidden += count;
            hidden_cells += 1;
        } else if (count > 0) {
            shown.push_back(row);
        }
    }
    std::ranges::sort(shown, {}, [&](std::size_t row) { return rows[row].counts[column]; });
    std::size_t next = 0;
    while (hidden_cells > 0 && (hidden_cells < 2 || hidden < kSmallestShown) && next < shown.size()) {
        hidden += rows[shown[next]].counts[column];
        hidden_cells += 1;
        table.rows[shown[next]].counts[column].reset();
        next += 1;
    }
    const bool derivable = hidden_cells > 0 && (hidden_cells < 2 || hidden < kSmallestShown);
    table.totals.push_back(derivable ? SafeCount{} : safe_count(total));
}

}  // namespace

SafeCount safe_count(std::int64_t count) {
    return is_small(count) ? SafeCount{} : SafeCount{count};
}

SafeTable safe_table(const std::vector<CountRow>& rows) {
    SafeTable table;
    for (const CountRow& row : rows) table.rows.push_back({.label = row.label, .counts = {}});
    const std::size_t columns = rows.empty() ? 0 : rows.front().counts.size();
    for (std::size_t column = 0; column < columns; ++column) suppress_column(rows, column, table);
    return table;
}

}  // namespace casework
