#pragma once
// A running clock of a case: when it started, when it is due, who owes the answer (domain.md 4.1). A clock
// that runs out raises an alert and changes nothing else (INV-04). Zone Z1.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "country/clock_kind.hpp"
#include "guard/actor.hpp"
#include "store/session.hpp"

#include <optional>
#include <vector>

namespace casework {

struct CaseClock {
    base::Id<CaseClock> id;
    guard::CaseId case_id;
    country::ClockKind kind = country::ClockKind::triage;
    std::optional<base::Uuid>
        subject;  // the referral an acknowledgement is waited for; none for clocks of the case
    guard::OrganisationId owner_organisation;
    base::Time started_at;
    base::Time due_at;
    std::optional<base::Time> stopped_at;
    bool dropped = false;  // stopped because nobody waits any more, not because it was done
    std::optional<base::Time> escalated_at;
};

enum class ClockStatus { met, met_late, no_longer_due, running, due_soon, overdue };

// `due_soon` in the last quarter of the time given.
ClockStatus status_of(const CaseClock& clock, base::Time now);

base::Done insert_clocks(store::WriteSession& session, const std::vector<CaseClock>& clocks);
// Stops the running clocks of a kind (of one subject, or of the case when none is named); how many were
// stopped.
base::Result<std::int64_t> stop_clocks(store::WriteSession& session, guard::CaseId case_id,
                                       country::ClockKind kind, const std::optional<base::Uuid>& subject,
                                       base::Time at);
// The same, where what they waited for is not wanted any more: a consent taken back, a case closed.
base::Result<std::int64_t> drop_clocks(store::WriteSession& session, guard::CaseId case_id,
                                       country::ClockKind kind, const std::optional<base::Uuid>& subject,
                                       base::Time at);
base::Done mark_escalated(store::WriteSession& session, base::Id<CaseClock> id, base::Time at);
store::Question clocks_question(guard::CaseId case_id);
base::Result<std::vector<CaseClock>> clocks_of(store::ReadSession& session, guard::CaseId case_id);
// Of a referral, or of several on one page, soonest first.
base::Result<std::vector<CaseClock>> clocks_about(store::ReadSession& session,
                                                  const std::vector<base::Uuid>& subjects);
// Running clocks of referrals that ran out and that nobody was alerted of yet, longest ago first.
base::Result<std::vector<CaseClock>> clocks_to_escalate(store::ReadSession& session, base::Time now,
                                                        int rows_max);
// The running clocks of several cases, soonest first.
base::Result<std::vector<CaseClock>> running_clocks_of(store::ReadSession& session,
                                                       const std::vector<guard::CaseId>& cases);
// Running clocks that are due before `until`, soonest first; of one organisation, or of all when none is
// named.
base::Result<std::vector<CaseClock>> running_clocks(store::ReadSession& session,
                                                    const std::optional<guard::OrganisationId>& owner,
                                                    base::Time until, int rows_max);

}  // namespace casework
