// Any bytes as a table of overlapping lists: refused at a place in the file, or read, and then the counts
// are what a table of counts may hold.

#include "base/bytes.hpp"
#include "engines/estimation/capture_table_csv.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto table = estimation::read_capture_table(base::text_of({data, size}));
    if (!table) {
        require(!table.error().fields.empty());
        require(table.error().fields.front().field.starts_with("line "));
        return 0;
    }
    require(table->list_count() >= estimation::kListsFewest);
    require(table->list_count() <= estimation::kListsMost);
    require(table->cell_count() == std::size_t{1} << table->list_count());
    require(table->count[0] == 0);
    for (const double people : table->count) require(people >= 0 && people == std::floor(people));
    require(estimation::overlapping(*table) > 0);
    require(estimation::observed(*table) <= estimation::kPeopleMost);
    return 0;
}
