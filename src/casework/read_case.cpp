#include "casework/read_case.hpp"

#include "casework/case_access.hpp"
#include "casework/case_event_note.hpp"
#include "casework/identity_repository.hpp"
#include "casework/person_profile_repository.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/user_repository.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

constexpr int kUnfinishedMax = 20;
constexpr base::Duration kDueWithin = std::chrono::hours(24);

bool is_own(const CaseFile& file, const guard::Actor& actor) {
    return relation_to(file, actor) != guard::Relation::none;
}

base::Result<std::vector<WorklistLine>> with_clocks(store::ReadSession& session,
                                                    std::vector<CaseFile> files) {
    std::vector<CaseId> ids;
    ids.reserve(files.size());
    for (const CaseFile& file : files) ids.push_back(file.id);
    const auto clocks = running_clocks_of(session, ids);
    if (!clocks) return base::fail(clocks.error());
    std::vector<WorklistLine> lines;
    lines.reserve(files.size());
    for (CaseFile& file : files) {
        const auto first = std::ranges::find(*clocks, file.id, &CaseClock::case_id);
        lines.push_back({std::move(file), first == clocks->end() ? std::nullopt : std::optional(*first)});
    }
    return lines;
}

// Cases of the organisation whose clocks are overdue or due within a day, the most pressing first.
base::Result<std::vector<CaseFile>> cases_due(guard::ReadWork& work, const WorklistFilter& filter,
                                              bool& more) {
    const auto clocks = running_clocks(work.session(), work.actor().organisation, work.now() + kDueWithin,
                                       kClocksDueRows + 1);
    if (!clocks) return base::fail(clocks.error());
    more = clocks->size() > kClocksDueRows;
    std::vector<CaseFile> files;
    std::set<CaseId> seen;
    for (const CaseClock& clock : *clocks) {
        if (!seen.insert(clock.case_id).second) continue;
        auto file = load_case(work.session(), clock.case_id);
        if (!file) return base::fail(file.error());
        // Owed for a referral of somebody else's case: that is the inbox's.
        if (!is_own(*file, work.actor())) continue;
        if (filter.identification && file->states.identification != *filter.identification) continue;
        files.push_back(std::move(*file));
    }
    return files;
}

base::Result<std::vector<CaseFile>> newest_cases(guard::ReadWork& work, const WorklistFilter& filter,
                                                 const std::optional<CasePlace>& before, int rows_max,
                                                 bool& more) {
    auto files =
        cases_of(work.session(), work.actor().organisation,
                 {.identification = filter.identification, .open_only = filter.show == WorklistShow::open},
                 before, rows_max + 1);
    if (!files) return files;
    more = files->size() > static_cast<std::size_t>(rows_max);
    if (more) files->pop_back();
    return files;
}

void put_running_first(std::vector<CaseClock>& clocks) {
    std::ranges::stable_sort(clocks, [](const CaseClock& one, const CaseClock& other) {
        return !one.stopped_at && other.stopped_at;
    });
}

// The profile where this person may read it and their organisation holds its key; otherwise the page goes
// without.
base::Result<std::optional<PersonProfile>> readable_profile(guard::ReadWork& work, const CaseFile& file) {
    const guard::Ask ask = ask_about(file, work.actor(), Permission::needs_read, Purpose::support);
    if (!guard::authorise(work.actor(), ask, work.now()).allowed) return std::nullopt;
    const auto grant = work.grant<guard::Zone::z2>(ask, "person_profile", file.id.uuid(), file.id);
    if (!grant) return base::fail(grant.error());
    const auto record = find_profile(work, work.session(), file.id);
    if (!record) {
        if (record.error().code == base::ProblemCode::key_not_held) return std::nullopt;
        return base::fail(record.error());
    }
    if (!*record) return std::nullopt;
    return std::optional((*record)->content.expose(*grant));
}

// Notes lie in Z3; who may not read them sees that something happened, and not why.
base::Result<std::map<std::int64_t, std::string>> readable_notes(guard::ReadWork& work, const CaseFile& file,
                                                                 const std::vector<CaseEvent>& events) {
    std::map<std::int64_t, std::string> notes;
    if (std::ranges::none_of(events, [](const CaseEvent& event) { return event.sealed.has_value(); }))
        return notes;
    const guard::Ask ask = ask_about(file, work.actor(), Permission::concern_read, Purpose::support);
    if (!guard::authorise(work.actor(), ask, work.now()).allowed) return notes;
    const auto grant = work.grant<guard::Zone::z3>(ask, "case_event", file.id.uuid(), file.id);
    if (!grant) return base::fail(grant.error());
    for (const CaseEvent& event : events) {
        if (!event.sealed) continue;
        auto note = opened_note(work, work.session(), event);
        if (!note) {
            if (note.error().code == base::ProblemCode::key_not_held) continue;
            return base::fail(note.error());
        }
        notes.emplace(event.number, std::move(*note));
    }
    return notes;
}

}  // namespace

base::Result<Worklist> read_worklist(const CaseDesk& desk, const guard::Actor& actor,
                                     const WorklistFilter& filter, const std::optional<CasePlace>& before,
                                     int rows_max) {
    const int rows = std::clamp(rows_max, 1, kWorklistRowsMax);
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<Worklist> {
        if (auto allowed = work.allow({.permission = Permission::worklist_read, .purpose = Purpose::support});
            !allowed) {
            return base::fail(allowed.error());
        }
        Worklist list;
        auto files = filter.show == WorklistShow::clocks_due
                         ? cases_due(work, filter, list.more)
                         : newest_cases(work, filter, before, rows, list.more);
        if (!files) return base::fail(files.error());
        auto lines = with_clocks(work.session(), std::move(*files));
        if (!lines) return base::fail(lines.error());
        list.lines = std::move(*lines);
        auto looks = unfinished_looks(work.session(), actor.organisation, std::nullopt, kUnfinishedMax);
        if (!looks) return base::fail(looks.error());
        std::vector<guard::UserId> users;
        for (const UnfinishedLook& look : *looks) users.push_back(look.recorded_by);
        auto people = guard::display_names(work.session(), work.keys(), users);
        if (!people) return base::fail(people.error());
        list.unfinished = std::move(*looks);
        list.people = std::move(*people);
        return list;
    });
}

base::Result<CaseView> read_case(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<CaseView> {
        auto file = open_case(work, case_id, Permission::case_read, Purpose::support);
        if (!file) return base::fail(file.error());
        work.session().will_ask(clocks_question(case_id));
        work.session().will_ask(identity_question(case_id));
        work.session().will_ask(unfinished_look_question(case_id));
        work.session().will_ask(guard::organisation_question(file->lead_organisation));
        auto profile = readable_profile(work, *file);
        if (!profile) return base::fail(profile.error());
        auto clocks = clocks_of(work.session(), case_id);
        if (!clocks) return base::fail(clocks.error());
        put_running_first(*clocks);
        const auto stored = has_identity(work.session(), case_id);
        if (!stored) return base::fail(stored.error());
        const auto unfinished = has_unfinished_look(work.session(), case_id);
        if (!unfinished) return base::fail(unfinished.error());
        const auto lead = guard::load_organisation(work.session(), file->lead_organisation);
        if (!lead) return base::fail(lead.error());

        CaseView view;
        view.actions = actions_for(*file, *clocks, *unfinished, actor, work.now());
        view.file = std::move(*file);
        view.clocks = std::move(*clocks);
        view.profile = std::move(*profile);
        view.identity_stored = *stored;
        view.look_unfinished = *unfinished;
        view.lead_organisation = lead->name;
        return view;
    });
}

base::Result<CaseFile> read_case_for(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                     Permission permission, Purpose purpose) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<CaseFile> {
        return open_case(work, case_id, permission, purpose);
    });
}

base::Result<CaseTimeline> read_timeline(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<CaseTimeline> {
        auto file = open_case(work, case_id, Permission::case_read, Purpose::support);
        if (!file) return base::fail(file.error());
        auto events = events_of(work.session(), case_id);
        if (!events) return base::fail(events.error());
        auto notes = readable_notes(work, *file, *events);
        if (!notes) return base::fail(notes.error());
        std::vector<guard::UserId> users;
        std::vector<guard::OrganisationId> organisations;
        for (const CaseEvent& event : *events) {
            if (event.user) users.push_back(*event.user);
            organisations.push_back(event.organisation);
        }
        auto people = guard::display_names(work.session(), work.keys(), users);
        if (!people) return base::fail(people.error());
        auto names = guard::organisation_names(work.session(), organisations);
        if (!names) return base::fail(names.error());
        std::ranges::reverse(*events);
        return CaseTimeline{std::move(*file), std::move(*events), std::move(*notes), std::move(*people),
                            std::move(*names)};
    });
}

}  // namespace casework
