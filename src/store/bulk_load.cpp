#include "store/bulk_load.hpp"

#include <string>

namespace store {
namespace {

base::Done run(WriteSession& session, const std::string& sql) {
    if (const auto done = session.execute(sql); !done) return base::fail(done.error());
    return {};
}

// Foreign keys of PostgreSQL are checked at once unless they were made to wait. Those between tables are met
// by the order of the tables; those within one are not met by any order.
base::Done alter_references_within_tables(WriteSession& session, const std::string& how) {
    const auto found = session.query(
        "select conrelid::regclass::text as name, quote_ident(conname) as reference from pg_constraint "
        "where contype = 'f' and conrelid = confrelid and "
        "connamespace = (select oid from pg_namespace where nspname = current_schema())");
    if (!found) return base::fail(found.error());
    for (const Row& row : *found) {
        const std::string sql =
            "alter table " + row.text("name") + " alter constraint " + row.text("reference") + " " + how;
        if (auto altered = run(session, sql); !altered) return altered;
    }
    return {};
}

}  // namespace

base::Result<bool> is_empty(ReadSession& session, Engine engine) {
    const auto others = session.query(
        engine == Engine::sqlite
            ? "select name from sqlite_master where name not like 'sqlite_%' and tbl_name <> "
              "'schema_version' limit 1"
            : "select relname as name from pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and "
              "relname not in ('schema_version', 'writer_turn') and "
              "relnamespace = (select oid from pg_namespace where nspname = current_schema()) limit 1");
    if (!others) return base::fail(others.error());
    if (!others->empty()) return false;
    const auto version = session.query(
        engine == Engine::sqlite ? "select name from sqlite_master where name = 'schema_version'"
                                 : "select 1 as name where to_regclass('schema_version') is not null");
    if (!version) return base::fail(version.error());
    if (version->empty()) return true;
    const auto rows = session.query("select number from schema_version limit 1");
    if (!rows) return base::fail(rows.error());
    return rows->empty();
}

base::Result<bool> is_served(ReadSession& session, Engine engine) {
    if (engine == Engine::sqlite) return false;
    const auto others = session.query(
        "select pid from pg_stat_activity where datname = current_database() and application_name = "
        "'waymark' "
        "and pid <> pg_backend_pid() limit 1");
    if (!others) return base::fail(others.error());
    return !others->empty();
}

base::Done begin_bulk_load(WriteSession& session, Engine engine) {
    // Until the end of the transaction; sqlite checks at its commit too.
    if (engine == Engine::sqlite) return run(session, "pragma defer_foreign_keys = on");
    return alter_references_within_tables(session, "deferrable initially deferred");
}

base::Done end_bulk_load(WriteSession& session, Engine engine) {
    if (engine == Engine::sqlite) {
        const auto orphans = session.query("select 1 as found from pragma_foreign_key_check limit 1");
        if (!orphans) return base::fail(orphans.error());
        if (orphans->empty()) return {};
        return base::fail(base::ProblemCode::still_referenced, "a row refers to one that is not there");
    }
    if (auto checked = run(session, "set constraints all immediate"); !checked) return checked;
    if (auto altered = alter_references_within_tables(session, "not deferrable"); !altered) return altered;
    return run(session, "analyze");
}

}  // namespace store
