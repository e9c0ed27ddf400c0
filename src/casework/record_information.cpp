#include "casework/record_information.hpp"

#include "casework/case_access.hpp"
#include "casework/case_clock.hpp"
#include "casework/information_repository.hpp"
#include "casework/move_case.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

bool told(const InformationTalk& talk, std::string_view topic) {
    return std::ranges::find(talk.topics, topic) != talk.topics.end();
}

base::Done move_regions(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file,
                        const InformationTalk& talk) {
    if (told(talk, "asylum") && file.states.protection == State::protection_unknown) {
        if (auto moved = move_case(desk, work, file, {.to = State::told_of_asylum_right}); !moved)
            return moved;
    }
    if (told(talk, "justice") && file.states.justice == State::no_proceedings) {
        if (auto moved = move_case(desk, work, file, {.to = State::told_of_rights}); !moved) return moved;
    }
    return {};
}

}  // namespace

base::Done record_information(const CaseDesk& desk, const guard::Actor& actor, guard::CaseId case_id,
                              const InformationTalk& talk) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        auto file = open_case(work, case_id, Permission::information_record, Purpose::consent);
        if (!file) return base::fail(file.error());
        InformationGiven information{.id = work.new_id<InformationGiven>(),
                                     .case_id = case_id,
                                     .topics = talk.topics,
                                     .forms = talk.forms,
                                     .language = talk.language,
                                     .interpreter_present = talk.interpreter_present,
                                     .organisation = actor.organisation,
                                     .recorded_by = actor.user,
                                     .at = work.now()};
        if (auto good = check_information(information); !good) return good;
        if (auto inserted = insert_information(work.session(), information); !inserted) return inserted;
        const auto given = information_of(work.session(), case_id);
        if (!given) return base::fail(given.error());
        if (still_owed(*given).empty()) {
            const auto stopped = stop_clocks(work.session(), case_id, country::ClockKind::information,
                                             std::nullopt, work.now());
            if (!stopped) return base::fail(stopped.error());
        }
        if (auto noted = note_event(work, *file, "information.given", "information", information.id.uuid());
            !noted) {
            return noted;
        }
        if (auto moved = move_regions(desk, work, *file, talk); !moved) return moved;
        work.record({.action = "information.record",
                     .subject_kind = "information",
                     .subject = information.id.uuid(),
                     .concerned_case = case_id,
                     .zone = guard::Zone::z1,
                     .purpose = Purpose::consent,
                     .rule = {},
                     .outcome = guard::Outcome::done});
        return {};
    });
}

base::Result<InformationOfCase> read_information(const CaseDesk& desk, const guard::Actor& actor,
                                                 guard::CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<InformationOfCase> {
        auto file = open_case(work, case_id, Permission::information_record, Purpose::consent);
        if (!file) return base::fail(file.error());
        auto given = information_of(work.session(), case_id);
        if (!given) return base::fail(given.error());
        std::vector<std::string> owed = still_owed(*given);
        return InformationOfCase{std::move(*file), std::move(*given), std::move(owed)};
    });
}

}  // namespace casework
