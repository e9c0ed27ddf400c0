#include "casework/move_case.hpp"

#include "casework/case_clock.hpp"
#include "casework/case_repository.hpp"

#include <utility>

namespace casework {
namespace {

CaseEvent event_by(const guard::WriteWork& work, std::string kind) {
    CaseEvent event;
    event.at = work.now();
    event.user = work.actor().user;
    event.organisation = work.actor().organisation;
    event.kind = std::move(kind);
    return event;
}

// Nothing where the profile has no such clock.
std::optional<CaseClock> clock_of(const CaseDesk& desk, guard::WriteWork& work, const CaseFile& file,
                                  country::ClockKind kind, bool immediate_danger) {
    const auto due_at = desk.profile.due_at(
        kind, work.now(), immediate_danger ? country::Urgency::danger : country::Urgency::ordinary);
    if (!due_at) return std::nullopt;
    CaseClock clock;
    clock.id = work.new_id<CaseClock>();
    clock.case_id = file.id;
    clock.kind = kind;
    clock.owner_organisation = file.lead_organisation;
    clock.started_at = work.now();
    clock.due_at = *due_at;
    return clock;
}

}  // namespace

base::Done start_clock(const CaseDesk& desk, guard::WriteWork& work, const CaseFile& file,
                       country::ClockKind kind, const std::optional<base::Uuid>& subject,
                       guard::OrganisationId owner, bool immediate_danger) {
    auto clock = clock_of(desk, work, file, kind, immediate_danger);
    if (!clock) return {};
    clock->subject = subject;
    clock->owner_organisation = owner;
    return insert_clocks(work.session(), {*clock});
}

base::Done move_case(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file, const Move& move) {
    const State from = file.states.in(region_of(move.to));
    const auto transition = may_move(from, move.to, work.actor().roles, move.fulfilled);
    if (!transition) return base::fail(transition.error());

    CaseEvent event = event_by(work, "case.moved");
    event.transition = std::string(transition->number);
    event.from = from;
    event.to = move.to;
    event.code = move.code;
    event.sealed = move.sealed;
    if (auto appended = append(work.session(), file, std::move(event)); !appended) return appended;

    for (const country::ClockKind kind : transition->stops) {
        const auto stopped = stop_clocks(work.session(), file.id, kind, std::nullopt, work.now());
        if (!stopped) return base::fail(stopped.error());
    }
    for (const country::ClockKind kind : transition->drops) {
        const auto dropped = drop_clocks(work.session(), file.id, kind, std::nullopt, work.now());
        if (!dropped) return base::fail(dropped.error());
    }
    std::vector<CaseClock> started;
    for (const country::ClockKind kind : transition->starts) {
        if (auto clock = clock_of(desk, work, file, kind, move.immediate_danger))
            started.push_back(*std::move(clock));
    }
    return insert_clocks(work.session(), started);
}

base::Done note_event(guard::WriteWork& work, CaseFile& file, std::string kind, std::string subject_kind,
                      const std::optional<base::Uuid>& subject, std::string code,
                      std::optional<base::Bytes> sealed) {
    CaseEvent event = event_by(work, std::move(kind));
    event.subject_kind = std::move(subject_kind);
    event.subject = subject;
    event.code = std::move(code);
    event.sealed = std::move(sealed);
    return append(work.session(), file, std::move(event));
}

}  // namespace casework
