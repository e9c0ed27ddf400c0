#include "archive/database_content.hpp"

#include <algorithm>
#include <utility>

namespace archive {
namespace {

using base::ProblemCode;

// Few rows first: how large they are is seen from them.
constexpr std::size_t kFirstPageRows = 16;

std::string list_of(const store::ColumnNames& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
}

std::string page_sql(const store::TableShape& shape, bool first) {
    std::string sql = "select " + list_of(shape.columns) + " from " + shape.name;
    const std::string key = list_of(shape.key);
    if (!first) {
        std::string places;
        for (std::size_t index = 1; index <= shape.key.size(); ++index) {
            places += (index == 1 ? "$" : ", $") + std::to_string(index);
        }
        sql += " where (" + key + ") > (" + places + ")";
    }
    return sql + " order by " + key + " limit $" + std::to_string(first ? 1 : shape.key.size() + 1);
}

std::size_t next_page_rows(std::size_t bytes, std::size_t rows) {
    return std::clamp<std::size_t>(
        kBatchBytes / std::max<std::size_t>(1, bytes / std::max<std::size_t>(1, rows)), 1, kBatchRows);
}

base::Result<std::int64_t> count_of(store::ReadSession& session, const std::string& table) {
    const auto row = session.query_one("select count(*) as amount from " + table);
    if (!row) return base::fail(row.error());
    return (*row)->integer("amount");
}

}  // namespace

DatabaseContent::DatabaseContent(store::ReadSession& session, store::Engine engine,
                                 const std::vector<store::Migration>& migrations,
                                 const base::crypto::SealingKey& audit_key, Made made)
    : session_(session),
      engine_(engine),
      migrations_(migrations),
      audit_key_(audit_key),
      made_(std::move(made)) {}

base::Result<Manifest> DatabaseContent::begin() {
    const auto state = store::schema_state_in(session_, engine_, migrations_);
    if (!state) return base::fail(state.error());
    if (state->applied == 0) return base::fail(ProblemCode::not_found, "the database holds no Waymark");
    auto applied = store::applied_migrations(session_);
    if (!applied) return base::fail(applied.error());
    const auto ran = store::as_applied(migrations_, *applied);
    if (!ran) return base::fail(ran.error());
    auto shapes = store::table_shapes(*ran);
    if (!shapes) return base::fail(shapes.error());
    shapes_ = std::move(*shapes);
    auto verdict = guard::verify_audit(session_, audit_key_);
    if (!verdict) return base::fail(verdict.error());
    manifest_ = {.made_at = made_.at,
                 .program = made_.program,
                 .migrations = std::move(*applied),
                 .audit = std::move(*verdict),
                 .tables = {}};
    for (const store::TableShape& shape : shapes_) {
        const auto rows = count_of(session_, shape.name);
        if (!rows) return base::fail(rows.error());
        manifest_.tables.push_back({.name = shape.name, .columns = shape.columns, .rows = *rows});
    }
    return manifest_;
}

base::Done DatabaseContent::read(const TakeBatch& take) {
    for (std::size_t index = 0; index < shapes_.size(); ++index) {
        const TableContent& table = manifest_.tables[index];
        const auto given = read_table(session_, shapes_[index],
                                      [&](const Batch& rows) -> base::Done { return take(table, rows); });
        if (!given) return base::fail(given.error());
        if (*given != table.rows) {
            return base::fail(ProblemCode::data_damaged, table.name + " has " + std::to_string(table.rows) +
                                                             " rows, of which " + std::to_string(*given) +
                                                             " can be read in order");
        }
    }
    return {};
}

base::Result<std::int64_t> read_table(store::ReadSession& session, const store::TableShape& shape,
                                      const std::function<base::Done(const Batch& rows)>& take) {
    std::vector<store::Value> after;
    std::size_t page = kFirstPageRows;
    std::int64_t given = 0;
    while (true) {
        std::vector<store::Value> parameters = after;
        parameters.push_back(store::value(static_cast<std::int64_t>(page)));
        const auto rows = session.query(page_sql(shape, after.empty()), std::move(parameters));
        if (!rows) return base::fail(rows.error());
        if (rows->empty()) return given;
        Batch batch;
        std::size_t bytes = 0;
        for (const store::Row& row : *rows) {
            batch.push_back(row.values());
            bytes += size_of(row.values());
        }
        given += static_cast<std::int64_t>(batch.size());
        if (auto taken = take(batch); !taken) return base::fail(taken.error());
        if (batch.size() < page) return given;
        after.clear();
        for (const std::string& column : shape.key) {
            const auto place = std::ranges::find(shape.columns, column) - shape.columns.begin();
            after.push_back(batch.back()[static_cast<std::size_t>(place)]);
        }
        page = next_page_rows(bytes, batch.size());
    }
}

}  // namespace archive
