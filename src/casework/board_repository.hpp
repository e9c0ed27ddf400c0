#pragma once
// The SQL of the board: each figure one indexed aggregate, whatever was ever stored. Zone Z1 alone: states,
// clocks, times, names of organisations; nothing sealed is read (domain.md 2.1, COORD). What it costs at
// 100,000 cases: docs/decisions/0010-what-the-board-shows.md. Thread rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/state.hpp"
#include "country/clock_kind.hpp"
#include "guard/actor.hpp"
#include "store/session.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casework {

// Running clocks of one kind that one organisation owes.
struct ClockLoad {
    country::ClockKind kind = country::ClockKind::triage;
    std::string organisation;
    std::int64_t overdue = 0;
    std::int64_t due = 0;  // until the moment asked for, without the overdue
};
// Most overdue first.
base::Result<std::vector<ClockLoad>> clock_loads(store::ReadSession& session, base::Time now,
                                                 base::Time until, int rows_max);

base::Result<std::int64_t> count_waiting(store::ReadSession& session);

// domain.md 14: people with a first service of people referred. A case is a person.
struct Uptake {
    std::int64_t referred = 0;
    std::int64_t helped = 0;
};
base::Result<Uptake> uptake_since(store::ReadSession& session, base::Time since);

// How many of the cases opened since then ever reached a state, by who identified the person first.
struct ReachedCount {
    std::string first_identifier;
    State state = State::concern_raised;
    std::int64_t cases = 0;
};
base::Result<std::vector<ReachedCount>> reached_since(store::ReadSession& session, base::Time since,
                                                      const std::vector<State>& states);

// The time in which half of all were done, the unfinished counted as longest: so that a figure never looks
// better for those who still wait.
struct HalfTime {
    std::optional<base::Duration> half_within;  // none: fewer than half are done
    std::int64_t all = 0;
    std::int64_t done = 0;
};
base::Result<HalfTime> concern_to_information(store::ReadSession& session, base::Time since);
// Of the referrals that were accepted.
base::Result<HalfTime> referral_to_service(store::ReadSession& session, base::Time since);

// Services by how well it is known how much room they have.
struct CapacityCounts {
    std::int64_t services = 0;
    std::int64_t fresh = 0;
    std::int64_t stale = 0;
    std::int64_t not_told = 0;
    std::int64_t free_places = 0;  // of those that are fresh
};
struct CapacityLine {
    std::string service;
    std::string organisation;
    std::optional<std::int64_t> free;
    std::optional<std::int64_t> total;
    std::optional<base::Time> as_of;
};
base::Result<CapacityCounts> capacity_counts(store::ReadSession& session, base::Time stale_before);
// Whose count is oldest first, those never counted before all.
base::Result<std::vector<CapacityLine>> oldest_counts(store::ReadSession& session, int rows_max);

}  // namespace casework
