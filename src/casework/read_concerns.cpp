#include "casework/case_access.hpp"
#include "casework/case_repository.hpp"
#include "casework/raise_concern.hpp"
#include "guard/user_repository.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

ConcernsOfCase::Seen seen_in(const screening::InstrumentLibrary& library, const Concern& concern,
                             const guard::Grant<guard::Zone::z3>& grant) {
    ConcernsOfCase::Seen seen{.at = concern.started_at,
                              .by = {},
                              .finished = concern.finished_at.has_value(),
                              .content = concern.content.expose(grant),
                              .signs = {},
                              .unclear = {}};
    const screening::Instrument* set = library.find(seen.content.instrument, seen.content.instrument_version);
    if (set == nullptr) return seen;
    for (const screening::Item& item : set->items) {
        const screening::Answer answer = screening::answer_to(seen.content.signs, item.id);
        if (answer == screening::Answer::yes) seen.signs.push_back(item.text_key);
        if (answer == screening::Answer::unclear) seen.unclear.push_back(item.text_key);
    }
    return seen;
}

}  // namespace

base::Result<ConcernsOfCase> read_concerns(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<ConcernsOfCase> {
        auto file = open_case(work, case_id, Permission::concern_read, Purpose::support);
        if (!file) return base::fail(file.error());
        const auto grant =
            work.grant<guard::Zone::z3>(ask_about(*file, actor, Permission::concern_read, Purpose::support),
                                        "concern", case_id.uuid(), case_id);
        if (!grant) return base::fail(grant.error());
        const auto concerns = concerns_of(work, work.session(), case_id);
        if (!concerns) return base::fail(concerns.error());
        std::vector<guard::UserId> users;
        for (const Concern& concern : *concerns) users.push_back(concern.recorded_by);
        const auto names = guard::display_names(work.session(), work.keys(), users);
        if (!names) return base::fail(names.error());

        ConcernsOfCase all{std::move(*file), {}};
        for (const Concern& concern : *concerns) {
            all.seen.push_back(seen_in(desk.instruments, concern, *grant));
            const auto name = names->find(concern.recorded_by);
            if (name != names->end()) all.seen.back().by = name->second;
        }
        std::ranges::reverse(all.seen);
        return all;
    });
}

}  // namespace casework
