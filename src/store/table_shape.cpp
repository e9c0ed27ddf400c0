#include "store/table_shape.hpp"

#include "store/sqlite_connection.hpp"
#include "store/sqlite_session.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

namespace store {
namespace {

struct Found {
    TableShape shape;
    std::set<std::string> refers_to;  // other tables
};

base::Result<Found> find_table(ReadSession& session, const std::string& name) {
    Found found{.shape = {.name = name, .columns = {}, .key = {}}, .refers_to = {}};
    const auto columns =
        session.query("select name, pk from pragma_table_info($1) order by cid", {value(name)});
    if (!columns) return base::fail(columns.error());
    std::map<std::int64_t, std::string> key;
    for (const Row& column : *columns) {
        found.shape.columns.push_back(column.text("name"));
        if (column.integer("pk") > 0) key.emplace(column.integer("pk"), column.text("name"));
    }
    for (auto& [place, column] : key) found.shape.key.push_back(std::move(column));
    const auto others =
        session.query("select distinct \"table\" as other from pragma_foreign_key_list($1)", {value(name)});
    if (!others) return base::fail(others.error());
    for (const Row& other : *others) {
        if (other.text("other") != name) found.refers_to.insert(other.text("other"));
    }
    return found;
}

// Always the first by name of those whose turn it can be, so that the order is the same in every run.
std::vector<TableShape> in_order(std::map<std::string, Found> waiting) {
    std::vector<TableShape> shapes;
    while (!waiting.empty()) {
        const auto next = std::ranges::find_if(waiting, [&](const auto& one) {
            return std::ranges::none_of(one.second.refers_to,
                                        [&](const std::string& other) { return waiting.contains(other); });
        });
        if (next == waiting.end()) throw std::logic_error("tables refer to one another in a circle");
        shapes.push_back(std::move(next->second.shape));
        waiting.erase(next);
    }
    return shapes;
}

}  // namespace

base::Result<std::vector<TableShape>> table_shapes(const std::vector<Migration>& migrations) {
    const auto connection = SqliteConnection::open(":memory:", SqliteAccess::read_write);
    if (!connection) return base::fail(connection.error());
    SqliteSession on_connection(**connection);
    WriteSession& session = on_connection;
    if (auto made = migrate_in(session, migrations, base::Time(0)); !made) return base::fail(made.error());
    const auto names =
        session.query("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'");
    if (!names) return base::fail(names.error());
    std::map<std::string, Found> found;
    for (const Row& row : *names) {
        auto table = find_table(session, row.text("name"));
        if (!table) return base::fail(table.error());
        found.emplace(row.text("name"), std::move(*table));
    }
    return in_order(std::move(found));
}

}  // namespace store
