#include "store/session.hpp"

#include <string>
#include <utility>

namespace store {

base::Done WriteSession::post(std::string_view sql, std::vector<Value> parameters) {
    if (const auto done = execute(sql, std::move(parameters)); !done) return base::fail(done.error());
    return {};
}

base::Done WriteSession::post_one(std::string_view sql, std::vector<Value> parameters,
                                  base::Problem unless_one) {
    const auto changed = execute(sql, std::move(parameters));
    if (!changed) return base::fail(changed.error());
    if (*changed != 1) return base::fail(std::move(unless_one));
    return {};
}

base::Done WriteSession::post_new(std::string_view sql, std::vector<Value> parameters,
                                  base::Problem if_there) {
    const auto inserted = execute(sql, std::move(parameters));
    if (inserted) return {};
    if (inserted.error().code == base::ProblemCode::already_exists) return base::fail(std::move(if_there));
    return base::fail(inserted.error());
}

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
