#include "casework/read_access_log.hpp"

#include "casework/case_repository.hpp"
#include "casework/pseudonym.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/user_repository.hpp"

#include <map>
#include <utility>

namespace casework {
namespace {

constexpr guard::Ask kAsk{.permission = guard::Permission::access_log_read,
                          .purpose = guard::Purpose::oversight,
                          .relation = guard::Relation::none};

base::Result<std::map<guard::CaseId, std::string>> pseudonyms_of(store::ReadSession& session,
                                                                 const std::vector<guard::AuditRow>& rows) {
    std::vector<store::Value> ids;
    std::string places;
    for (const guard::AuditRow& row : rows) {
        if (!row.event.concerned_case) continue;
        ids.push_back(store::value(*row.event.concerned_case));
        places += (places.empty() ? "$" : ", $") + std::to_string(ids.size());
    }
    std::map<guard::CaseId, std::string> pseudonyms;
    if (ids.empty()) return pseudonyms;
    const auto found =
        session.query("select id, pseudonym from case_file where id in (" + places + ")", std::move(ids));
    if (!found) return base::fail(found.error());
    for (const store::Row& row : *found) pseudonyms.emplace(row.id<guard::Case>("id"), row.text("pseudonym"));
    return pseudonyms;
}

base::Result<std::vector<AccessLine>> lines_of(store::ReadSession& session,
                                               std::vector<guard::AuditRow> rows) {
    std::vector<guard::UserId> users;
    std::vector<guard::OrganisationId> organisations;
    for (const guard::AuditRow& row : rows) {
        if (row.user) users.push_back(*row.user);
        if (row.organisation) organisations.push_back(*row.organisation);
    }
    auto roles = guard::roles_of_users(session, users);
    if (!roles) return base::fail(roles.error());
    const auto names = guard::organisation_names(session, organisations);
    if (!names) return base::fail(names.error());
    const auto pseudonyms = pseudonyms_of(session, rows);
    if (!pseudonyms) return base::fail(pseudonyms.error());

    std::vector<AccessLine> lines;
    lines.reserve(rows.size());
    for (guard::AuditRow& row : rows) {
        AccessLine line;
        if (row.user && roles->contains(*row.user)) {
            line.roles = roles->at(*row.user).roles;
            line.by_program = roles->at(*row.user).is_program;
        }
        if (row.organisation && names->contains(*row.organisation)) {
            line.organisation = names->at(*row.organisation);
        }
        if (row.event.concerned_case && pseudonyms->contains(*row.event.concerned_case)) {
            line.pseudonym = pseudonyms->at(*row.event.concerned_case);
        }
        line.row = std::move(row);
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

base::Result<AccessLogPage> read_access_log(const CaseDesk& desk, const guard::Actor& actor,
                                            const std::optional<guard::CaseId>& concerned_case,
                                            std::optional<std::int64_t> before) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<AccessLogPage> {
        if (auto allowed = work.allow(kAsk); !allowed) return base::fail(allowed.error());
        AccessLogPage page;
        if (concerned_case) {
            const auto file = load_case(work.session(), *concerned_case);
            if (!file) return base::fail(file.error());
            page.pseudonym = file->pseudonym;
        }
        auto rows = concerned_case ? guard::audit_of_case(work.session(), *concerned_case, before,
                                                          kAccessLogPageRows + 1)
                                   : guard::newest_audit(work.session(), before, kAccessLogPageRows + 1);
        if (!rows) return base::fail(rows.error());
        page.more = rows->size() > kAccessLogPageRows;
        if (page.more) rows->pop_back();
        auto lines = lines_of(work.session(), std::move(*rows));
        if (!lines) return base::fail(lines.error());
        page.lines = std::move(*lines);
        return page;
    });
}

base::Result<guard::CaseId> find_case_for_oversight(const CaseDesk& desk, const guard::Actor& actor,
                                                    std::string_view pseudonym) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<guard::CaseId> {
        if (auto allowed = work.allow(kAsk); !allowed) return base::fail(allowed.error());
        const auto clean = read_pseudonym(pseudonym);
        if (!clean) return base::fail(clean.error());
        const auto file = find_case_by_pseudonym(work.session(), *clean);
        if (!file) return base::fail(file.error());
        if (!*file) return base::fail(base::invalid_field("pseudonym", "no_such_case"));
        return (*file)->id;
    });
}

}  // namespace casework
