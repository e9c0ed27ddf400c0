#include "cli/durability_warning.hpp"

#include "store/durability.hpp"

#include <ostream>

namespace cli {
namespace {

struct Told {
    base::LogName setting;
    std::string_view means;
};

Told told_of(store::Risk risk) {
    switch (risk) {
        case store::Risk::fsync: return {"fsync", "fsync = off: a power cut can destroy the whole database"};
        case store::Risk::full_page_writes:
            return {"full_page_writes", "full_page_writes = off: a power cut can destroy the whole database"};
        case store::Risk::synchronous_commit:
            return {"synchronous_commit",
                    "synchronous_commit does not wait for the standby: a failover can lose what was saved"};
    }
    return {"unknown", ""};
}

}  // namespace

void warn_of_durability(store::Database& database, std::ostream& out, base::Logger& log) {
    const auto risks = store::durability_risks(database);
    if (!risks) {
        log.warning(base::LogEvent::durability_at_risk, {base::LogField::problem(risks.error().code)});
        return;
    }
    for (const store::Risk risk : *risks) {
        const Told told = told_of(risk);
        log.warning(base::LogEvent::durability_at_risk, {base::LogField::component(told.setting)});
        out << "WARNING: the PostgreSQL server is not fit for real data. " << told.means
            << ".\nSet it right in postgresql.conf, and restart PostgreSQL.\n";
    }
}

}  // namespace cli
