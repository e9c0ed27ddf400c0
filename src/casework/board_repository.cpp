#include "casework/board_repository.hpp"

#include <utility>

namespace casework {
namespace {

using store::value;

constexpr std::int64_t kWaitingCountedMax = 100'000;

// Of spans named `took` (null: not finished): the middle one when the unfinished stand last.
base::Result<HalfTime> half_time(store::ReadSession& session, const std::string& spans,
                                 std::vector<store::Value> parameters) {
    const auto row = session.query_one(
        "with spans as (" + spans +
            "), ordered as (select took, row_number() over (order by case when took is null then 1 else 0 "
            "end, "
            "took) as place, count(*) over () as everyone, count(took) over () as finished from spans) "
            "select took, everyone, finished from ordered where place = (everyone + 1) / 2",
        std::move(parameters));
    if (!row) return base::fail(row.error());
    HalfTime half;
    if (!*row) return half;
    half.all = (*row)->integer("everyone");
    half.done = (*row)->integer("finished");
    if (const auto took = (*row)->optional_integer("took")) half.half_within = base::Duration(*took);
    return half;
}

}  // namespace

base::Result<std::vector<ClockLoad>> clock_loads(store::ReadSession& session, base::Time now,
                                                 base::Time until, int rows_max) {
    const auto rows = session.query(
        "select owed.kind, o.name, owed.overdue, owed.due from (select kind, owner_organisation, "
        "count(*) filter (where due_at < $1) as overdue, count(*) filter (where due_at >= $1) as due "
        "from case_clock where stopped_at is null and due_at <= $2 group by kind, owner_organisation) owed "
        "join organisation o on o.id = owed.owner_organisation "
        "order by owed.overdue desc, owed.due desc, o.name, owed.kind limit $3",
        {value(now), value(until), value(std::int64_t{rows_max})});
    if (!rows) return base::fail(rows.error());
    std::vector<ClockLoad> loads;
    loads.reserve(rows->size());
    for (const store::Row& row : *rows) {
        const auto kind = country::clock_kind_from_code(row.text("kind"));
        if (!kind) return base::fail(base::ProblemCode::data_damaged, "case_clock.kind");
        loads.push_back({.kind = *kind,
                         .organisation = row.text("name"),
                         .overdue = row.integer("overdue"),
                         .due = row.integer("due")});
    }
    return loads;
}

base::Result<std::int64_t> count_waiting(store::ReadSession& session) {
    // In order, so that SQLite walks the few that wait instead of the widest index.
    const auto row = session.query_one(
        "select count(*) as waiting from (select id from referral where status in ('sent', 'acknowledged', "
        "'asked_back') order by sent_at, id limit $1) w",
        {value(kWaitingCountedMax)});
    if (!row) return base::fail(row.error());
    return (*row)->integer("waiting");
}

base::Result<Uptake> uptake_since(store::ReadSession& session, base::Time since) {
    const auto row = session.query_one(
        "select count(distinct case_id) as referred, "
        "count(distinct case when first_service_at is not null then case_id end) as helped "
        "from referral where sent_at >= $1 and status <> 'awaiting_confirmation'",
        {value(since)});
    if (!row) return base::fail(row.error());
    return Uptake{.referred = (*row)->integer("referred"), .helped = (*row)->integer("helped")};
}

base::Result<std::vector<ReachedCount>> reached_since(store::ReadSession& session, base::Time since,
                                                      const std::vector<State>& states) {
    std::vector<store::Value> parameters{value(since)};
    std::string codes;
    for (const State state : states) {
        parameters.push_back(value(code_of(state)));
        codes += (codes.empty() ? "$" : ", $") + std::to_string(parameters.size());
    }
    // A left join, so that SQLite goes from the cases of the span to their events and not the other way
    // round.
    const auto rows = session.query(
        "select f.first_identifier, e.to_state, count(distinct f.id) as cases from case_file f "
        "left join case_event e on e.case_id = f.id and e.to_state in (" +
            codes + ") where f.opened_at >= $1 group by f.first_identifier, e.to_state",
        std::move(parameters));
    if (!rows) return base::fail(rows.error());
    std::vector<ReachedCount> counts;
    counts.reserve(rows->size());
    for (const store::Row& row : *rows) {
        if (row.is_null("to_state")) continue;  // those that reached none of them
        const auto state = state_from_code(row.text("to_state"));
        if (!state) return base::fail(base::ProblemCode::data_damaged, "case_event.to_state");
        counts.push_back({.first_identifier = row.text("first_identifier"),
                          .state = *state,
                          .cases = row.integer("cases")});
    }
    return counts;
}

base::Result<HalfTime> concern_to_information(store::ReadSession& session, base::Time since) {
    return half_time(
        session,
        "select stopped_at - started_at as took from case_clock where kind = $1 and started_at >= $2",
        {value(country::code_of(country::ClockKind::information)), value(since)});
}

base::Result<HalfTime> referral_to_service(store::ReadSession& session, base::Time since) {
    return half_time(session,
                     "select first_service_at - sent_at as took from referral where sent_at >= $1 and "
                     "(first_service_at is not null or status = 'accepted')",
                     {value(since)});
}

base::Result<CapacityCounts> capacity_counts(store::ReadSession& session, base::Time stale_before) {
    const auto row = session.query_one(
        "select count(*) as services, count(*) filter (where capacity_as_of >= $1) as fresh, "
        "count(*) filter (where capacity_as_of < $1) as stale, "
        "count(*) filter (where capacity_as_of is null) as not_told "
        "from service where active = 1",
        {value(stale_before)});
    if (!row) return base::fail(row.error());
    CapacityCounts counts{.services = (*row)->integer("services"),
                          .fresh = (*row)->integer("fresh"),
                          .stale = (*row)->integer("stale"),
                          .not_told = (*row)->integer("not_told")};
    // Two statements: a sum of whole numbers is a numeric on one of the databases.
    const auto rows = session.query(
        "select capacity_free, count(*) as services from service where active = 1 and "
        "capacity_as_of >= $1 group by capacity_free",
        {value(stale_before)});
    if (!rows) return base::fail(rows.error());
    for (const store::Row& group : *rows) {
        counts.free_places += group.integer("capacity_free") * group.integer("services");
    }
    return counts;
}

base::Result<std::vector<CapacityLine>> oldest_counts(store::ReadSession& session, int rows_max) {
    const auto rows = session.query(
        "select s.name, o.name as organisation, s.capacity_free, s.capacity_total, s.capacity_as_of "
        "from service s join organisation o on o.id = s.organisation where s.active = 1 "
        "order by case when s.capacity_as_of is null then 0 else 1 end, s.capacity_as_of, s.name, s.id limit "
        "$1",
        {value(std::int64_t{rows_max})});
    if (!rows) return base::fail(rows.error());
    std::vector<CapacityLine> lines;
    lines.reserve(rows->size());
    for (const store::Row& row : *rows) {
        lines.push_back({.service = row.text("name"),
                         .organisation = row.text("organisation"),
                         .free = row.optional_integer("capacity_free"),
                         .total = row.optional_integer("capacity_total"),
                         .as_of = row.optional_time("capacity_as_of")});
    }
    return lines;
}

}  // namespace casework
