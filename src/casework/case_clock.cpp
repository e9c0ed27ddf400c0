#include "casework/case_clock.hpp"

#include "store/value_rows.hpp"

#include <string>
#include <utility>

namespace casework {
namespace {

using store::value;

constexpr std::string_view kColumns =
    "id, case_id, kind, subject, owner_organisation, started_at, due_at, stopped_at, escalated_at, dropped";

base::Result<std::vector<CaseClock>> clocks_from(const store::Rows& rows) {
    std::vector<CaseClock> clocks;
    clocks.reserve(rows.size());
    for (const store::Row& row : rows) {
        CaseClock clock;
        const auto kind = country::clock_kind_from_code(row.text("kind"));
        if (!kind) return base::fail(base::ProblemCode::data_damaged, "case_clock.kind");
        clock.id = row.id<CaseClock>("id");
        clock.case_id = row.id<guard::Case>("case_id");
        clock.kind = *kind;
        if (const auto subject = row.optional_bytes("subject"))
            clock.subject = base::Uuid::from_bytes(*subject).value();
        clock.owner_organisation = row.id<guard::Organisation>("owner_organisation");
        clock.started_at = row.time("started_at");
        clock.due_at = row.time("due_at");
        clock.stopped_at = row.optional_time("stopped_at");
        clock.escalated_at = row.optional_time("escalated_at");
        clock.dropped = row.integer("dropped") != 0;
        clocks.push_back(clock);
    }
    return clocks;
}

base::Result<std::int64_t> end_clocks(store::WriteSession& session, guard::CaseId case_id,
                                      country::ClockKind kind, const std::optional<base::Uuid>& subject,
                                      base::Time at, bool dropped) {
    return session.execute(
        "update case_clock set stopped_at = $1, dropped = $2 where case_id = $3 and kind = $4 "
        "and subject is not distinct from $5 and stopped_at is null",
        {value(at), value(dropped ? 1 : 0), value(case_id), value(country::code_of(kind)), value(subject)});
}

}  // namespace

ClockStatus status_of(const CaseClock& clock, base::Time now) {
    if (clock.dropped) return ClockStatus::no_longer_due;
    if (clock.stopped_at) return *clock.stopped_at > clock.due_at ? ClockStatus::met_late : ClockStatus::met;
    if (now > clock.due_at) return ClockStatus::overdue;
    const base::Duration given = clock.due_at - clock.started_at;
    return clock.due_at - now <= given / 4 ? ClockStatus::due_soon : ClockStatus::running;
}

base::Done insert_clocks(store::WriteSession& session, const std::vector<CaseClock>& clocks) {
    if (clocks.empty()) return {};
    std::vector<store::Value> parameters;
    for (const CaseClock& clock : clocks) {
        for (store::Value one : {value(clock.id), value(clock.case_id), value(country::code_of(clock.kind)),
                                 value(clock.subject), value(clock.owner_organisation),
                                 value(clock.started_at), value(clock.due_at), value(clock.stopped_at),
                                 value(clock.escalated_at), value(clock.dropped ? 1 : 0)}) {
            parameters.push_back(std::move(one));
        }
    }
    const std::string rows = store::value_rows(clocks.size(), parameters.size() / clocks.size());
    return session.post("insert into case_clock (" + std::string(kColumns) + ") values " + rows,
                        std::move(parameters));
}

base::Result<std::int64_t> stop_clocks(store::WriteSession& session, guard::CaseId case_id,
                                       country::ClockKind kind, const std::optional<base::Uuid>& subject,
                                       base::Time at) {
    return end_clocks(session, case_id, kind, subject, at, false);
}

base::Result<std::int64_t> drop_clocks(store::WriteSession& session, guard::CaseId case_id,
                                       country::ClockKind kind, const std::optional<base::Uuid>& subject,
                                       base::Time at) {
    return end_clocks(session, case_id, kind, subject, at, true);
}

base::Done mark_escalated(store::WriteSession& session, base::Id<CaseClock> id, base::Time at) {
    return session.post("update case_clock set escalated_at = $1 where id = $2 and escalated_at is null",
                        {value(at), value(id)});
}

store::Question clocks_question(guard::CaseId case_id) {
    return {"select " + std::string(kColumns) + " from case_clock where case_id = $1 order by due_at, id",
            {value(case_id)}};
}

base::Result<std::vector<CaseClock>> clocks_of(store::ReadSession& session, guard::CaseId case_id) {
    const auto rows = session.query(clocks_question(case_id));
    if (!rows) return base::fail(rows.error());
    return clocks_from(*rows);
}

base::Result<std::vector<CaseClock>> clocks_about(store::ReadSession& session,
                                                  const std::vector<base::Uuid>& subjects) {
    if (subjects.empty()) return std::vector<CaseClock>{};
    std::string sql = "select " + std::string(kColumns) + " from case_clock where subject in (";
    std::vector<store::Value> parameters;
    for (const base::Uuid& subject : subjects) {
        parameters.push_back(value(subject));
        sql += (parameters.size() == 1 ? "$" : ", $") + std::to_string(parameters.size());
    }
    const auto rows = session.query(sql + ") order by due_at, id", std::move(parameters));
    if (!rows) return base::fail(rows.error());
    return clocks_from(*rows);
}

base::Result<std::vector<CaseClock>> clocks_to_escalate(store::ReadSession& session, base::Time now,
                                                        int rows_max) {
    const auto rows = session.query(
        "select " + std::string(kColumns) +
            " from case_clock where stopped_at is null and escalated_at is null and subject is not null "
            "and due_at < $1 order by due_at, id limit $2",
        {value(now), value(std::int64_t{rows_max})});
    if (!rows) return base::fail(rows.error());
    return clocks_from(*rows);
}

base::Result<std::vector<CaseClock>> running_clocks_of(store::ReadSession& session,
                                                       const std::vector<guard::CaseId>& cases) {
    if (cases.empty()) return std::vector<CaseClock>{};
    std::string list;
    std::vector<store::Value> parameters;
    for (const guard::CaseId& id : cases) {
        parameters.push_back(value(id));
        list += (list.empty() ? "$" : ", $") + std::to_string(parameters.size());
    }
    const auto rows = session.query("select " + std::string(kColumns) +
                                        " from case_clock where stopped_at is null and case_id in (" + list +
                                        ") order by due_at, id",
                                    std::move(parameters));
    if (!rows) return base::fail(rows.error());
    return clocks_from(*rows);
}

base::Result<std::vector<CaseClock>> running_clocks(store::ReadSession& session,
                                                    const std::optional<guard::OrganisationId>& owner,
                                                    base::Time until, int rows_max) {
    std::string sql =
        "select " + std::string(kColumns) + " from case_clock where stopped_at is null and due_at <= $1";
    std::vector<store::Value> parameters{value(until), value(std::int64_t{rows_max})};
    if (owner) {
        parameters.push_back(value(*owner));
        sql += " and owner_organisation = $3";
    }
    const auto rows = session.query(sql + " order by due_at, id limit $2", std::move(parameters));
    if (!rows) return base::fail(rows.error());
    return clocks_from(*rows);
}

}  // namespace casework
