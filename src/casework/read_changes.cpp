#include "casework/read_changes.hpp"

#include "guard/unit_of_work.hpp"

#include <algorithm>

namespace casework {

namespace {

using guard::Permission;
using guard::Purpose;

base::Result<std::int64_t> end_of_chain(store::ReadSession& session) {
    const auto row = session.query_one("select number from audit_head where one = 1");
    if (!row) return base::fail(row.error());
    return *row ? (*row)->integer("number") : 0;
}

// A receiver follows its referrals and nothing else of a case; not what waits for a second person, which it
// may not know of.
base::Result<store::Rows> rows_between(store::ReadSession& session, guard::OrganisationId organisation,
                                       std::int64_t since, std::int64_t until) {
    return session.query(
        "select a.number, a.at, a.action, a.case_id, a.subject_kind, a.subject from audit_event a "
        "join case_file c on c.id = a.case_id "
        "left join referral r on r.id = a.subject and a.subject_kind = 'referral' "
        "where a.number > $1 and a.number <= $2 and a.outcome = 'done' and "
        "(c.lead_organisation = $3 or c.author_organisation = $3 or "
        "(r.to_organisation = $3 and r.status <> 'awaiting_confirmation')) "
        "order by a.number limit $4",
        {store::value(since), store::value(until), store::value(organisation),
         store::value(kChangesPageRows + 1)});
}

Change change_in(const store::Row& row) {
    return {.number = row.integer("number"),
            .at = row.time("at"),
            .act = row.text("action"),
            .case_id = row.id<guard::Case>("case_id"),
            .subject_kind = row.text("subject_kind"),
            .subject = row.uuid("subject")};
}

base::Done allowed(guard::ReadWork& work) {
    return work.allow({.permission = Permission::worklist_read, .purpose = Purpose::support}, "changes");
}

}  // namespace

base::Result<Changes> read_changes(const CaseDesk& desk, const guard::Actor& actor, std::int64_t since) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<Changes> {
        if (auto may = allowed(work); !may) return base::fail(may.error());
        const auto end = end_of_chain(work.session());
        if (!end) return base::fail(end.error());
        const std::int64_t from = std::clamp<std::int64_t>(since, 0, *end);
        const std::int64_t until = std::min(*end, from + kChangesLookedThrough);
        const auto rows = rows_between(work.session(), actor.organisation, from, until);
        if (!rows) return base::fail(rows.error());
        Changes found{.changes = {}, .looked_through = until, .more = until < *end};
        for (const store::Row& row : *rows) found.changes.push_back(change_in(row));
        if (found.changes.size() > static_cast<std::size_t>(kChangesPageRows)) {
            found.changes.pop_back();
            found.looked_through = found.changes.back().number;
            found.more = true;
        }
        return found;
    });
}

base::Result<std::int64_t> newest_change(const CaseDesk& desk, const guard::Actor& actor) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<std::int64_t> {
        if (auto may = allowed(work); !may) return base::fail(may.error());
        return end_of_chain(work.session());
    });
}

}  // namespace casework
