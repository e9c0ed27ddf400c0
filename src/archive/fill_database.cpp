#include "archive/fill_database.hpp"

#include "archive/database_content.hpp"
#include "archive/rows_digest.hpp"
#include "store/bulk_load.hpp"
#include "store/table_shape.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <string>
#include <utility>

namespace archive {
namespace {

using base::ProblemCode;
using Digests = std::map<std::string, RowsDigest>;

base::Done check_shapes(const std::vector<store::TableShape>& shapes, const Manifest& manifest) {
    const bool same = std::ranges::equal(
        shapes, manifest.tables, [](const store::TableShape& shape, const TableContent& table) {
            return shape.name == table.name && shape.columns == table.columns;
        });
    if (same) return {};
    return base::fail(ProblemCode::backup_damaged, "its tables are not those that its migrations make");
}

// Migrations may put rows of their own; those of the content take their place.
base::Done clear(store::WriteSession& session, const std::vector<store::TableShape>& shapes) {
    for (const store::TableShape& shape : std::views::reverse(shapes)) {
        if (const auto done = session.execute("delete from " + shape.name); !done)
            return base::fail(done.error());
    }
    return {};
}

base::Done insert_all(store::WriteSession& session, Content& content, std::int64_t total,
                      const Progress& progress, Digests& given) {
    std::int64_t done = 0;
    return content.read([&](const TableContent& table, const Batch& rows) -> base::Done {
        RowsDigest& digest = given[table.name];
        for (const std::vector<store::Value>& row : rows) digest.add(row);
        auto inserted = session.insert_rows(table.name, table.columns, rows);
        if (!inserted && !inserted.error().kind().retryable) {
            inserted.error().detail += " (table " + table.name + ")";
        }
        if (!inserted) return inserted;
        done += static_cast<std::int64_t>(rows.size());
        return progress(done, total);
    });
}

// Reads every table back: what a database took without a word may still not be what it was given.
base::Done prove_rows(store::ReadSession& session, const std::vector<store::TableShape>& shapes,
                      const Manifest& manifest, const Digests& given, const Progress& progress) {
    const std::int64_t total = manifest.rows();
    std::int64_t done = 0;
    for (std::size_t index = 0; index < shapes.size(); ++index) {
        const store::TableShape& shape = shapes[index];
        RowsDigest held;
        const auto read = read_table(session, shape, [&](const Batch& rows) -> base::Done {
            for (const std::vector<store::Value>& row : rows) held.add(row);
            done += static_cast<std::int64_t>(rows.size());
            return progress(done, total);
        });
        if (!read) return base::fail(read.error());
        const auto wanted = given.find(shape.name);
        const bool same = wanted == given.end() ? held.rows() == 0 : held == wanted->second;
        if (!same || held.rows() != manifest.tables[index].rows) {
            return base::fail(ProblemCode::backup_damaged, "the rows of " + shape.name + " do not read back");
        }
    }
    return {};
}

// A problem of the content, whatever kind of statement met it first.
base::Problem as_damaged(base::Problem problem) {
    switch (problem.code) {
        case ProblemCode::already_exists:
        case ProblemCode::still_referenced:
        case ProblemCode::invalid_input: problem.code = ProblemCode::backup_damaged; break;
        default: break;
    }
    return problem;
}

}  // namespace

base::Result<Manifest> fill_database(store::WriteSession& session, store::Engine engine,
                                     const std::vector<store::Migration>& migrations, Content& content,
                                     base::Time now, const FillProgress& progress) {
    const auto empty = store::is_empty(session, engine);
    if (!empty) return base::fail(empty.error());
    if (!*empty) return base::fail(ProblemCode::already_exists, "the database holds something");
    auto manifest = content.begin();
    if (!manifest) return manifest;
    const auto ran = store::as_applied(migrations, manifest->migrations);
    if (!ran) return base::fail(ran.error());
    const auto shapes = store::table_shapes(*ran);
    if (!shapes) return base::fail(shapes.error());
    if (auto same = check_shapes(*shapes, *manifest); !same) return base::fail(same.error());
    if (auto made = store::migrate_in(session, *ran, now); !made) return base::fail(made.error());
    if (auto cleared = clear(session, *shapes); !cleared) return base::fail(cleared.error());
    if (auto begun = store::begin_bulk_load(session, engine); !begun) return base::fail(begun.error());
    Digests given;
    if (auto done = insert_all(session, content, manifest->rows(), progress.filling, given); !done) {
        return base::fail(as_damaged(done.error()));
    }
    if (auto ended = store::end_bulk_load(session, engine); !ended) {
        return base::fail(as_damaged(ended.error()));
    }
    if (auto proved = prove_rows(session, *shapes, *manifest, given, progress.proving); !proved) {
        return base::fail(proved.error());
    }
    return manifest;
}

base::Done prove_audit(store::ReadSession& session, const base::crypto::SealingKey& audit_key,
                       const guard::AuditVerdict& made, bool allow_broken_before) {
    const auto verdict = guard::verify_audit(session, audit_key);
    if (!verdict) return base::fail(verdict.error());
    const bool same = verdict->rows == made.rows && verdict->reason == made.reason &&
                      verdict->first_bad_row == made.first_bad_row;
    if (!same) {
        return base::fail(ProblemCode::audit_chain_broken, "of the " + std::to_string(made.rows) +
                                                               " rows that held when it was made, " +
                                                               std::to_string(verdict->rows) + " hold");
    }
    if (verdict->reason.empty() || allow_broken_before) return {};
    return base::fail(ProblemCode::audit_chain_broken,
                      "it was broken already when this was made: row " +
                          std::to_string(verdict->first_bad_row.value_or(0)) + " was " + verdict->reason);
}

}  // namespace archive
