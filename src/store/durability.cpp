#include "store/durability.hpp"

#include <string>

namespace store {
namespace {

// With a standby that is waited for, "local" and "remote_write" do not wait until it has the commit on disk.
constexpr std::string_view kSettings =
    "select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes, "
    "current_setting('synchronous_commit') as synchronous_commit, "
    "current_setting('synchronous_standby_names') as synchronous_standby_names";

std::vector<Risk> risks_of(const Row& row) {
    std::vector<Risk> risks;
    if (row.text("fsync") == "off") risks.push_back(Risk::fsync);
    if (row.text("full_page_writes") == "off") risks.push_back(Risk::full_page_writes);
    const std::string& commit = row.text("synchronous_commit");
    const bool has_standby = !row.text("synchronous_standby_names").empty();
    if (has_standby && commit != "on" && commit != "remote_apply") risks.push_back(Risk::synchronous_commit);
    return risks;
}

}  // namespace

base::Result<std::vector<Risk>> durability_risks(Database& database) {
    using Risks = std::vector<Risk>;
    if (database.engine() == Engine::sqlite) return Risks{};
    return database.read([](ReadSession& session) -> base::Result<Risks> {
        const auto rows = session.query(kSettings);
        if (!rows) return base::fail(rows.error());
        return risks_of(rows->front());
    });
}

}  // namespace store
