#include "store/session.hpp"

#include <string>

namespace store {

base::Done WriteSession::insert_rows(std::string_view table, const ColumnNames& columns,
                                     const std::vector<std::vector<Value>>& rows) {
    std::string names;
    std::string places;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        names += (index == 0 ? "" : ", ") + columns[index];
        places += (index == 0 ? "$" : ", $") + std::to_string(index + 1);
    }
    const std::string sql = "insert into " + std::string(table) + " (" + names + ") values (" + places + ")";
    for (const std::vector<Value>& row : rows) {
        if (const auto inserted = execute(sql, row); !inserted) return base::fail(inserted.error());
    }
    return {};
}

}  // namespace store
